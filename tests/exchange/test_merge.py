"""What several files say about one record is joined, unless they disagree."""

import pytest

from db.enums import RecordType
from exchange import Problem
from exchange.check import check
from exchange.limits import LISTS
from exchange.record import Person
from tests.exchange.made import GROUND, MEETING, bundle

ADA = "persons:\n  - {id: ada, name: Ada Demir, %s}\n"


def ada(*texts: str) -> Person:
    made = bundle(*(ADA % text for text in texts))
    assert made.problems == []
    (person,) = (entry.record for entry in made.entries if entry.type == RecordType.PERSON)
    assert isinstance(person, Person)
    return person


def wrong(*texts: str) -> list[Problem]:
    made = bundle(*texts)
    return made.problems + check(made.entries, lambda kind, slug: False)


def test_fields_and_lists_of_two_files_are_joined() -> None:
    person = ada(
        "actor: TR, positions: [{title: Envoy, sources: [s1]}, {title: Minister}]",
        "native_name: Ada, native_language: tr, positions: [{title: Envoy, from: 2001, sources: [s1]}]",
    )
    assert (person.actor, [name.text for name in person.names]) == ("TR", ["Ada"])
    envoy, minister = person.positions
    assert (envoy.title, envoy.from_, minister.title) == ("Envoy", "2001", "Minister")
    assert [citation.source for citation in envoy.sources] == ["a/s1", "b/s1"]


def test_the_same_office_at_another_time_is_another_office() -> None:
    person = ada("positions: [{title: Envoy, from: 2001}]", "positions: [{title: Envoy, from: 2009}]")
    assert [office.from_ for office in person.positions] == ["2001", "2009"]


def test_two_offices_of_one_file_stay_two() -> None:
    person = ada("positions: [{title: Envoy}]", "positions: [{title: Envoy}, {title: Envoy, from: 2009}]")
    assert len(person.positions) == 2


def test_unequal_scalars_are_a_problem_that_names_both_files() -> None:
    (problem,) = wrong(ADA % "actor: TR", ADA % 'actor: "NO"')
    assert (problem.code, problem.file, problem.record, problem.field) == (
        "DISAGREES",
        "b.yaml",
        "ada",
        "actor",
    )
    assert problem.message == "'NO' differs from 'TR', which a.yaml says."


def test_lists_are_not_too_long_together() -> None:
    half = LISTS["positions"] // 2 + 1
    offices = [", ".join(f"{{title: {word} {at}}}" for at in range(half)) for word in ("Envoy", "Aide")]
    (problem,) = wrong(*(ADA % f"positions: [{told}]" for told in offices))
    assert (problem.code, problem.file, problem.field) == ("TOO_LONG", "b.yaml", "positions")


def test_a_meeting_belongs_to_one_file() -> None:
    found = wrong(GROUND, MEETING, MEETING)
    assert {problem.code for problem in found if problem.file == "c.yaml"} == {"DUPLICATE_ID"}


def test_an_id_is_used_once_in_a_file() -> None:
    (problem,) = wrong("persons:\n  - {id: ada, name: Ada}\n  - {id: ada, name: Ada}\n")
    assert (problem.code, problem.record, problem.line) == ("DUPLICATE_ID", "ada", 3)


def test_references_that_lead_nowhere_are_all_told() -> None:
    found = wrong(ADA % "actor: nobody, positions: [{title: Envoy, actor: QQ, sources: [s9]}]")
    assert [(problem.code, problem.field) for problem in found] == [
        ("UNKNOWN_REFERENCE", "actor"),
        ("UNKNOWN_REFERENCE", "positions.0.sources.0.source"),
        ("UNKNOWN_REFERENCE", "positions.0.actor"),
    ]


@pytest.mark.parametrize("field", ["follows", "part_of"])
def test_meetings_do_not_go_in_circles(field: str) -> None:
    again = MEETING.replace("oslo", "bergen").replace("round: 2", "")
    start = "    start: 2001-05-03\n"
    one = MEETING.replace(start, f"{start}    {field}: bergen-2001-05-03\n")
    two = again.replace(start, f"{start}    {field}: oslo-2001-05-03\n")
    found = wrong(GROUND, one, two.replace("[s1", "[a/s1").replace("s2]", "a/s2]"))
    assert {problem.record for problem in found if problem.code == "CYCLE"} == {
        "oslo-2001-05-03",
        "bergen-2001-05-03",
    }


def test_an_outcome_without_a_meeting_needs_date_and_process() -> None:
    alone = "outcomes:\n  - {id: pact, kind: PLEDGE, status: AGREED, title: Pact, sources: [s1]}\n"
    found = wrong(GROUND, alone.replace("s1", "a/s1"))
    assert [(problem.code, problem.record, problem.field) for problem in found] == [
        ("MISSING_FIELD", "pact", "date"),
        ("MISSING_FIELD", "pact", "process"),
    ]

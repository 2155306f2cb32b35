"""The statement of a question about the past: one, that of the present with other tables, and none where it may not be asked."""

import re

import pytest

from tests.asking import Asking, Reply
from tests.engine.corpus import Case, cases
from tests.examples.heard import listening
from tests.past.asking import FUTURE, as_of

NUMBER = r"\(select number from past\d+\)"
HOLDS = "|".join(
    (
        rf"id<={NUMBER}",
        rf"from_seq<={NUMBER} and to_seq>{NUMBER}",
        rf"least\(from_seq,{NUMBER}\+1\)<>{NUMBER}\+1 and greatest\(to_seq,{NUMBER}\)<>{NUMBER}",
    )
)
PAST = re.compile(rf'\(select \* from "(\w+?)(?:_history)?" where (?:{HOLDS})\)')
NAMED = re.compile(
    r"^with past\d+\(number\) as materialized \(.*? limit 1\)(?:,past\d+.*? limit 1\))* select"
)
MARK = re.compile(r"(?<=[?$])\d+")


def heard(ask: Asking, query: str, case: Case) -> tuple[Reply, str]:
    """The reply to a question, and the statement that it became; empty when it was refused."""
    with listening(ask) as listener:
        reply = ask(query, case.variables, case.operation)
    return reply, listener.heard[0][0].statement.sql if listener.heard else ""


def renumbered(sql: str) -> str:
    """The same with its parameters numbered in the order in which they stand there."""
    numbers: dict[str, str] = {}
    return MARK.sub(lambda mark: numbers.setdefault(mark[0], str(len(numbers))), sql)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases()])
def test_a_moment_to_come_is_answered_as_now_by_the_same_statement_over_other_tables(
    ask: Asking, case: Case
) -> None:
    (plain, now), (past, then) = heard(ask, case.query, case), heard(ask, as_of(case.query, FUTURE), case)
    assert (past.data, past.errors, past.statements) == (plain.data, plain.errors, plain.statements)
    assert re.search(r"past|_history", now) is None
    assert renumbered(NAMED.sub("select", PAST.sub(r'"\1"', then))) == renumbered(now)


@pytest.mark.parametrize("moment", ["2999-01-01T00:00:00Z", None])
def test_a_moment_is_given_as_a_variable(ask: Asking, moment: str | None) -> None:
    query = "query($at: DateTime) { meetings(first: 1, asOf: $at) { totalCount nodes { slug } } }"
    plain = ask.data("{ meetings(first: 1) { totalCount nodes { slug } } }")
    assert ask.data(query, at=moment) == ask.data(query) == plain


def test_before_the_first_change_there_is_nothing(ask: Asking) -> None:
    found = ask.data(
        """{ meeting(slug: "istanbul-2025-06-02", asOf: "2020-01-01T00:00:00Z") { title }
        nodes(ids: ["Actor:TR"], asOf: "2020-01-01T00:00:00Z") { id }
        record(scheme: ISO_3166_1_NUMERIC, value: "792", asOf: "2020-01-01T00:00:00Z") { id }
        meetings(asOf: "2020-01-01T00:00:00Z") { totalCount nodes { id } facets(by: HOST) { key } } }"""
    )
    nothing = {"totalCount": 0, "nodes": [], "facets": []}
    assert found == {"meeting": None, "nodes": [None], "record": None, "meetings": nothing}


@pytest.mark.parametrize(
    "moment", ["yesterday", "2025-06-02", "2025-06-02T13:00:00", "2025-13-02T13:00:00Z", ""]
)
def test_what_is_no_moment_is_refused(ask: Asking, moment: str) -> None:
    query = "query($at: DateTime) { meetings(asOf: $at) { totalCount } }"
    told = {
        "BAD_USER_INPUT": ask(query, {"at": moment}),
        "GRAPHQL_VALIDATION_FAILED": ask(f'{{ meetings(asOf: "{moment}") {{ totalCount }} }}'),
    }
    for code, reply in told.items():
        assert (reply.data, reply.statements, reply.codes) == (None, 0, [code])
        assert "Write it as 2025-06-02T13:00:00Z" in reply.errors[0]["message"]


@pytest.mark.parametrize("field", ["changes", "dataset", 'search(query: "talks")'])
def test_the_log_the_dataset_and_the_search_have_no_past(ask: Asking, field: str) -> None:
    argument = '(asOf: "2020-01-01T00:00:00Z"'
    asked = field.replace("(", f"{argument}, ") if "(" in field else f"{field}{argument})"
    assert ask(f"{{ {asked} {{ __typename }} }}").codes == ["GRAPHQL_VALIDATION_FAILED"]

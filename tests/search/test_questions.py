"""What people type finds what they mean, in many languages and scripts; and the engine finds what the reference finds."""

from pathlib import Path
from typing import NamedTuple

import pytest

import schema
from tests.asking import Asking
from tests.oracle import Oracle
from tests.oracle.search import Reference

FILE = Path(__file__).parent / "questions.tsv"
ASK = "query($q: String!, $n: Int) { search(query: $q, first: $n) { score matched record { id } } }"
FIRST, AMONG_THREE = 0.95, 0.99
ENOUGH, LANGUAGES = 120, 6


class Question(NamedTuple):
    """A question, the records that may come first, and the language or habit in which it is asked."""

    text: str
    wanted: tuple[str, ...]
    habit: str


def questions() -> list[Question]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Question(text, tuple(wanted.split("|")), habit) for text, wanted, habit in cells]


@pytest.fixture(scope="module")
def reference(oracle: Oracle) -> Reference:
    return Reference(oracle.tables)


def test_the_set_is_large_and_in_many_languages() -> None:
    asked = questions()
    tags = {part.strip() for one in asked for part in one.habit.split(",") if len(part.strip()) == len("tr")}
    assert len(asked) >= ENOUGH
    assert len(tags) >= LANGUAGES
    assert len({one.text for one in asked}) == len(asked)


def test_what_is_meant_comes_first(ask: Asking) -> None:
    late, missed = [], []
    asked = questions()
    for one in asked:
        found = [hit["record"]["id"] for hit in ask.data(ASK, q=one.text, n=3)["search"]]
        if not set(found) & set(one.wanted):
            missed.append((one.text, found))
        elif found[0] not in one.wanted:
            late.append((one.text, found))
    assert len(missed) <= len(asked) * (1 - AMONG_THREE), missed
    assert len(late) + len(missed) <= len(asked) * (1 - FIRST), [*late, *missed]


def test_the_engine_finds_what_the_reference_finds(ask: Asking, oracle: Oracle, reference: Reference) -> None:
    for one in questions():
        found = ask.data(ASK, q=one.text, n=5)["search"]
        wanted = reference.hits(one.text)[:5]
        told = [(round(1000 * hit["score"]), hit["matched"]) for hit in found]
        assert told == [(hit.score, hit.text) for hit in wanted], one.text


def test_scores_fall_and_records_come_once(ask: Asking) -> None:
    for text in ("istanbul", "talks", "russia", "second round", "agreement"):
        found = ask.data(ASK, q=text, n=50)["search"]
        scores = [hit["score"] for hit in found]
        ids = [hit["record"]["id"] for hit in found]
        assert len(found) > 1
        assert scores == sorted(scores, reverse=True)
        assert len(ids) == len(set(ids))


def test_a_search_is_one_statement_for_any_words(ask: Asking) -> None:
    first = ask(ASK, {"q": "hakan fidan", "n": 3})
    second = ask(ASK, {"q": "second round of talks in istanbul", "n": 3})
    assert first.statements == second.statements == 1
    assert schema.build_schema() is not None

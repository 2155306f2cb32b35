"""The engine's answers to the written corpus are the oracle's, over the curated facts and over awkward rows."""

import pytest

from tests.asking import Asking
from tests.engine.agreement import agree
from tests.engine.corpus import Case, cases
from tests.oracle import Oracle

CASES = [pytest.param(case, id=case.name) for case in cases()]


@pytest.mark.parametrize("case", CASES)
def test_curated_facts_are_answered_as_by_the_oracle(ask: Asking, oracle: Oracle, case: Case) -> None:
    agree(ask, oracle, case.query, case.variables, case.operation)


@pytest.mark.parametrize("case", CASES)
def test_awkward_rows_are_answered_as_by_the_oracle(
    ask_awkward: Asking, awkward_oracle: Oracle, case: Case
) -> None:
    agree(ask_awkward, awkward_oracle, case.query, case.variables, case.operation)


def test_the_oracle_finds_something_in_most_of_the_corpus(oracle: Oracle) -> None:
    """A corpus of empty lists would agree about nothing."""
    found = [str(oracle.answer(case.query, case.variables, case.operation)) for case in cases()]
    telling = [text for text in found if "-20" in text or "Actor:" in text or "name" in text]
    assert len(telling) > len(found) * 0.6

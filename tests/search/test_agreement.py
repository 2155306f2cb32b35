"""Hits and identified records are read like any others: the engine's answer is the oracle's."""

from pathlib import Path

import pytest

from tests.asking import Asking
from tests.engine.agreement import agree
from tests.oracle import Oracle

QUERY = (Path(__file__).parent / "search_and_record.graphql").read_text(encoding="utf-8")


@pytest.mark.parametrize("question", ["istanbul", "second round of talks", "Україна", ""])
def test_hits_are_answered_as_by_the_oracle(ask: Asking, oracle: Oracle, question: str) -> None:
    agree(ask, oracle, QUERY, {"q": question})

"""The engine and the oracle asked the same question."""

from collections.abc import Mapping
from typing import Any

from graphql import parse

from tests.asking import Asking, Reply
from tests.oracle import Oracle, difference


def agree(
    ask: Asking,
    oracle: Oracle,
    query: str,
    variables: Mapping[str, Any] | None = None,
    operation: str | None = None,
) -> Reply:
    """The engine's reply, which is the oracle's, found by one statement."""
    expected = oracle.execute(parse(query), variables, operation)
    assert expected.errors is None, expected.errors
    reply = ask(query, variables, operation)
    assert reply.errors == [], reply.errors
    problem = difference(expected.data, reply.data)
    assert problem is None, problem
    assert reply.statements == 1, reply.statements
    return reply

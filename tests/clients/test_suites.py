"""Public suites judge the served API and its schema."""

import json

from tests.clients.conftest import HERE, HOUSE, Node


def test_every_audit_of_graphql_over_http_is_passed(node: Node, endpoint: str) -> None:
    report = json.loads(node(HERE, "audits.mjs", endpoint))
    assert report["missed"] == []
    assert report["total"] >= 61


THREE = "subscription { changes(after: 0, first: 3) { sequence } }"


def test_every_check_of_graphql_over_websocket_is_passed(node: Node, endpoint: str) -> None:
    report = json.loads(node(HERE, "sockets.mjs", endpoint.replace("http", "ws", 1), THREE))
    assert report == {"total": 16, "missed": []}


def test_every_check_of_graphql_over_events_is_passed(node: Node, endpoint: str) -> None:
    report = json.loads(node(HERE, "events.mjs", endpoint, THREE))
    assert report == {"total": 7, "missed": []}


def test_the_schema_keeps_the_rules_of_graphql_eslint(node: Node) -> None:
    report = json.loads(node(HERE, "lint.mjs", str(HOUSE / "schema" / "schema.graphql")))
    assert report["findings"] == []
    assert report["rules"] > 20

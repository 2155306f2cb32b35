"""Public suites judge the served API and its schema."""

import json

from tests.clients.conftest import HERE, HOUSE, Node


def test_every_audit_of_graphql_over_http_is_passed(node: Node, endpoint: str) -> None:
    report = json.loads(node(HERE, "audits.mjs", endpoint))
    assert report["missed"] == []
    assert report["total"] >= 61


def test_the_schema_keeps_the_rules_of_graphql_eslint(node: Node) -> None:
    report = json.loads(node(HERE, "lint.mjs", str(HOUSE / "schema" / "schema.graphql")))
    assert report["findings"] == []
    assert report["rules"] > 20

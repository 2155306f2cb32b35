"""Public suites judge the served API and its schema."""

import json
import re

from tests.clients.conftest import HERE, HOUSE, Node

# The values of RecordType are the prefixes of global ids; a change has a number, and no id to be fetched by.
ACCEPTED = re.compile(
    r'naming-convention: Enum value "[A-Z][A-Za-z]+" should be in UPPER_CASE'
    r"|relay-edge-types: Edge type's field `node` must implement `Node`"
)


def test_every_audit_of_graphql_over_http_is_passed(node: Node, endpoint: str) -> None:
    report = json.loads(node(HERE, "audits.mjs", endpoint))
    assert report["missed"] == []
    assert report["total"] >= 61


def test_the_schema_keeps_the_rules_of_graphql_eslint(node: Node) -> None:
    report = json.loads(node(HERE, "lint.mjs", str(HOUSE / "schema" / "schema.graphql")))
    assert [finding for finding in report["findings"] if not ACCEPTED.search(finding)] == []
    assert report["rules"] > 20

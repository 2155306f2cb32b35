"""docs/linked-data.md names every property."""

import re

import pytest

from exchange.linked import RULES
from server.settings import HOME

PAGE = (HOME / "docs" / "linked-data.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", sorted(RULES))
def test_every_property_is_explained(kind: str) -> None:
    explained = set(re.findall(r"`([@\w:]+)`", PAGE))
    assert set(RULES[kind]) <= explained

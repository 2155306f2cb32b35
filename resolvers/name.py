"""Which names of a thing are asked for."""

from collections.abc import Collection

from db import Name
from engine.expr import one_of


def in_languages(name: Name, languages: Collection[str]) -> bool:
    """Names in one of these languages."""
    return one_of(name.language, languages)


def of_kinds(name: Name, kinds: Collection[str]) -> bool:
    """Names of one of these kinds."""
    return one_of(name.kind, kinds)

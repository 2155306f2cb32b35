"""When two spellings are the same name: letters without accents, signs, particles and titles."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from db.text import fold

PARTICLES: Final = frozenset({"al", "el", "bin", "ibn", "bint", "ben", "the", "of", "dr", "sheikh", "sayyid"})
"""Words that come and go between spellings of one person's name."""

SHORTEST: Final = 3
"""Letters of an abbreviation that identifies; shorter ones are shared by many."""

_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Letters and digits alone: `key("Ansar Allah") == key("Ansarallah")`."""
    return "".join(_WORD.findall(fold(name)))


@lru_cache(maxsize=65536)
def words(name: str) -> frozenset[str]:
    """The words of a person's name without particles: {abdel, fattah, sisi}."""
    return frozenset(_WORD.findall(fold(name).replace("'", "").replace("’", ""))) - PARTICLES


def keys(name: str) -> Iterator[str]:
    """The keys that an actor's name answers to: the whole, without brackets, and what stands in brackets."""
    bare = _BRACKETS.sub(" ", name).strip()
    for told in dict.fromkeys((name, bare, *_BRACKETS.findall(name))):
        found = key(told)
        if len(found) >= SHORTEST:
            yield found


def alike(one: str, two: str) -> bool:
    """Whether two names of persons may be spellings of one: most words are the same, or begin the same."""
    first, second = sorted((words(one), words(two)), key=len)
    if not first:
        return False
    shared = sum(any(word[:4] == other[:4] for other in second) for word in first)
    return shared * 2 >= len(first)

"""Language tags: how one is written, and in which languages to look when there is nothing in the one asked for."""

import re
from functools import lru_cache
from typing import Final

from babel.core import get_global

_TAG: Final = re.compile(r"(?:[a-z]{2,3}|[a-z]{5,8})(?:-[a-z0-9]{1,8})*", re.ASCII | re.IGNORECASE)
_LONGEST: Final = 35  # what RFC 5646 asks every implementation to hold
_SCRIPT, _REGION = 4, 2  # letters of a script and of a region; a region may also be three digits
_ROOT: Final = "root"


@lru_cache(maxsize=4096)
def canonical(text: str) -> str | None:
    """The tag as CLDR writes it: `TR` is tr, `zh-hans` zh-Hans, `iw` he. None when it is not well formed (RFC 5646)."""
    if len(text) > _LONGEST or not _TAG.fullmatch(text):
        return None
    language, *rest = text.lower().split("-")
    aliases = get_global("language_aliases")
    first = str(aliases.get(language, language)).replace("_", "-")
    written, plain = [first], True
    for part in rest:
        plain = plain and len(part) > 1  # what follows a single letter is an extension: no region, no script
        written.append(_cased(part) if plain else part)
    return "-".join(written)


def _cased(part: str) -> str:
    if len(part) == _SCRIPT and part.isalpha():
        return part.title()
    return part.upper() if len(part) == _REGION and part.isalpha() else part


@lru_cache(maxsize=4096)
def chain(tag: str) -> tuple[str, ...]:
    """The tags to try, the best first: the tag, the script that its region writes, CLDR's parents, shorter tags.

    `chain("zh-TW")` is zh-TW, zh-Hant-TW, zh-Hant, zh; `chain("es-MX")` is es-MX, es-419, es.
    """
    found = [tag, *_parents(_in_its_script(tag)), *_parents(tag)]
    last = _parents(tag.partition("-")[0])
    return tuple(dict.fromkeys([*(one for one in found if one not in last), *last]))


def _in_its_script(tag: str) -> str:
    """The tag with the script of its region, where that is not the usual one of the language."""
    language, *rest = tag.split("-")
    if not rest or len(rest[0]) == _SCRIPT:
        return tag
    likely = get_global("likely_subtags")
    usual = str(likely.get(language, "")).split("_")
    there = str(likely.get(f"{language}_{rest[0]}", "")).split("_")
    if len(there) < _REGION or there[1:2] == usual[1:2]:
        return tag
    return "-".join([language, there[1], *rest])


def _parents(tag: str) -> list[str]:
    """The tag and its parents: those that CLDR names, else shorter tags."""
    exceptions = get_global("parent_exceptions")
    found = []
    while tag:
        found.append(tag)
        named = exceptions.get(tag.replace("-", "_"))
        tag = tag.rpartition("-")[0] if named in (None, _ROOT) else str(named).replace("_", "-")
        if tag in found:
            break
    return found

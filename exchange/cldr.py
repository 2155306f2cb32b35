"""Names of states, of the United Nations and of the European Union in every language that CLDR has them in.

They are no part of a record's form: they follow from its id, and are written beside the names that its form gives.
"""

import pickle
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from babel import localedata

UNIONS: Final = {"united-nations": "UN", "european-union": "EU"}
"""CLDR's codes of organisations, by the ids of their records."""

CURATED: Final = "en"
"""English names are chosen by hand, so those of CLDR are left out, for each country that speaks it too."""


def names(actor: str) -> Mapping[str, str]:
    """The names of an actor in common use, by language tag; none for actors that CLDR does not know."""
    return _by_code().get(UNIONS.get(actor, actor), {})


@cache
def _by_code() -> dict[str, dict[str, str]]:
    """What each locale says itself; what it takes from its parent is found by falling back."""
    found: dict[str, dict[str, str]] = {}
    for locale in sorted(localedata.locale_identifiers()):
        if locale.partition("_")[0] == CURATED:
            continue
        told = _territories(locale)
        tag = locale.replace("_", "-")
        for code, name in told.items():
            if len(code) == len("TR"):
                found.setdefault(code, {})[_written(tag)] = name
    return found


def _territories(locale: str) -> Mapping[str, str]:
    """Read past Babel's own cache, which would keep everything else of a thousand locales: 150 MB."""
    with Path(localedata.resolve_locale_filename(locale)).open("rb") as file:
        territories: Mapping[str, str] = pickle.load(file).get("territories", {})  # noqa: S301 - a file of Babel's
    return territories


def _written(tag: str) -> str:
    """Variants are capitals in CLDR's names of files, and small letters in tags."""
    return "-".join(part.lower() if len(part) > len("Hant") else part for part in tag.split("-"))

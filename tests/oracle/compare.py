"""Where two answers differ, as one sentence; cursors are compared by the row they stand at."""

from collections.abc import Iterable
from typing import Any

from tests.oracle.pages import MARK, key_in


def difference(expected: Any, found: Any, path: str = "data") -> str | None:
    """The first difference, the order of keys included; None when there is none."""
    match expected, found:
        case dict(), dict() if list(expected) == list(found):
            return _first((expected[key], found[key], f"{path}.{key}") for key in expected)
        case list(), list() if len(expected) == len(found):
            pairs = enumerate(zip(expected, found, strict=True))
            return _first((one, other, f"{path}[{place}]") for place, (one, other) in pairs)
        case _:
            return (
                None if _same(expected, found) else f"{path}: {_short(found)} instead of {_short(expected)}"
            )


def _first(pairs: Iterable[tuple[Any, Any, str]]) -> str | None:
    return next((text for pair in pairs if (text := difference(*pair))), None)


def _same(expected: Any, found: Any) -> bool:
    if isinstance(expected, str) and expected.startswith(MARK) and isinstance(found, str):
        return key_in(expected) == key_in(found)
    if isinstance(expected, dict | list):
        return False  # of another length, or with other keys
    # JSON has one kind of number: a Float of 1000 may be written without a point. A boolean is none.
    alike = isinstance(expected, bool) is isinstance(found, bool)
    return alike and bool(expected == found)


def _short(value: Any) -> str:
    shown = list(value) if isinstance(value, dict) else value
    return repr(shown)[:500]

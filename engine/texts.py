"""Values on their way into a statement: checked for what no database can hold, and put in the form they are compared in."""

import math
from typing import Any

from engine.errors import BadUserInput

_INT64 = 2**63


def storable(value: Any) -> Any:
    """A text as it is, refused when it holds a NUL or a lone surrogate."""
    if isinstance(value, str):
        if "\x00" in value:
            raise BadUserInput("A text must not contain the NUL character.")
        try:
            value.encode()
        except UnicodeEncodeError:
            raise BadUserInput("A text must not contain lone surrogates.") from None
        return str(value)
    return value


def stored_value(value: Any) -> Any:
    """A scalar as the database compares it: enum members by their value, numbers in range."""
    found = getattr(value, "value", value)
    if isinstance(found, float) and not math.isfinite(found):
        raise BadUserInput("A number must be finite.")
    if isinstance(found, int) and not isinstance(found, bool) and not -_INT64 <= found < _INT64:
        raise BadUserInput("A whole number must fit 64 bits.")
    return storable(found)


def stored_list(values: Any) -> list[Any]:
    """A list of scalars; a single value stands for a list of one."""
    return [stored_value(value) for value in (values if isinstance(values, list | tuple) else [values])]

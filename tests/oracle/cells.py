"""Values that a relation function can be asked with: comparisons give truths, and a missing value is never true.

SQL knows true, false and unknown. Here unknown and false are one: a complement holds for both (that is what `not_`
promises), and nothing else tells them apart.
"""

import operator
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, NoReturn

from tests.oracle.rows import Row, Value


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether a condition is known to hold."""

    holds: bool

    def __and__(self, other: object) -> "Truth":
        return Truth(self.holds and _holds(other))

    def __or__(self, other: object) -> "Truth":
        return Truth(self.holds or _holds(other))

    def __invert__(self) -> "Truth":
        return Truth(not self.holds)

    def __bool__(self) -> NoReturn:
        raise TypeError("a relation may not ask for the truth of a part of its condition")


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """One value of a row."""

    value: Value

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> Truth:  # type: ignore[override]
        return self._compare(operator.eq, other)

    def __ne__(self, other: object) -> Truth:  # type: ignore[override]
        return self._compare(operator.ne, other)

    def __lt__(self, other: object) -> Truth:
        return self._compare(operator.lt, other)

    def __le__(self, other: object) -> Truth:
        return self._compare(operator.le, other)

    def __gt__(self, other: object) -> Truth:
        return self._compare(operator.gt, other)

    def __ge__(self, other: object) -> Truth:
        return self._compare(operator.ge, other)

    def missing(self) -> Truth:
        """The value is not there."""
        return Truth(self.value is None)

    def one_of(self, values: Collection[object]) -> Truth:
        """The value is there and one of these."""
        return Truth(self.value is not None and self.value in values)

    def _compare(self, how: Callable[[Any, Any], bool], other: object) -> Truth:
        far = other.value if isinstance(other, Cell) else other
        return Truth(self.value is not None and far is not None and how(self.value, far))


class Asked:
    """A row as relation functions see it: every attribute is a cell."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def __getattr__(self, column: str) -> Cell:
        return Cell(self._row[column])


def _holds(value: object) -> bool:
    if not isinstance(value, Truth):
        raise TypeError(f"a condition is made of comparisons, not of {value!r}")
    return value.holds

"""Conditions over rows as plain data: what a relation function returns when it is asked with symbolic rows.

The same function can be asked with real rows (`==`, `&`, `|` on values). The helpers at the end work on both.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

from sqlmodel import SQLModel


class Expr:
    """A node of a condition. Truth is only known to a database, so Python may not ask for it."""

    __slots__ = ()

    def __eq__(self, other: object) -> "Compare":  # type: ignore[override]
        return Compare("=", self, as_expr(other))

    def __ne__(self, other: object) -> "Compare":  # type: ignore[override]
        return Compare("<>", self, as_expr(other))

    def __lt__(self, other: object) -> "Compare":
        return Compare("<", self, as_expr(other))

    def __le__(self, other: object) -> "Compare":
        return Compare("<=", self, as_expr(other))

    def __gt__(self, other: object) -> "Compare":
        return Compare(">", self, as_expr(other))

    def __ge__(self, other: object) -> "Compare":
        return Compare(">=", self, as_expr(other))

    def __and__(self, other: object) -> "All":
        return All((*conjuncts(self), *conjuncts(as_expr(other))))

    def __or__(self, other: object) -> "AnyOf":
        return AnyOf((self, as_expr(other)))

    def __invert__(self) -> "Not":
        return Not(self)

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "use &, | and not_() between conditions: and, or, not, in and if would drop one of them"
        )

    __hash__ = object.__hash__


# eq=False keeps the operators above: comparing two nodes makes a condition, never an answer.


@dataclass(frozen=True, eq=False, slots=True)
class Column(Expr):
    """A column of the row called `row`."""

    row: str
    name: str


@dataclass(frozen=True, eq=False, slots=True)
class Constant(Expr):
    """A text or whole number that is part of the declaration, never of a request."""

    value: str | int


@dataclass(frozen=True, eq=False, slots=True)
class Input(Expr):
    """A value of the request: the n-th parameter of the plan."""

    param: Any


@dataclass(frozen=True, eq=False, slots=True)
class Compare(Expr):
    """`left op right`; unknown when either side is."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, eq=False, slots=True)
class All(Expr):
    """Every part holds; true when there is none."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, eq=False, slots=True)
class AnyOf(Expr):
    """Some part holds; false when there is none."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Not(Expr):
    """The complement: holds where the inner condition is false or unknown."""

    inner: Expr


@dataclass(frozen=True, eq=False, slots=True)
class IsNull(Expr):
    """The value is not there."""

    inner: Expr


@dataclass(frozen=True, eq=False, slots=True)
class OneOf(Expr):
    """The value is one of a fixed set (constants) or of a list parameter (an `Input`)."""

    inner: Expr
    values: tuple[str | int, ...] | Input


@dataclass(frozen=True, eq=False, slots=True)
class Matches(Expr):
    """`mode` is contains, starts (both on folded text) or differs (a null-safe `<>`)."""

    mode: str
    inner: Expr
    value: Input


@dataclass(frozen=True, eq=False, slots=True)
class Lower(Expr):
    """The ASCII lower case of a text that has no folded column of its own (ids, codes)."""

    inner: Expr


@dataclass(frozen=True, eq=False, slots=True)
class Year(Expr):
    """The year of an ISO day, as a whole number."""

    inner: Expr


class Row:
    """A symbolic row: its attributes are columns of the model's table."""

    def __init__(self, name: str, model: type[SQLModel]) -> None:
        self._name = name
        self._columns = frozenset(SQLModel.metadata.tables[str(model.__tablename__)].columns.keys())

    def __getattr__(self, column: str) -> Column:
        if column not in self._columns:
            raise AttributeError(f"{self._name} has no column {column}")
        return Column(self._name, column)


def as_expr(value: object) -> Expr:
    """A node as it is, anything else as a constant of the declaration."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, str | int):
        return Constant(str(value) if isinstance(value, str) else value)
    raise TypeError(f"a condition compares columns, texts and whole numbers, not {value!r}")


def conjuncts(condition: Expr) -> tuple[Expr, ...]:
    """The parts that must all hold."""
    return condition.parts if isinstance(condition, All) else (condition,)


def rows_of(condition: Expr | Iterable[Expr]) -> set[str]:
    """The names of the rows that a condition reads."""
    match condition:
        case Column(row=row):
            return {row}
        case Compare(left=left, right=right):
            return rows_of(left) | rows_of(right)
        case All(parts=parts) | AnyOf(parts=parts):
            return rows_of(parts)
        case (
            Not(inner=inner)
            | IsNull(inner=inner)
            | Lower(inner=inner)
            | Year(inner=inner)
            | OneOf(inner=inner)
            | Matches(inner=inner)
        ):
            return rows_of(inner)
        case Expr():
            return set()
        case _:
            return {name for part in condition for name in rows_of(part)}


def only_key(part: Expr, row: str) -> bool:
    """The condition reads nothing of the row but its key."""
    match part:
        case Compare(left=left, right=right):
            return only_key(left, row) and only_key(right, row)
        case Column(row=name, name=name_of):
            return name != row or name_of == "id"
        case _:
            return row not in rows_of(part)


# Words for relation functions; each also works on plain values and on anything with the same methods.


def not_(condition: bool) -> bool:
    """The complement of a condition."""
    return (not condition) if isinstance(condition, bool) else ~condition


def missing(value: object) -> bool:
    """The value is not there (`is None` would be decided in Python, before the database sees it)."""
    if isinstance(value, Expr):
        return IsNull(value)  # type: ignore[return-value]
    asked: bool = value.missing() if hasattr(value, "missing") else value is None
    return asked


def one_of(value: object, values: Collection[str]) -> bool:
    """The value is one of these."""
    if isinstance(value, Expr):
        among = values if isinstance(values, Input) else tuple(str(one) for one in values)
        return OneOf(value, among)  # type: ignore[return-value]
    asked: bool = value.one_of(values) if hasattr(value, "one_of") else value in values
    return asked


def at_most(value: object, limit: object) -> bool:
    """The value is the limit or less; unknown when either is not there."""
    left: Any = value
    asked: bool = left <= limit
    return asked

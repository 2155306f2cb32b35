"""Filters: the `where` argument becomes a condition on the row `child`."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Boolean, Float, Integer
from sqlalchemy import Enum as EnumColumn
from sqlmodel import SQLModel

from engine.errors import TooCostly
from engine.expr import All, AnyOf, Column, Compare, Expr, Input, IsNull, Lower, Matches, Not, OneOf, Year
from engine.given import Given
from engine.inputs import NOUNS, noun_of
from engine.plan import Exists, Param
from engine.relation import CHILD, Relation, table_of
from engine.specs import Dating, FilterSpec, Having, Matching
from engine.texts import stored_list, stored_value

Fold = Callable[[str], str]


class Filters:
    """Builds conditions; counts its nodes, so that a plan knows how large it is."""

    def __init__(self, fold: Fold, limit: int) -> None:
        self.fold, self.limit = fold, limit
        self.size = 0

    def _count(self) -> None:
        self.size += 1
        if self.size > self.limit:
            raise TooCostly(f"The query has more than {self.limit} filter conditions.")

    def where(self, model: type[SQLModel], given: Given | None) -> Expr:
        """The condition of a whole `…Where`; absent and empty hold."""
        if given is None:
            return All(())
        specs = NOUNS[noun_of(model)].filters
        parts = [self._member(model, name, part, specs) for name, part in given.members().items()]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _member(self, model: type[SQLModel], name: str, given: Given, specs: dict[str, FilterSpec]) -> Expr:
        self._count()
        if name == "not":
            return Not(self.where(model, given))
        if name in ("and", "or"):
            parts = tuple(self.where(model, item) for item in given.items())
            return All(parts) if name == "and" else AnyOf(parts)
        spec = specs[name]
        match spec:
            case Matching():
                return self._matching(spec, given)
            case Dating():
                return self._dating(spec.prefix, given)
            case Having():
                return self._having(spec, given)

    def _having(self, spec: Having, given: Given) -> Expr:
        if not spec.quantified:
            return self._exists(spec.relation, given)
        parts: list[Expr] = []
        for quantifier, inner in given.members().items():
            if quantifier == "every":
                condition = self.where(spec.relation.child, inner)
                parts.append(Not(Exists(spec.relation, Not(condition))))
            else:
                found = self._exists(spec.relation, inner)
                parts.append(found if quantifier == "some" else Not(found))
        return All(tuple(parts))

    def _exists(self, relation: Relation, given: Given) -> Exists:
        inner = self.where(relation.child, given)
        return Exists(relation, inner, is_pinned(relation.child, inner))

    def _matching(self, spec: Matching, given: Given) -> Expr:
        if spec.through is None:
            return self._compared(spec, given)
        parts: list[Expr] = []
        for operator, value in given.members().items():
            self._count()
            reverse = operator == "ne" or (operator == "isNull" and bool(value.now))
            asked = "eq" if operator == "ne" else operator
            inner = (
                IsNull(Column(CHILD, spec.column))
                if asked == "isNull"
                else self._operator(spec, asked, value)
            )
            inner = Not(inner) if asked == "isNull" else inner
            found = Exists(spec.through, inner)
            parts.append(Not(found) if reverse else found)
        return All(tuple(parts))

    def _compared(self, spec: Matching, given: Given) -> Expr:
        parts = [self._operator(spec, operator, value) for operator, value in given.members().items()]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _operator(self, spec: Matching, operator: str, value: Given) -> Expr:
        column: Expr = Column(CHILD, spec.column)
        kind = "int" if spec.year else kind_of(spec.model, spec.column)
        column = Year(column) if spec.year else column
        if operator == "isNull":
            return IsNull(column) if value.now else Not(IsNull(column))
        if operator == "in":
            return OneOf(column, Input(Param(value.read, f"{kind}s", stored_list)))
        if operator in ("contains", "startsWith"):
            folded = f"{spec.column}_fold"
            has_fold = folded in table_of(spec.model).columns
            inner: Expr = Column(CHILD, folded) if has_fold else Lower(column)
            text = Input(Param(value.read, "text", self._folded))
            return Matches("contains" if operator == "contains" else "starts", inner, text)
        found = Input(Param(value.read, kind, stored_value))
        if operator == "ne":
            return Matches("differs", column, found)
        return Compare(_COMPARED[operator], column, found)

    def _folded(self, value: Any) -> str:
        return self.fold(stored_value(value))

    def _dating(self, prefix: str, given: Given) -> Expr:
        earliest, latest = Column(CHILD, f"{prefix}_earliest"), Column(CHILD, f"{prefix}_latest")
        parts: list[Expr] = []
        for operator, value in given.members().items():
            self._count()
            if operator == "isNull":
                gone = IsNull(Column(CHILD, f"{prefix}_edtf"))
                parts.append(gone if value.now else Not(gone))
            elif operator == "overlaps":
                parts.append(_overlaps(prefix, value))
            else:
                day = Input(Param(value.read, "text", stored_value))
                if operator == "eq":
                    parts += [Compare("=", earliest, day), Compare("=", latest, day)]
                else:
                    bound = earliest if operator in ("gt", "gte") else latest
                    parts.append(Compare(_COMPARED[operator], bound, day))
        return All(tuple(parts))


_COMPARED = {"eq": "=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}


def _overlaps(prefix: str, given: Given) -> Expr:
    """The date exists and its possible days meet the span; a missing end, on either side, is open."""
    parts: list[Expr] = [Not(IsNull(Column(CHILD, f"{prefix}_edtf")))]
    for member, suffix, op in (("from", "latest", ">="), ("to", "earliest", "<=")):
        value = given.member(member)
        if value is not None:
            bound = Column(CHILD, f"{prefix}_{suffix}")
            day = Input(Param(value.read, "text", stored_value))
            parts.append(AnyOf((Compare(op, bound, day), IsNull(bound))))
    return All(tuple(parts))


def kind_of(model: type[SQLModel], column: str) -> str:
    """The kind of parameter that a column is compared with."""
    stored = table_of(model).columns[column].type
    for sort, kind in ((Boolean, "bool"), (Integer, "int"), (Float, "float")):
        if isinstance(stored, sort):
            return kind
    return "text"


def renamed(stored: EnumColumn) -> tuple[tuple[str, str], ...]:
    """Values of a vocabulary that the schema calls something else: (value, name)."""
    words = stored.enum_class or ()
    return tuple((word.value, word.name) for word in words if word.value != word.name)


def is_pinned(model: type[SQLModel], condition: Expr) -> bool:
    """The condition allows one row at most: a unique column equals a value."""
    parts = condition.parts if isinstance(condition, All) else (condition,)
    columns = table_of(model).columns
    return any(
        isinstance(part, Compare)
        and part.op == "="
        and isinstance(part.left, Column)
        and isinstance(part.right, Input)
        and bool(columns[part.left.name].unique)
        for part in parts
    )

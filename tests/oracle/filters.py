"""What `where` means, said once more in plain Python; a comparison with a missing value does not hold."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from engine.inputs import NOUNS, noun_of
from engine.specs import Dating, FilterSpec, Having, Matching
from tests.oracle.folding import folded
from tests.oracle.orders import first
from tests.oracle.pairs import Pairs
from tests.oracle.rows import Model, Row, Value

Where = Mapping[str, Any]

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "in": lambda value, values: value in values,
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
}
_TEXT: dict[str, Callable[[str, str], bool]] = {
    "contains": lambda text, part: part in text,
    "startsWith": lambda text, part: text.startswith(part),
}


class Filters:
    """Decides which rows a filter keeps."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    def keeps(self, model: Model, row: Row, where: Where | None) -> bool:
        """Does the row match every member? Absent, null and {} keep all."""
        return all(
            self._member(model, row, name, value)
            for name, value in (where or {}).items()
            if value is not None
        )

    def _member(self, model: Model, row: Row, name: str, value: Any) -> bool:
        match name:
            case "and":
                return all(self.keeps(model, row, one) for one in value)
            case "or":
                return any(self.keeps(model, row, one) for one in value)
            case "not":
                return not self.keeps(model, row, value)
            case _:
                return self._declared(NOUNS[noun_of(model)].filters[name], row, value)

    def _declared(self, spec: FilterSpec, row: Row, value: Where) -> bool:
        given = {name: one for name, one in value.items() if one is not None}
        match spec:
            case Matching():
                return self._matches(spec, row, given)
            case Dating(prefix=prefix):
                return _dates(row, prefix, given)
            case Having(relation=relation, quantified=quantified):
                wanted = given if quantified else {"some": given}
                rows = [met.child for met in self._pairs.children(relation, row)]
                return all(self._quantified(relation.child, rows, name, one) for name, one in wanted.items())

    def _quantified(self, model: Model, rows: list[Row], quantifier: str, where: Where) -> bool:
        kept = [self.keeps(model, row, where) for row in rows]
        return {"some": any(kept), "none": not any(kept), "every": all(kept)}[quantifier]

    def _matches(self, spec: Matching, row: Row, given: Where) -> bool:
        far = first(self._pairs, spec.through, row) if spec.through else row
        value = far.named(spec.column) if far else None
        value = int(str(value)[:4]) if spec.year and value is not None else value
        return all(_compares(far, spec.column, value, name, asked) for name, asked in given.items())


def _compares(row: Row | None, column: str, value: Value, name: str, asked: Any) -> bool:
    if name == "isNull":
        return (value is None) is asked
    if name == "ne":
        return value is None or bool(value != asked)
    if row is None or value is None:
        return False
    if name in _TEXT:
        return _TEXT[name](*folded(row, column, asked))
    return bool(_COMPARISONS[name](value, asked))


def _dates(row: Row, prefix: str, given: Where) -> bool:
    earliest, latest = row[f"{prefix}_earliest"], row[f"{prefix}_latest"]
    there = row[f"{prefix}_edtf"] is not None
    return all(_dated(earliest, latest, there, name, asked) for name, asked in given.items())


def _dated(earliest: Any, latest: Any, there: bool, name: str, asked: Any) -> bool:
    match name:
        case "isNull":
            return there is not asked
        case "overlaps":
            since, until = asked.get("from"), asked.get("to")
            begins = earliest is None or until is None or earliest <= until
            ends = latest is None or since is None or latest >= since
            return bool(there and begins and ends)
        case "eq":
            return bool(earliest == asked and latest == asked)
        case _:
            bound = earliest if name in ("gt", "gte") else latest
            return bound is not None and bool(_COMPARISONS[name](bound, asked))

"""Figures counted naively: groups of a list, days between meetings, who shares meetings with whom."""

import itertools
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from engine import specs
from engine.inputs import NOUNS, noun_of
from tests.oracle.cells import Asked, Truth
from tests.oracle.pages import PageOf
from tests.oracle.pairs import Pairs
from tests.oracle.rows import Row, Tables

Arguments = Mapping[str, Any]


class Figures:
    """Reads the fields that count."""

    def __init__(self, tables: Tables, pairs: Pairs) -> None:
        self._tables = tables
        self._pairs = pairs

    def facets(self, page: PageOf, given: Arguments) -> list[Row]:
        """Groups of the whole list, the largest first."""
        by = NOUNS[noun_of(page.model)].groupings[given["by"]]
        counts: dict[tuple[Any, str], int] = defaultdict(int)
        least: dict[tuple[Any, str], int] = {}
        for row in page.whole:
            for group, far in self._groups(by, row):
                counts[group] += 1
                if far is not None:
                    least[group] = min(least.get(group, _key(far)), _key(far))
        largest = sorted(counts, key=lambda group: (-counts[group], group[0]))[: given["first"]]
        kind = noun_of(by.relation.child) if by.relation and by.record else ""
        return [
            Row(
                "",
                {
                    "key": key,
                    "label": label,
                    "count": counts[key, label],
                    "type": kind,
                    "record_id": least.get((key, label)),
                },
            )
            for key, label in largest
        ]

    def _groups(self, by: specs.Grouping, row: Row) -> set[tuple[tuple[Any, str], Row | None]]:
        if by.relation is None:
            key = str(row[by.key])[:4] if by.year else row[by.key]
            label = str(key) if by.year else str(key).replace("_", " ").capitalize()
            return {((key, label), None)}
        met = {each.child for each in self._pairs.children(by.relation, row)}
        return {((far[by.key], str(far[by.label])), far) for far in met if far[by.key] is not None}

    def counted(self, spec: specs.Counted, parent: Row, _: Arguments) -> int:
        """Children, perhaps only some."""
        rows = [each.child for each in self._pairs.children(spec.relation, parent)]
        return len(rows) if spec.keeps is None else sum(_holds(spec.keeps(Asked(row))) for row in rows)

    def steps(self, spec: specs.Steps, parent: Row, _: Arguments) -> list[Row]:
        """Children by day, with the days since the one before."""
        rows = [each.child for each in self._pairs.children(spec.relation, parent)]
        rows.sort(key=lambda row: (row[spec.day], row["id"]))
        days = [date.fromisoformat(str(row[spec.day])) for row in rows]
        gaps = [None, *((later - earlier).days for earlier, later in itertools.pairwise(days))]
        return [
            Row(row.table, {**row.values, "days_before": gap}) for row, gap in zip(rows, gaps, strict=False)
        ]

    def companions(self, spec: specs.Companions, parent: Row, given: Arguments) -> list[Row]:
        """The other parents of this one's children."""
        shared: dict[Any, list[Row]] = defaultdict(list)
        others: dict[Any, Row] = {}
        for child in {each.child for each in self._pairs.children(spec.relation, parent)}:
            for other in {each.child for each in self._pairs.children(spec.relation.reverse, child)}:
                if other["id"] != parent["id"]:
                    others[other["id"]] = other
                    shared[other["id"]].append(child)
        best = sorted(others.values(), key=lambda row: (-len(shared[row["id"]]), row[spec.name], row["id"]))
        return [_encounter(row, spec, shared[row["id"]]) for row in best[: given["first"]]]

    def by_key(self, spec: specs.ByKey, source: Row, _: Arguments) -> Row | None:
        """The row whose key stands in a column."""
        return self._tables.first(spec.model, id=source[spec.column])


def _encounter(other: Row, spec: specs.Companions, children: list[Row]) -> Row:
    ends = sorted(children, key=lambda row: (row[spec.day], row["id"]))
    made = {
        "other_id": other["id"],
        "count": len(children),
        "first_id": ends[0]["id"],
        "last_id": ends[-1]["id"],
    }
    return Row("", made)


def _holds(answer: object) -> bool:
    if not isinstance(answer, Truth):
        raise TypeError(f"a count's condition answered {answer!r}")
    return answer.holds


def _key(row: Row) -> int:
    return int(str(row["id"]))

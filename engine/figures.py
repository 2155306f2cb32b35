"""Plans of figures: counts, facets, the days between meetings, and who met whom how often."""

from typing import TYPE_CHECKING

from engine import plan as p
from engine.catalog import Field
from engine.errors import BadPage
from engine.expr import All, Expr, Row, conjuncts
from engine.given import Given
from engine.inputs import NOUNS, noun_of
from engine.limits import LARGEST_PAGE
from engine.relation import CHILD
from engine.selection import Group
from engine.specs import ByKey, Companions, Counted, Itself, Measure, Steps

if TYPE_CHECKING:
    from engine.planner import Here, Planner

FigureSpec = Itself | Counted | Steps | Companions | ByKey | Measure


def figure(
    planner: "Planner",
    spec: FigureSpec,
    group: Group,
    field: Field,
    given: dict[str, Given],
    here: "Here",
    depth: int,
) -> p.Node:
    """The plan of a field whose specification is one of these."""
    match spec:
        case Measure(column=column):
            return p.Leaf(column, p.INT, nullable=True)
        case Itself():
            return p.Inline(planner.object_of(group, field, here.model, depth), None)
        case Counted(relation=relation):
            return p.CountNode(p.Source(relation.child, relation, _kept(spec)))
        case Steps(relation=relation, day=day, maximum=maximum):
            order = (p.Term(day, False, "text"), p.Term("id", False, "int"))
            source = p.Source(relation.child, relation, order=order, maximum=maximum)
            return p.StepsNode(source, day, planner.object_of(group, field, relation.child, depth + 1))
        case Companions():
            limit, size = _first(given, spec.maximum, spec.default)
            return p.CompanionsNode(spec, limit, size, planner.object_of(group, field, None, depth + 1))
        case ByKey(column=column, model=model, prefix=prefix):
            return p.KeyNode(column, model, planner.object_of(group, field, model, depth + 1, prefix))


def facet(
    planner: "Planner", group: Group, field: Field, given: dict[str, Given], here: "Here", depth: int
) -> p.Node:
    """How many rows of a page's list there are of each kind."""
    if here.model is None:
        raise TypeError("facets belong to a connection")
    by = given["by"].now
    grouping = NOUNS[noun_of(here.model)].groupings[str(getattr(by, "value", by))]
    limit, size = _first(given, LARGEST_PAGE, 10)
    prefix = ""
    if grouping.record and grouping.relation is not None:
        prefix = planner.catalog.prefix_of(grouping.relation.child)
    return p.FacetPart(grouping, prefix, limit, size, planner.object_of(group, field, None, depth + 1))


def _kept(spec: Counted) -> Expr:
    if spec.keeps is None:
        return All(())
    condition: object = spec.keeps(Row(CHILD, spec.relation.child))
    if not isinstance(condition, Expr):
        raise TypeError("a count keeps rows by a condition")
    return All(conjuncts(condition))


def _first(given: dict[str, Given], maximum: int, default: int) -> tuple[p.Param, int]:
    first = given.get("first")
    if first is None:
        return p.Param(lambda _: default, "int"), default
    if not 0 <= first.now <= maximum:
        raise BadPage(f"first must be between 0 and {maximum}, not {first.now}.")
    return p.Param(first.read, "int"), first.now

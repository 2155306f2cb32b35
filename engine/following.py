"""From a validated subscription to its plan: which log it follows, what keeps a row, and what is told of it."""

from graphql import OperationDefinitionNode

from engine import cost
from engine import plan as p
from engine.errors import BadRequest, TooCostly
from engine.given import arguments
from engine.planner import Planner
from engine.specs import Feed

LARGEST_BATCH = 128
"""Rows of a batch, at most."""


class Follower(Planner):
    """Plans a subscription for one shape of its variables."""

    def follow(self, operation: OperationDefinitionNode, root: str) -> p.FeedPlan:
        """The plan: a subscription has one field."""
        groups = self.collector.collect([operation.selection_set], frozenset([root]))
        field = self.catalog.fields[root].get(groups[0].name) if groups else None
        if field is None or not isinstance(field.spec, Feed):
            raise BadRequest("The subscription selects nothing to follow.")
        model = field.spec.model
        given = arguments(field.definition, groups[0].nodes[0], self.variables)
        source = p.Source(model, where=self.filters.where(model, given.get("where")))
        obj = self.object_of(groups[0], field, model, 1)
        rows = 1 + cost.rows(obj)
        if rows > self.limits.rows:
            raise TooCostly(f"An event may read {rows:,} rows; the limit is {self.limits.rows:,}.")
        return p.FeedPlan(
            groups[0].key,
            source,
            obj,
            low=_counted(p.LOW),
            high=_counted(p.HIGH),
            size=_counted(p.SIZE),
            after=given["after"].read if "after" in given else None,
            first=given["first"].read if "first" in given else None,
            rows=rows,
            largest=min(LARGEST_BATCH, self.limits.rows // rows),
        )


def _counted(name: str) -> p.Param:
    """A number that the feed itself puts beside the client's variables."""
    return p.Param(lambda values: values[name], "int")

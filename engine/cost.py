"""What a plan may cost: an upper bound of the rows it can read, from page sizes and the stated maxima of lists."""

from engine import plan as p

LARGEST = 2**53 - 1
"""The largest figure that is told: beyond it a client's JSON numbers are no longer exact."""


def rows(node: p.Node | p.Obj | p.Entry) -> int:
    """The rows that a value may read, at most. Counts and filters read an index instead and add one each."""
    match node:
        case p.Obj(entries=entries) | p.EdgesPart(entries=entries) | p.InfoPart(entries=entries):
            return sum(rows(entry.value) for entry in entries)
        case p.Inline(obj=obj) | p.NodePart(obj=obj) | p.RowsPart(obj=obj):
            return rows(obj)
        case p.OneNode(obj=obj):
            return 1 + rows(obj)
        case p.ListNode(source=source, obj=obj):
            return source.maximum * (1 + rows(obj))
        case p.PageNode(size=size, entries=entries):
            counts = sum(isinstance(entry.value, p.CountPart) for entry in entries)
            below = sum(rows(entry.value) for entry in entries if not isinstance(entry.value, p.InfoPart))
            return counts + size * (1 + below)
        case p.NodesNode(branches=branches, maximum=maximum):
            return maximum * (1 + max((rows(obj) for _, _, obj in branches), default=0))
        case p.AnyNode(branches=branches):
            return 1 + max((rows(obj) for _, _, obj in branches), default=0)
        case p.SearchNode(maximum=maximum, obj=obj):
            return maximum * (1 + rows(obj))
        case p.IdentifiedNode(record=record):
            return 1 + rows(record)
        case p.StepsNode(source=source, obj=obj):
            return source.maximum * (1 + rows(obj))
        case p.CompanionsNode(maximum=maximum, obj=obj) | p.FacetPart(maximum=maximum, obj=obj):
            return maximum * (1 + rows(obj))
        case p.KeyNode(obj=obj):
            return 1 + rows(obj)
        case p.CountNode():
            return 1
        case p.TallyNode(tables=tables):
            return len(tables)
        case p.NameLeaf():
            return 1
        case p.AsOfNode(node=inner):
            return rows(inner)
        case _:
            return 0

"""Connections after the Relay cursor specification: a page of a list, and how to get the next."""

from typing import Generic, TypeVar

import strawberry

from engine.words import page_part

T = TypeVar("T")


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = page_part("hasNextPage", "More follow after this page.")
    has_previous_page: bool = page_part("hasPreviousPage", "Some come before this page.")
    start_cursor: str | None = page_part("startCursor", "Cursor of the first on this page.")
    end_cursor: str | None = page_part(
        "endCursor", "Cursor of the last on this page; give it as `after` for the next page."
    )


@strawberry.type(description="One place of a list, with its cursor.")
class Edge(Generic[T]):
    """One place of a list."""

    cursor: str = page_part("cursor", "Marks this place in this list and order; opaque.")
    node: T = page_part("node", "What stands at this place.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    """A page of a list."""

    nodes: list[T] = page_part("nodes", "What is on this page.")
    edges: list[Edge[T]] = page_part("edges", "The same with a cursor for each place.")
    page_info: PageInfo = page_part("pageInfo", "Where this page stands in the list.")
    total_count: int = page_part(
        "totalCount", "How many the whole list has, with the filter and without regard to the page."
    )

"""Walking a list while rows come and go: every row that stays is met once, even when the row of a cursor is gone."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, insert, select

from db.base import metadata
from db.session import connect
from tests.asking import Asking, asking
from tests.curated import fill_awkward
from tests.databases import KINDS, Databases

ORDERS = ["START", "END", "ROUND", "TITLE"]
MEETING, RECORD = metadata.tables["meeting"], metadata.tables["record"]

QUERY = """
query ($after: String, $orderBy: [MeetingOrder!]) {
  meetings(first: 7, after: $after, orderBy: $orderBy) {
    nodes { slug }
    pageInfo { hasNextPage endCursor }
  }
}"""


@pytest.fixture(params=KINDS)
def changing(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    """A copy of the awkward rows that may be written to."""
    with databases.filled("awkward", request.param, fill_awkward) as url:
        yield url


def _drop(url: str, slug: str) -> None:
    engine = connect(url)
    with engine.begin() as writing:
        if writing.dialect.name == "postgresql":
            writing.exec_driver_sql("SET session_replication_role = replica")
        else:
            writing.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for column in ("part_of_id", "follows_id"):
            link = MEETING.c[column]
            gone = select(MEETING.c.id).where(MEETING.c.slug == slug).scalar_subquery()
            writing.execute(MEETING.update().where(link == gone).values({column: None}))
        outcomes = metadata.tables["outcome"]
        gone = select(MEETING.c.id).where(MEETING.c.slug == slug).scalar_subquery()
        writing.execute(outcomes.update().where(outcomes.c.led_to_id == gone).values(led_to_id=None))
        writing.execute(delete(MEETING).where(MEETING.c.slug == slug))
    engine.dispose()


def _add(url: str, number: int) -> None:
    """A copy of a meeting under another key, so that it ties with it in every order."""
    engine = connect(url)
    with engine.begin() as writing:
        twin = dict(writing.execute(select(MEETING).limit(1)).mappings().one())
        key = 1_000_000 + number
        writing.execute(insert(RECORD).values(id=key, type="Meeting"))
        writing.execute(insert(MEETING).values(**{**twin, "id": key, "slug": f"added-{number}"}))
    engine.dispose()


def _slugs(ask: Asking, field: str, way: str, after: str | None) -> tuple[list[str], str | None]:
    order = [{"field": field, "direction": way}]
    page = ask.data(QUERY, after=after, orderBy=order)["meetings"]
    more = page["pageInfo"]["endCursor"] if page["pageInfo"]["hasNextPage"] else None
    return [node["slug"] for node in page["nodes"]], more


@pytest.mark.parametrize("way", ["ASC", "DESC"])
@pytest.mark.parametrize("field", ORDERS)
def test_rows_that_stay_are_met_once(changing: str, field: str, way: str) -> None:
    with asking(changing) as ask:
        whole = ask.data("{ meetings(first: 100) { nodes { slug } } }")["meetings"]["nodes"]
        everyone, dropped = {node["slug"] for node in whole}, set()
        page, after = _slugs(ask, field, way, None)
        seen = list(page)
        for number in range(20):
            if after is None:
                break
            _drop(changing, page[-1])  # the very row that the cursor stands at
            dropped.add(page[-1])
            _add(changing, number)
            page, after = _slugs(ask, field, way, after)
            seen += page
        assert after is None
        assert len(seen) == len(set(seen))
        assert everyone - dropped <= set(seen)

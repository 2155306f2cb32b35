"""Small records to write, and the sessions to write them in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

import db
from db.session import connect
from exchange import Author, Bundle, Report, merge, read_yaml, upsert
from exchange.countries import bundle as states

GROUND = """
conflicts:
  - {id: river-war, name: River War, started: 1999, parties: [TR, ridge-front]}
processes:
  - {id: river-talks, name: River talks, conflict: river-war}
actors:
  - {id: ridge-front, name: Ridge Front, kind: ARMED_GROUP, state: TR}
persons:
  - {id: ada-demir, name: Ada Demir, actor: TR, positions: [{title: Envoy, actor: TR, sources: [s1]}]}
  - {id: bo-nilsen, name: Bo Nilsen, native_name: Bø Nilsen, native_language: nb, actor: "NO"}
sources:
  - {id: s1, url: "https://example.org/a", title: First, publisher: Herald, published: 2001-05-04, language: en}
  - {id: s2, url: "https://example.org/b", title: Second, title_kind: DESCRIPTION}
"""

MEETING = """
meetings:
  - id: oslo-2001-05-03
    process: river-talks
    title: First round, Oslo
    kind: NEGOTIATION_ROUND
    status: HELD
    start: 2001-05-03
    venue: {city: Oslo, country: "NO"}
    hosts: ["NO"]
    mediators:
      - {actor: "NO", role: CHAIR, persons: [bo-nilsen]}
    delegations:
      - {actor: TR, role: PARTY, head: ada-demir, members: [{person: ada-demir, capacity: Envoy}], sources: [s1]}
      - {actor: ridge-front, role: PARTY, size: 3}
    outcomes:
      - {id: oslo-2001-05-03-truce, kind: CEASEFIRE, status: AGREED, title: Truce, sources: [s1],
         quantities: [{count: 30, category: DURATION, unit: days}]}
    statements:
      - {speaker: ada-demir, actor: TR, stance: POSITIVE, summary: It went well., sources: [s2]}
    sources: [s1, s2]
"""


def bundle(*texts: str) -> Bundle:
    """The records of several files, named a.yaml, b.yaml, …; a few states among them."""
    files = [read_yaml(text, f"{name}.yaml", name) for name, text in zip("abcdef", texts, strict=False)]
    few = [entry for entry in states().entries if entry.slug in {"NO", "SE", "TR"}]
    return merge([Bundle(few), *files])


def write(session: Session, *texts: str, by: str = "tester") -> Report:
    """Write the records of these files, as one author, and commit."""
    made = bundle(*texts)
    assert made.problems == []
    report = upsert(session, made.entries, Author(by))
    session.commit()
    return report


def said(report: Report) -> dict[str, str]:
    """What became of each record that is not a state."""
    return {
        result.entry.slug: result.action for result in report.results if result.entry.files != ("countries",)
    }


def make_tables(url: str) -> None:
    """The tables as the models say, without what migrations put in them."""
    engine = connect(url)
    db.metadata.create_all(engine)
    engine.dispose()


@contextmanager
def opened(url: str) -> Iterator[Session]:
    """A session on a database that has its tables."""
    engine = connect(url)
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()


def rows(session: Session, model: type[SQLModel]) -> list[dict[str, Any]]:
    """Every row of a table, as the database has it."""
    table = SQLModel.metadata.tables[str(model.__tablename__)]
    found = session.connection().execute(select(table).order_by(*table.primary_key.columns)).mappings()
    return [dict(row) for row in found]


def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    return {
        table.name: [tuple(row) for row in session.connection().execute(select(table))]
        for table in SQLModel.metadata.sorted_tables
    }


def numbers(session: Session, model: type[SQLModel]) -> dict[str, int]:
    """The rows' numbers by slug."""
    return {row["slug"]: row["id"] for row in rows(session, model)}

"""What a client may ask: the types, one noun a file, and the schema that is made of them."""

from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLSchema
from graphql.utilities.print_schema import print_schema_definition
from strawberry.schema.config import StrawberryConfig

from db import Change, RecordAlias
from db.session import database_url
from db.text import fold
from db.triggers import SUFFIX
from db.versions import versioned
from engine import Engine, PostgresDatabase, SQLiteDatabase
from engine.database import Database
from engine.directives import describe
from engine.inputs import derive
from engine.limits import Limits
from engine.scalars import SCALARS
from engine.versions import Versions
from exchange.desk import Desk
from schema import (  # noqa: F401 - for what they declare: filters and orders
    change,
    delegation,
    mediator,
    meeting_where,
    seat,
    source,
    statement,
)
from schema.actor import Country, Group, Organization
from schema.meanings import MEANINGS
from schema.mutation import Mutation
from schema.query import Query
from schema.subscription import Subscription


@cache
def build_schema() -> strawberry.Schema:
    """The schema, made once per process."""
    derive()
    made = strawberry.Schema(
        Query,
        Mutation,
        Subscription,
        types=[Country, Organization, Group],
        config=StrawberryConfig(scalar_map=SCALARS),
    )
    core_schema(made).description = MEANINGS
    describe(core_schema(made))
    # Strawberry keeps this to itself; graphql-core checks it only where it is told.
    record: Any = core_schema(made).type_map["RecordInput"]
    record.is_one_of = True
    return made


def core_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """The same schema as graphql-core knows it."""
    return schema._schema  # noqa: SLF001 - Strawberry has no other door to it


DATA_VERSION = "SELECT CAST(last_change AS text), CAST(updated_at AS text) FROM dataset WHERE id = 1"


def build_engine(
    url: str, *, limits: Limits | None = None, lanes: int = 1, connections: int = 4, waiting: int = 100
) -> Engine:
    """The engine over a database (`sqlite:///path` or `postgresql://…`), not yet started.

    `lanes` are the threads for long statements on SQLite, `connections` the pool on PostgreSQL.
    """
    address = database_url(url)
    allowed = limits or Limits()
    database: Database
    if address.drivername == "sqlite":
        database = SQLiteDatabase(str(address.database), lanes, waiting=waiting, version=DATA_VERSION)
    else:
        plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
        database = PostgresDatabase(
            plain, connections, allowed.seconds, waiting=waiting, version=DATA_VERSION
        )
    past = Versions({table.name: table.name + SUFFIX for table in versioned()}, Change)
    return Engine(
        build_schema(), database, fold=fold, former=RecordAlias, limits=allowed, door=Desk(url), versions=past
    )


def print_sdl() -> str:
    """The schema in its definition language: types by name, members in the order of their declaration."""
    made = build_schema()
    top = print_schema_definition(core_schema(made))
    body = made.as_str().replace(f"\n{_ONE_OF}", f'\n"""{_ONE_OF_MEANS}"""\n{_ONE_OF}')
    return f"{top}\n\n{body}\n"


# Strawberry defines this directive without a word, where every other definition has its description.
_ONE_OF = "directive @oneOf on INPUT_OBJECT"
_ONE_OF_MEANS = "Exactly one member is given, and it is not null."


__all__ = ["build_engine", "build_schema", "core_schema", "print_sdl"]

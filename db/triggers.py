"""The triggers that keep every version of a row.

A version begins with the first change of the transaction that writes it: one transaction writes at a time, and logs its
changes after the rows, so that is the number after the last one in the log. What the same transaction wrote before is written
over, so each transaction leaves one version of a row at most.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, inspect, text

from db.base import INT_MAX

SUFFIX: Final = "_history"
PREFIX: Final = "versions_"

_STAMP: Final = "(SELECT coalesce(max(id), 0) + 1 FROM change)"
OPEN: Final = INT_MAX
"""Where the present version ends."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A table whose rows have versions."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def history(self) -> str:
        """The table of the versions."""
        return f'"{self.name}{SUFFIX}"'

    def same(self) -> str:
        """The versions of the row that was."""
        return " AND ".join(f'"{one}" = OLD."{one}"' for one in self.key)

    def begin(self, stamp: str) -> str:
        """The new version begins."""
        names = ", ".join(f'"{one}"' for one in self.columns)
        values = ", ".join(f'NEW."{one}"' for one in self.columns)
        return f"INSERT INTO {self.history} ({names}, from_seq, to_seq) VALUES ({values}, {stamp}, {OPEN});"

    def end(self, stamp: str) -> str:
        """The old version ends; it was none when the same transaction made it."""
        return (
            f"DELETE FROM {self.history} WHERE {self.same()} AND from_seq = {stamp}; "
            f"UPDATE {self.history} SET to_seq = {stamp} WHERE {self.same()} AND to_seq = {OPEN};"
        )


def keep_versions(connection: Connection) -> None:
    """Install the triggers, or install them anew, on every table beside which there is one for its versions."""
    forget_versions(connection)
    every = list(_kept(connection))
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("".join(order for kept in every for order in _on_postgresql(kept)))
        return
    for order in (order for kept in every for order in _on_sqlite(kept)):
        connection.exec_driver_sql(order)


def forget_versions(connection: Connection) -> None:
    """Take the triggers away: from now on writing leaves no versions."""
    if connection.dialect.name == "postgresql":
        found = "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND prorettype = 'trigger'::regtype"
        order = "DROP FUNCTION {} CASCADE"
    else:
        found, order = "SELECT name FROM sqlite_master WHERE type = 'trigger'", "DROP TRIGGER {}"
    for [name] in connection.execute(text(found)).fetchall():
        if name.startswith(PREFIX):
            connection.exec_driver_sql(order.format(name))


def _kept(connection: Connection) -> Iterator[Kept]:
    """As the database is, whatever its revision."""
    inspector = inspect(connection)
    columns, keys = inspector.get_multi_columns(), inspector.get_multi_pk_constraint()
    for place, told in sorted(columns.items(), key=lambda one: one[0][1]):
        schema, name = place
        if (schema, name + SUFFIX) in columns:
            key = tuple(keys[place]["constrained_columns"])
            yield Kept(name, tuple(one["name"] for one in told), key)


def _on_sqlite(kept: Kept) -> Iterator[str]:
    changed = " OR ".join(f'OLD."{one}" IS NOT NEW."{one}"' for one in kept.columns)
    for event, when, orders in (
        ("insert", "", kept.begin(_STAMP)),
        ("update", f" WHEN {changed}", f"{kept.end(_STAMP)} {kept.begin(_STAMP)}"),
        ("delete", "", kept.end(_STAMP)),
    ):
        yield (
            f'CREATE TRIGGER {PREFIX}{event}_{kept.name} AFTER {event.upper()} ON "{kept.name}"{when} BEGIN {orders} END'
        )


def _on_postgresql(kept: Kept) -> Iterator[str]:
    function = f"{PREFIX}of_{kept.name}"
    yield (
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"DECLARE stamp integer := {_STAMP}; BEGIN "
        f"IF TG_OP <> 'INSERT' THEN {kept.end('stamp')} END IF; "
        f"IF TG_OP <> 'DELETE' THEN {kept.begin('stamp')} END IF; "
        "RETURN NULL; END $$;\n"
    )
    for event, when in (
        ("insert", ""),
        ("update", " WHEN (OLD.* IS DISTINCT FROM NEW.*)"),
        ("delete", ""),
    ):
        yield (
            f'CREATE TRIGGER {PREFIX}{event}_{kept.name} AFTER {event.upper()} ON "{kept.name}" '
            f"FOR EACH ROW{when} EXECUTE FUNCTION {function}();\n"
        )

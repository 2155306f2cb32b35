"""Reading tables as they were: what stands in their places in the statement of a field with `asOf`."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import SQLModel

from engine.dialect import PostgreSQL, SQLite
from engine.relation import table_name, table_of


@dataclass(frozen=True, eq=False)
class Versions:
    """Where the versions of rows are, and the log that says which of them hold at a moment.

    A version holds from the change numbered `since` up to, and without, the one numbered `until`. The moments of the log,
    fixed-width texts, grow with its numbers. A table without versions is read as it is.
    """

    tables: Mapping[str, str]  # table → the table of its versions
    log: type[SQLModel]
    at: str = "at"
    since: str = "from_seq"
    until: str = "to_seq"

    def last(self, moment: str) -> str:
        """The number of the last change until a moment: one row, or none before the first.

        The moment is made an expression: SQLite would look at the bare parameter, and prepare the statement anew for each
        value of it.
        """
        at = f'c."{self.at}"'
        return f"select c.id from {table_name(self.log)} c where {at}<=({moment}||'') order by {at} desc,c.id desc limit 1"

    def table(self, model: type[SQLModel], last: str, dialect: SQLite | PostgreSQL) -> str:
        """The table as it was after the change with this number, in the place of the table's name.

        Both databases take such a query apart into the one around it, and read it by the indexes of the versions.
        """
        name = table_of(model).name
        if name == table_of(self.log).name:
            return f'(select * from "{name}" where id<={last})'
        if name not in self.tables:
            return table_name(model)
        return f'(select * from "{self.tables[name]}" where {dialect.holds(self.since, self.until, last)})'

"""What Alembic runs: on the connection that `db.migrate` hands over, else on the database of DRAGOMAN_DATABASE_URL."""

import os
import warnings

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData

from db import metadata, versions
from db.session import connect
from db.triggers import forget_versions, keep_versions


def run(connection: Connection) -> None:
    """Every step in one transaction; SQLite rebuilds a table where it cannot alter it (batch mode).

    Steps leave no versions, and SQLite drops the triggers of a table that it rebuilds: a step that changes a table changes
    that of its versions too, and the triggers are made anew from what both are then.
    """
    context.configure(
        connection=connection,
        target_metadata=_every_table(),
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction(), warnings.catch_warnings():
        # `alembic check` cannot compare indexes on expressions on SQLite; tests/migrations compares them.
        warnings.filterwarnings("ignore", ".* expression-based index")
        forget_versions(connection)
        context.run_migrations()
        keep_versions(connection)


def _every_table() -> MetaData:
    """The tables of the models and of their versions in one place, where Alembic also looks how constraints are named."""
    both = MetaData(naming_convention=metadata.naming_convention)
    for table in (*metadata.sorted_tables, *versions.sorted_tables):
        table.to_metadata(both)
    return both


def run_by_hand() -> None:
    """For `alembic` on the command line, as when a new migration is written."""
    url = os.environ.get("DRAGOMAN_DATABASE_URL")
    if context.is_offline_mode() or not url:
        raise CommandError("set DRAGOMAN_DATABASE_URL to the database; SQL scripts (--sql) are not supported")
    engine = connect(url, foreign_keys=False)
    with engine.begin() as connection:
        run(connection)
    engine.dispose()


handed_over = context.config.attributes.get("connection")
if handed_over is None:
    run_by_hand()
else:
    run(handed_over)

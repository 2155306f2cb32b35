"""What Alembic runs: on the connection that `db.migrate` hands over, else on the database of DRAGOMAN_DATABASE_URL."""

import os
import warnings

from alembic import context
from alembic.util import CommandError
from sqlalchemy import Connection

from db import metadata
from db.session import connect


def run(connection: Connection) -> None:
    """Every step in one transaction; SQLite rebuilds a table where it cannot alter it (batch mode)."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction(), warnings.catch_warnings():
        # `alembic check` cannot compare indexes on expressions on SQLite; tests/migrations compares them.
        warnings.filterwarnings("ignore", ".* expression-based index")
        context.run_migrations()


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

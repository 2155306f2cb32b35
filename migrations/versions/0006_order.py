"""Changes become visible in the order of their numbers: on PostgreSQL too, one transaction adds changes at a time."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LOCK = 0x6472_6167
"""The advisory lock that writers share, `exchange.tables` says."""

# Before the statement draws its first number. Whoever draws later numbers waits until these are there to be seen, or gone.
TRIGGER = f"""
CREATE FUNCTION change_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_advisory_xact_lock({LOCK}); RETURN NULL; END $$;
CREATE TRIGGER change_in_order BEFORE INSERT ON change FOR EACH STATEMENT EXECUTE FUNCTION change_in_order();
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(TRIGGER)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER change_in_order ON change")
        op.execute("DROP FUNCTION change_in_order()")

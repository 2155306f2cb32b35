"""Keys, answers kept for repeated writes, progress of imports; changes find their record by its number."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY_SCOPE = "READ WRITE"
NUMBERED = ("Actor", "Person", "Conflict", "Process", "Meeting", "Outcome")
AUTOINCREMENT = {"sqlite_autoincrement": True}

# PostgreSQL orders by bytes, as SQLite does.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    scope = sa.Enum(*KEY_SCOPE.split(), name="keyscope", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        "api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("scope", scope, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("hint", TEXT, nullable=False),
        sa.Column("created_at", TEXT, nullable=False),
        sa.Column("last_used_at", TEXT, nullable=True),
        sa.Column("revoked_at", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("name", name=op.f("uq_api_key_name")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_key_digest")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "submission",
        sa.Column("agent", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("answer", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("agent", "key", name=op.f("pk_submission")),
    )
    op.create_index("ix_submission_at", "submission", ["at"])
    op.create_table(
        "import_progress",
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("waiting", TEXT, nullable=False),
        sa.Column("counts", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_import_progress")),
    )
    op.drop_index("ix_change_record", "change")
    with op.batch_alter_table("change", recreate="auto", table_kwargs=AUTOINCREMENT) as change:
        change.alter_column("seq", new_column_name="id", existing_type=sa.Integer(), existing_nullable=False)
        change.add_column(sa.Column("record_id", sa.Integer(), nullable=True))
    _rename_on_postgresql("seq", "id")
    op.create_index("ix_change_slug", "change", ["type", "slug", "id"])
    op.create_index("ix_change_record", "change", ["record_id", "id"])
    for kind in NUMBERED:
        found = f"(SELECT n.id FROM {kind.lower()} n WHERE n.slug = change.slug)"
        op.execute(f"UPDATE change SET record_id = {found} WHERE type = '{kind}'")


def downgrade() -> None:
    op.drop_index("ix_change_record", "change")
    op.drop_index("ix_change_slug", "change")
    with op.batch_alter_table("change", recreate="auto", table_kwargs=AUTOINCREMENT) as change:
        change.drop_column("record_id")
        change.alter_column("id", new_column_name="seq", existing_type=sa.Integer(), existing_nullable=False)
    _rename_on_postgresql("id", "seq")
    op.create_index("ix_change_record", "change", ["type", "slug", "seq"])
    for table in ("import_progress", "submission", "api_key"):
        op.drop_table(table)


def _rename_on_postgresql(old: str, new: str) -> None:
    """What PostgreSQL named after the column; since version 18 the NOT NULL has a name too."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute(f"ALTER SEQUENCE change_{old}_seq RENAME TO change_{new}_seq")
    op.execute(
        f"DO $$ BEGIN IF EXISTS (SELECT FROM pg_constraint WHERE conname = 'change_{old}_not_null')"
        f" THEN ALTER TABLE change RENAME CONSTRAINT change_{old}_not_null TO change_{new}_not_null; END IF; END $$"
    )

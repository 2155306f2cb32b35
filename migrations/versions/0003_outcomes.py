"""Outcomes with their quantities, life, links and documents."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

DATE_PRECISION = "DAY MONTH SEASON YEAR DECADE CENTURY INTERVAL UNKNOWN"
OUTCOME_ACTOR_ROLE = "PROPOSED_BY ADDRESSED_TO SIGNATORY"
OUTCOME_KIND = (
    "AGREEMENT_SIGNED INITIALLED RATIFICATION EXTENSION SUSPENSION CEASEFIRE PRISONER_EXCHANGE "
    "PRISONER_RELEASE RETURN_OF_REMAINS RETURN_OF_CIVILIANS HUMANITARIAN_ACCESS DOCUMENT_EXCHANGE "
    "JOINT_STATEMENT PROPOSAL DEMAND PLEDGE CONFIDENCE_BUILDING NEXT_MEETING ROADMAP "
    "MONITORING_MECHANISM WITHDRAWAL NO_AGREEMENT OTHER"
)
OUTCOME_LINK_KIND = "IMPLEMENTS EXTENDS SUPERSEDES AMENDS SAME_AS"
OUTCOME_STATUS = "PROPOSED AGREED PARTLY_IMPLEMENTED IMPLEMENTED REJECTED LAPSED VIOLATED UNKNOWN"
QUANTITY_BOUND = "EXACT ABOUT AT_LEAST AT_MOST"
QUANTITY_CATEGORY = (
    "PRISONERS HOSTAGES REMAINS CHILDREN CIVILIANS TROOPS PARTICIPANTS DURATION DISTANCE AREA MASS "
    "MONEY DOCUMENT OTHER"
)

# PostgreSQL orders by bytes, as SQLite does.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def choice(values: str, name: str) -> sa.Enum:
    """Text with a CHECK that admits these values."""
    return sa.Enum(*values.split(), name=name, native_enum=False, create_constraint=True, length=40)


def fuzzy(prefix: str, *, required: bool = False) -> list[sa.Column[Any]]:
    """The columns of a fuzzy date."""
    return [
        sa.Column(f"{prefix}_edtf", TEXT, nullable=not required),
        sa.Column(f"{prefix}_earliest", TEXT, nullable=not required),
        sa.Column(f"{prefix}_latest", TEXT, nullable=not required),
        sa.Column(
            f"{prefix}_precision", choice(DATE_PRECISION, f"{prefix}_precision"), nullable=not required
        ),
        sa.Column(f"{prefix}_approximate", sa.Boolean(), nullable=not required),
        sa.Column(f"{prefix}_uncertain", sa.Boolean(), nullable=not required),
    ]


TABLES = (
    "quantity",
    "outcome_status_change",
    "outcome_link",
    "outcome_conflict",
    "outcome_actor",
    "document",
    "outcome",
)
"""In the order in which they can be dropped."""


def upgrade() -> None:
    op.create_table(
        "outcome",
        *fuzzy("expected"),
        *fuzzy("date", required=True),
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=True),
        sa.Column("kind", choice(OUTCOME_KIND, "outcomekind"), nullable=False),
        sa.Column("status", choice(OUTCOME_STATUS, "outcomestatus"), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("title_fold", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=True),
        sa.Column("date_inherited", sa.Boolean(), nullable=False),
        sa.Column("led_to_id", sa.Integer(), nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_outcome_id")),
        sa.ForeignKeyConstraint(["led_to_id"], ["meeting.id"], name=op.f("fk_outcome_led_to_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_outcome_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name=op.f("fk_outcome_process_id")),
        sa.CheckConstraint(
            "expected_edtf IS NULL OR"
            " (expected_precision IS NOT NULL AND expected_approximate IS NOT NULL AND expected_uncertain IS NOT NULL)",
            name=op.f("ck_outcome_expected_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint("slug", name=op.f("uq_outcome_slug")),
    )
    op.create_index("ix_outcome_date", "outcome", ["date_earliest", "id"])
    op.create_index("ix_outcome_kind", "outcome", ["kind", "date_earliest", "id"])
    op.create_index("ix_outcome_led_to_id", "outcome", ["led_to_id"])
    op.create_index("ix_outcome_meeting", "outcome", ["meeting_id", "position", "id"])
    op.create_index("ix_outcome_process_id", "outcome", ["process_id"])
    op.create_index("ix_outcome_title", "outcome", ["title_fold", "id"])
    op.create_index("ix_outcome_updated", "outcome", ["updated_at", "id"])
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_document_id")),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_document_outcome_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index("ix_document_outcome", "document", ["outcome_id", "position", "id"])
    op.create_table(
        "outcome_actor",
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("role", choice(OUTCOME_ACTOR_ROLE, "outcomeactorrole"), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("date", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_outcome_actor_actor_id")),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_outcome_actor_outcome_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("outcome_id", "role", "actor_id", name=op.f("pk_outcome_actor")),
    )
    op.create_index("ix_outcome_actor_page", "outcome_actor", ["actor_id", "role", "date", "outcome_id"])
    op.create_table(
        "outcome_conflict",
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("conflict_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conflict_id"], ["conflict.id"], name=op.f("fk_outcome_conflict_conflict_id")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_outcome_conflict_outcome_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("outcome_id", "conflict_id", name=op.f("pk_outcome_conflict")),
    )
    op.create_index("ix_outcome_conflict_conflict_id", "outcome_conflict", ["conflict_id"])
    op.create_table(
        "outcome_link",
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("kind", choice(OUTCOME_LINK_KIND, "outcomelinkkind"), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_outcome_link_outcome_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["outcome.id"], name=op.f("fk_outcome_link_target_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("outcome_id", "kind", "target_id", name=op.f("pk_outcome_link")),
    )
    op.create_index("ix_outcome_link_target_id", "outcome_link", ["target_id"])
    op.create_table(
        "outcome_status_change",
        *fuzzy("date"),
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", choice(OUTCOME_STATUS, "outcomestatus"), nullable=False),
        sa.Column("note", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_outcome_status_change_id")),
        sa.ForeignKeyConstraint(
            ["outcome_id"],
            ["outcome.id"],
            name=op.f("fk_outcome_status_change_outcome_id"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "date_edtf IS NULL OR"
            " (date_precision IS NOT NULL AND date_approximate IS NOT NULL AND date_uncertain IS NOT NULL)",
            name=op.f("ck_outcome_status_change_date_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_status_change")),
    )
    op.create_index(
        "ix_outcome_status_change_outcome", "outcome_status_change", ["outcome_id", "position", "id"]
    )
    op.create_table(
        "quantity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outcome_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Float(), nullable=False),
        sa.Column("bound", choice(QUANTITY_BOUND, "quantitybound"), nullable=False),
        sa.Column("category", choice(QUANTITY_CATEGORY, "quantitycategory"), nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("per", TEXT, nullable=True),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["from_id"], ["actor.id"], name=op.f("fk_quantity_from_id")),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_quantity_outcome_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["to_id"], ["actor.id"], name=op.f("fk_quantity_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quantity")),
    )
    op.create_index("ix_quantity_from_id", "quantity", ["from_id"])
    op.create_index("ix_quantity_outcome", "quantity", ["outcome_id", "position", "id"])
    op.create_index("ix_quantity_to_id", "quantity", ["to_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)

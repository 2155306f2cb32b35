"""Meetings, who hosted them, who sat there, and what was said of them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ACTOR_PART = "PARTY ATTENDEE ATTENDED MEDIATED"
ATTENDANCE = "PRESENT REMOTE SUBSTITUTE INVITED ABSENT UNKNOWN"
DATE_PRECISION = "DAY MONTH SEASON YEAR DECADE CENTURY INTERVAL UNKNOWN"
DELEGATION_ROLE = "PARTY MEDIATOR HOST OBSERVER GUARANTOR SIGNATORY WITNESS PARTICIPANT ACCOMPANYING"
MEDIATOR_ROLE = "MEDIATOR FACILITATOR GOOD_OFFICES CHAIR GUARANTOR OBSERVER CO_SPONSOR"
MEETING_KIND = (
    "NEGOTIATION_ROUND SUMMIT MINISTERIAL TECHNICAL_TALKS PROXIMITY_TALKS SHUTTLE CONSULTATION "
    "SIGNING_CEREMONY CONFERENCE PHONE_CALL OTHER"
)
MEETING_MODALITY = "DIRECT PROXIMITY SHUTTLE VIRTUAL PHONE HYBRID UNKNOWN"
MEETING_STATUS = "PROPOSED SCHEDULED HELD POSTPONED CANCELLED"
PERSON_PART = "LED SEATED PRESENT"
SEAT_ROLE = "HEAD MEMBER"
STANCE = "POSITIVE NEUTRAL NEGATIVE MIXED"

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
    "statement_speaker",
    "seat",
    "delegation_actor",
    "statement",
    "person_meeting",
    "meeting_conflict",
    "mediator",
    "hosting",
    "delegation",
    "actor_meeting",
    "meeting",
)
"""In the order in which they can be dropped."""


def upgrade() -> None:
    op.create_table(
        "meeting",
        *fuzzy("end"),
        *fuzzy("start", required=True),
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("title_fold", TEXT, nullable=False),
        sa.Column("round", sa.Integer(), nullable=True),
        sa.Column("kind", choice(MEETING_KIND, "meetingkind"), nullable=False),
        sa.Column("modality", choice(MEETING_MODALITY, "meetingmodality"), nullable=False),
        sa.Column("status", choice(MEETING_STATUS, "meetingstatus"), nullable=False),
        sa.Column("duration_minutes", sa.Integer(), nullable=True),
        sa.Column("venue_id", sa.Integer(), nullable=True),
        sa.Column("process_id", sa.Integer(), nullable=True),
        sa.Column("part_of_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.CheckConstraint(
            "duration_minutes BETWEEN 0 AND 2147483647", name=op.f("ck_meeting_duration_minutes_range")
        ),
        sa.CheckConstraint("round BETWEEN 0 AND 2147483647", name=op.f("ck_meeting_round_range")),
        sa.ForeignKeyConstraint(["follows_id"], ["meeting.id"], name=op.f("fk_meeting_follows_id")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_meeting_id")),
        sa.ForeignKeyConstraint(["part_of_id"], ["meeting.id"], name=op.f("fk_meeting_part_of_id")),
        sa.ForeignKeyConstraint(["process_id"], ["process.id"], name=op.f("fk_meeting_process_id")),
        sa.ForeignKeyConstraint(["venue_id"], ["place.id"], name=op.f("fk_meeting_venue_id")),
        sa.CheckConstraint(
            "end_edtf IS NULL OR"
            " (end_precision IS NOT NULL AND end_approximate IS NOT NULL AND end_uncertain IS NOT NULL)",
            name=op.f("ck_meeting_end_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("slug", name=op.f("uq_meeting_slug")),
    )
    op.create_index("ix_meeting_end_down", "meeting", [sa.text("coalesce(end_earliest, '0001-01-01')"), "id"])
    op.create_index("ix_meeting_end_up", "meeting", [sa.text("coalesce(end_earliest, '9999-12-31')"), "id"])
    op.create_index("ix_meeting_follows_id", "meeting", ["follows_id"])
    op.create_index("ix_meeting_kind", "meeting", ["kind", "start_earliest", "id"])
    op.create_index("ix_meeting_part_of_id", "meeting", ["part_of_id"])
    op.create_index("ix_meeting_process", "meeting", ["process_id", "start_earliest", "id"])
    op.create_index("ix_meeting_start", "meeting", ["start_earliest", "id"])
    op.create_index("ix_meeting_title", "meeting", ["title_fold", "id"])
    op.create_index("ix_meeting_updated", "meeting", ["updated_at", "id"])
    op.create_index("ix_meeting_venue_id", "meeting", ["venue_id"])
    op.create_table(
        "actor_meeting",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("part", choice(ACTOR_PART, "actorpart"), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("start", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_actor_meeting_actor_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_actor_meeting_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "part", "actor_id", name=op.f("pk_actor_meeting")),
    )
    op.create_index("ix_actor_meeting_page", "actor_meeting", ["actor_id", "part", "start", "meeting_id"])
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", choice(DELEGATION_ROLE, "delegationrole"), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.CheckConstraint("size BETWEEN 0 AND 2147483647", name=op.f("ck_delegation_size_range")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_delegation_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_delegation_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
        sa.UniqueConstraint("slug", name=op.f("uq_delegation_slug")),
    )
    op.create_index("ix_delegation_meeting", "delegation", ["meeting_id", "position", "id"])
    op.create_index("ix_delegation_start", "delegation", ["start", "id"])
    op.create_index("ix_delegation_updated", "delegation", ["updated_at", "id"])
    op.create_table(
        "hosting",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_hosting_actor_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_hosting_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "actor_id", name=op.f("pk_hosting")),
    )
    op.create_index("ix_hosting_actor", "hosting", ["actor_id", "start", "meeting_id"])
    op.create_table(
        "mediator",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("role", choice(MEDIATOR_ROLE, "mediatorrole"), nullable=False),
        sa.Column("appointed_by_id", sa.Integer(), nullable=True),
        sa.Column("start", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_mediator_actor_id")),
        sa.ForeignKeyConstraint(["appointed_by_id"], ["actor.id"], name=op.f("fk_mediator_appointed_by_id")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_mediator_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_mediator_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediator")),
        sa.UniqueConstraint("slug", name=op.f("uq_mediator_slug")),
    )
    op.create_index("ix_mediator_actor", "mediator", ["actor_id", "start", "id"])
    op.create_index("ix_mediator_appointed_by_id", "mediator", ["appointed_by_id"])
    op.create_index("ix_mediator_meeting", "mediator", ["meeting_id", "position", "id"])
    op.create_index("ix_mediator_start", "mediator", ["start", "id"])
    op.create_index("ix_mediator_updated", "mediator", ["updated_at", "id"])
    op.create_table(
        "meeting_conflict",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("conflict_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conflict_id"], ["conflict.id"], name=op.f("fk_meeting_conflict_conflict_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_conflict_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "conflict_id", name=op.f("pk_meeting_conflict")),
    )
    op.create_index("ix_meeting_conflict_conflict_id", "meeting_conflict", ["conflict_id"])
    op.create_table(
        "person_meeting",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("part", choice(PERSON_PART, "personpart"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("start", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_person_meeting_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_person_meeting_person_id")),
        sa.PrimaryKeyConstraint("meeting_id", "part", "person_id", name=op.f("pk_person_meeting")),
    )
    op.create_index("ix_person_meeting_page", "person_meeting", ["person_id", "part", "start", "meeting_id"])
    op.create_table(
        "statement",
        *fuzzy("date"),
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("stance", choice(STANCE, "stance"), nullable=False),
        sa.Column("summary", TEXT, nullable=False),
        sa.Column("summary_fold", TEXT, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_statement_actor_id")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_statement_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_statement_meeting_id"), ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "date_edtf IS NULL OR"
            " (date_precision IS NOT NULL AND date_approximate IS NOT NULL AND date_uncertain IS NOT NULL)",
            name=op.f("ck_statement_date_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("slug", name=op.f("uq_statement_slug")),
    )
    op.create_index("ix_statement_actor", "statement", ["actor_id", "day", "id"])
    op.create_index("ix_statement_day", "statement", ["day", "id"])
    op.create_index("ix_statement_meeting", "statement", ["meeting_id", "position", "id"])
    op.create_index("ix_statement_updated", "statement", ["updated_at", "id"])
    op.create_table(
        "delegation_actor",
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_delegation_actor_actor_id")),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegation.id"],
            name=op.f("fk_delegation_actor_delegation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("delegation_id", "actor_id", name=op.f("pk_delegation_actor")),
    )
    op.create_index("ix_delegation_actor_page", "delegation_actor", ["actor_id", "start", "delegation_id"])
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=True),
        sa.Column("mediator_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", choice(SEAT_ROLE, "seatrole"), nullable=False),
        sa.Column("capacity", TEXT, nullable=True),
        sa.Column("capacity_fold", TEXT, nullable=True),
        sa.Column("attendance", choice(ATTENDANCE, "attendance"), nullable=False),
        sa.Column("start", TEXT, nullable=False),
        sa.CheckConstraint("(delegation_id IS NULL) <> (mediator_id IS NULL)", name=op.f("ck_seat_one_side")),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegation.id"], name=op.f("fk_seat_delegation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["mediator_id"], ["mediator.id"], name=op.f("fk_seat_mediator_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_seat_meeting_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_seat_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("delegation_id", "person_id", name=op.f("uq_seat_delegation_id_person_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_seat_slug")),
        sa.UniqueConstraint("mediator_id", "person_id", name=op.f("uq_seat_mediator_id_person_id")),
    )
    op.create_index("ix_seat_delegation", "seat", ["delegation_id", "position", "id"])
    op.create_index("ix_seat_mediator", "seat", ["mediator_id", "position", "id"])
    op.create_index("ix_seat_meeting", "seat", ["meeting_id", "person_id"])
    op.create_index("ix_seat_person", "seat", ["person_id", "start", "id"])
    op.create_table(
        "statement_speaker",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_statement_speaker_person_id")),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_speaker_statement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_id", "person_id", name=op.f("pk_statement_speaker")),
    )
    op.create_index("ix_statement_speaker_page", "statement_speaker", ["person_id", "day", "statement_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)

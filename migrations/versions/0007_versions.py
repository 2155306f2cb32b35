"""Every version of every row: a table of versions beside each table of the record, filled with what is there now."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OPEN = 2**31 - 1

INDEXES: dict[str, tuple[str, ...]] = {
    "actor": (
        "code: code",
        "kind: kind",
        "name: name_fold, id",
        "slug: slug",
        "state_id: state_id",
        "updated: updated_at, id",
    ),
    "actor_meeting": ("page: actor_id, part, start, meeting_id",),
    "citation": ("record: record_id, position, id", "source: source_id, record_id"),
    "conflict": ("name: name_fold, id", "slug: slug", "updated: updated_at, id"),
    "conflict_party": ("actor_id: actor_id",),
    "delegation": (
        "meeting: meeting_id, position, id",
        "slug: slug",
        "start: start, id",
        "updated: updated_at, id",
    ),
    "delegation_actor": ("page: actor_id, start, delegation_id",),
    "document": ("outcome: outcome_id, position, id",),
    "external_id": ("record: record_id, position, id", "value: scheme, value, id"),
    "hosting": ("actor: actor_id, start, meeting_id",),
    "mediator": (
        "actor: actor_id, start, id",
        "appointed_by_id: appointed_by_id",
        "meeting: meeting_id, position, id",
        "slug: slug",
        "start: start, id",
        "updated: updated_at, id",
    ),
    "meeting": (
        "end_down: coalesce(end_earliest, '0001-01-01'), id",
        "end_up: coalesce(end_earliest, '9999-12-31'), id",
        "follows_id: follows_id",
        "kind: kind, start_earliest, id",
        "part_of_id: part_of_id",
        "process: process_id, start_earliest, id",
        "slug: slug",
        "start: start_earliest, id",
        "title: title_fold, id",
        "updated: updated_at, id",
        "venue_id: venue_id",
    ),
    "meeting_conflict": ("conflict_id: conflict_id",),
    "name": ("language: record_id, language, position, id", "record: record_id, position, id"),
    "outcome": (
        "date: date_earliest, id",
        "kind: kind, date_earliest, id",
        "led_to_id: led_to_id",
        "meeting: meeting_id, position, id",
        "process_id: process_id",
        "slug: slug",
        "title: title_fold, id",
        "updated: updated_at, id",
    ),
    "outcome_actor": ("page: actor_id, role, date, outcome_id",),
    "outcome_conflict": ("conflict_id: conflict_id",),
    "outcome_link": ("target_id: target_id",),
    "outcome_status_change": ("outcome: outcome_id, position, id",),
    "person": (
        "actor: actor_id, name_fold, id",
        "name: name_fold, id",
        "slug: slug",
        "updated: updated_at, id",
    ),
    "person_meeting": ("page: person_id, part, start, meeting_id",),
    "place": ("city_fold: city_fold", "country_id: country_id", "slug: slug"),
    "position": ("actor_id: actor_id", "person: person_id, position, id"),
    "process": ("conflict_id: conflict_id", "name: name_fold, id", "slug: slug", "updated: updated_at, id"),
    "quantity": ("from_id: from_id", "outcome: outcome_id, position, id", "to_id: to_id"),
    "record": ("merged_into: merged_into", "type: type"),
    "record_alias": ("record_id: record_id",),
    "seat": (
        "delegation: delegation_id, position, id",
        "mediator: mediator_id, position, id",
        "meeting: meeting_id, person_id",
        "person: person_id, start, id",
        "slug: slug",
    ),
    "source": ("published: published_earliest, id", "slug: slug", "url: url"),
    "source_alias": ("source_id: source_id",),
    "statement": (
        "actor: actor_id, day, id",
        "day: day, id",
        "meeting: meeting_id, position, id",
        "slug: slug",
        "updated: updated_at, id",
    ),
    "statement_speaker": ("page: person_id, day, statement_id",),
}
"""Table → name and columns of each index of its versions."""


def upgrade() -> None:
    """Columns as they are, without the rules: what was written once kept them then. Triggers come after the last step."""
    bind = op.get_bind()
    found = sa.MetaData()
    found.reflect(bind, only=list(INDEXES), resolve_fks=False)
    op.create_index("ix_change_at", "change", ["at", "id"])
    for name, indexes in INDEXES.items():
        live = found.tables[name]
        columns = [
            sa.Column(one.name, one.type, nullable=one.nullable, autoincrement=False) for one in live.columns
        ]
        history = f"{name}_history"
        key = [one.name for one in live.primary_key]
        op.create_table(
            history,
            *columns,
            sa.Column("from_seq", sa.Integer(), nullable=False, autoincrement=False),
            sa.Column("to_seq", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint(*key, "from_seq", name=op.f(f"pk_{history}")),
        )
        for index in indexes:
            suffix, _, told = index.partition(": ")
            op.execute(f"CREATE INDEX ix_{history}_{suffix} ON {history} ({told})")
        names = ", ".join(f'"{one.name}"' for one in live.columns)
        op.execute(
            f"INSERT INTO {history} ({names}, from_seq, to_seq) "
            f'SELECT {names}, (SELECT coalesce(max(id), 0) FROM change), {OPEN} FROM "{name}"'
        )


def downgrade() -> None:
    for name in INDEXES:
        op.drop_table(f"{name}_history")
    op.drop_index("ix_change_at", "change")

"""Records, their sources and names; actors, persons, places, conflicts and processes."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ACTOR_KIND = (
    "STATE INTERGOVERNMENTAL_ORGANIZATION REGIONAL_ORGANIZATION NGO ARMED_GROUP POLITICAL_GROUP "
    "DE_FACTO_AUTHORITY RELIGIOUS_BODY OTHER"
)
ACTOR_TYPE = "Country Organization Group"
DATE_PRECISION = "DAY MONTH SEASON YEAR DECADE CENTURY INTERVAL UNKNOWN"
ID_SCHEME = (
    "ISO_3166_1_ALPHA_2 ISO_3166_1_ALPHA_3 ISO_3166_1_NUMERIC UN_M49 GLEDITSCH_WARD "
    "CORRELATES_OF_WAR UCDP_CONFLICT UCDP_DYAD UCDP_ACTOR UCDP_AGREEMENT PAX_AGREEMENT PAX_PROCESS "
    "MEND_EVENT MEND_ACTOR MEND_PERSON WIKIDATA UN_DOCUMENT DOI PARTNER"
)
NAME_KIND = "COMMON OFFICIAL NATIVE SHORT FORMER ALIAS"
OPERATION = "CREATE UPDATE DELETE MERGE"
RECORD_TYPE = (
    "Actor Person Conflict Process Meeting Delegation Mediator Outcome Statement Position "
    "OutcomeStatusChange Document Source"
)
TITLE_KIND = "HEADLINE RECONSTRUCTED DESCRIPTION"

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
    "position",
    "process",
    "place",
    "person",
    "conflict_party",
    "source_alias",
    "record_alias",
    "name",
    "external_id",
    "conflict",
    "citation",
    "actor",
    "source",
    "record",
    "loaded_file",
    "dataset",
    "change",
)
"""In the order in which they can be dropped."""


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("type", choice(RECORD_TYPE, "recordtype"), nullable=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("operation", choice(OPERATION, "operation"), nullable=False),
        sa.Column("agent", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("before", TEXT, nullable=True),
        sa.Column("after", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_record", "change", ["type", "slug", "seq"])
    op.create_table(
        "dataset",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("version", TEXT, nullable=False),
        sa.Column("licence", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.Column("last_change", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset")),
    )
    # The row that describes the dataset is always there, of an empty one too.
    op.execute(
        "INSERT INTO dataset (id, version, licence, updated_at, last_change)"
        " VALUES (1, '0', 'CC-BY-4.0', '1970-01-01T00:00:00.000Z', 0)"
    )
    op.create_table(
        "loaded_file",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("loaded_at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_loaded_file")),
    )
    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", choice(RECORD_TYPE, "recordtype"), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["record.id"], name=op.f("fk_record_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_record_merged_into", "record", ["merged_into"])
    op.create_index("ix_record_type", "record", ["type"])
    op.create_table(
        "source",
        *fuzzy("published"),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("title_kind", choice(TITLE_KIND, "titlekind"), nullable=False),
        sa.Column("publisher", TEXT, nullable=True),
        sa.Column("publisher_fold", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.CheckConstraint(
            "published_edtf IS NULL OR"
            " (published_precision IS NOT NULL AND published_approximate IS NOT NULL AND published_uncertain IS NOT NULL)",
            name=op.f("ck_source_published_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("url", name=op.f("uq_source_url")),
        sa.UniqueConstraint("slug", name=op.f("uq_source_slug")),
    )
    op.create_index("ix_source_published", "source", ["published_earliest", "id"])
    op.create_table(
        "actor",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("type", choice(ACTOR_TYPE, "actortype"), nullable=False),
        sa.Column("kind", choice(ACTOR_KIND, "actorkind"), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("name_fold", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=True),
        sa.Column("alpha3", TEXT, nullable=True),
        sa.Column("numeric", TEXT, nullable=True),
        sa.Column("flag", TEXT, nullable=True),
        sa.Column("state_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.CheckConstraint(
            "type <> 'Country' OR (code IS NOT NULL AND alpha3 IS NOT NULL AND \"numeric\" IS NOT NULL AND flag IS NOT NULL)",
            name=op.f("ck_actor_country_codes"),
        ),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_actor_id")),
        sa.ForeignKeyConstraint(["state_id"], ["actor.id"], name=op.f("fk_actor_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
        sa.UniqueConstraint("code", name=op.f("uq_actor_code")),
        sa.UniqueConstraint("slug", name=op.f("uq_actor_slug")),
    )
    op.create_index("ix_actor_kind", "actor", ["kind"])
    op.create_index("ix_actor_name", "actor", ["name_fold", "id"])
    op.create_index("ix_actor_state_id", "actor", ["state_id"])
    op.create_index("ix_actor_updated", "actor", ["updated_at", "id"])
    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", TEXT, nullable=True),
        sa.Column("claim", TEXT, nullable=True),
        sa.Column("attribution", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_citation_record_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_citation_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
    )
    op.create_index("ix_citation_record", "citation", ["record_id", "position", "id"])
    op.create_index("ix_citation_source", "citation", ["source_id", "record_id"])
    op.create_table(
        "conflict",
        *fuzzy("until"),
        *fuzzy("since"),
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("name_fold", TEXT, nullable=False),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_conflict_id")),
        sa.CheckConstraint(
            "since_edtf IS NULL OR"
            " (since_precision IS NOT NULL AND since_approximate IS NOT NULL AND since_uncertain IS NOT NULL)",
            name=op.f("ck_conflict_since_whole"),
        ),
        sa.CheckConstraint(
            "until_edtf IS NULL OR"
            " (until_precision IS NOT NULL AND until_approximate IS NOT NULL AND until_uncertain IS NOT NULL)",
            name=op.f("ck_conflict_until_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
        sa.UniqueConstraint("slug", name=op.f("uq_conflict_slug")),
    )
    op.create_index("ix_conflict_name", "conflict", ["name_fold", "id"])
    op.create_index("ix_conflict_updated", "conflict", ["updated_at", "id"])
    op.create_table(
        "external_id",
        *fuzzy("until"),
        *fuzzy("since"),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("scheme", choice(ID_SCHEME, "idscheme"), nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("release", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_external_id_record_id"), ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "since_edtf IS NULL OR"
            " (since_precision IS NOT NULL AND since_approximate IS NOT NULL AND since_uncertain IS NOT NULL)",
            name=op.f("ck_external_id_since_whole"),
        ),
        sa.CheckConstraint(
            "until_edtf IS NULL OR"
            " (until_precision IS NOT NULL AND until_approximate IS NOT NULL AND until_uncertain IS NOT NULL)",
            name=op.f("ck_external_id_until_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_id")),
    )
    op.create_index("ix_external_id_record", "external_id", ["record_id", "position", "id"])
    op.create_index("ix_external_id_value", "external_id", ["scheme", "value", "id"])
    op.create_table(
        "name",
        *fuzzy("until"),
        *fuzzy("since"),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("fold", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("kind", choice(NAME_KIND, "namekind"), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_name_record_id"), ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "since_edtf IS NULL OR"
            " (since_precision IS NOT NULL AND since_approximate IS NOT NULL AND since_uncertain IS NOT NULL)",
            name=op.f("ck_name_since_whole"),
        ),
        sa.CheckConstraint(
            "until_edtf IS NULL OR"
            " (until_precision IS NOT NULL AND until_approximate IS NOT NULL AND until_uncertain IS NOT NULL)",
            name=op.f("ck_name_until_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name")),
    )
    op.create_index("ix_name_language", "name", ["record_id", "language", "position", "id"])
    op.create_index("ix_name_record", "name", ["record_id", "position", "id"])
    op.create_table(
        "record_alias",
        sa.Column("type", choice(RECORD_TYPE, "recordtype"), nullable=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_record_alias_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("type", "slug", name=op.f("pk_record_alias")),
    )
    op.create_index("ix_record_alias_record_id", "record_alias", ["record_id"])
    op.create_table(
        "source_alias",
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_source_alias_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_source_alias")),
    )
    op.create_index("ix_source_alias_source_id", "source_alias", ["source_id"])
    op.create_table(
        "conflict_party",
        sa.Column("conflict_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_conflict_party_actor_id")),
        sa.ForeignKeyConstraint(
            ["conflict_id"], ["conflict.id"], name=op.f("fk_conflict_party_conflict_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conflict_id", "actor_id", name=op.f("pk_conflict_party")),
    )
    op.create_index("ix_conflict_party_actor_id", "conflict_party", ["actor_id"])
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("name_fold", TEXT, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_person_actor_id")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("slug", name=op.f("uq_person_slug")),
    )
    op.create_index("ix_person_actor", "person", ["actor_id", "name_fold", "id"])
    op.create_index("ix_person_name", "person", ["name_fold", "id"])
    op.create_index("ix_person_updated", "person", ["updated_at", "id"])
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=True),
        sa.Column("name_fold", TEXT, nullable=True),
        sa.Column("city", TEXT, nullable=True),
        sa.Column("city_fold", TEXT, nullable=True),
        sa.Column("country_id", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(["country_id"], ["actor.id"], name=op.f("fk_place_country_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("slug", name=op.f("uq_place_slug")),
    )
    op.create_index("ix_place_city_fold", "place", ["city_fold"])
    op.create_index("ix_place_country_id", "place", ["country_id"])
    op.create_table(
        "process",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("name_fold", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=True),
        sa.Column("conflict_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["conflict_id"], ["conflict.id"], name=op.f("fk_process_conflict_id")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_process_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process")),
        sa.UniqueConstraint("slug", name=op.f("uq_process_slug")),
    )
    op.create_index("ix_process_conflict_id", "process", ["conflict_id"])
    op.create_index("ix_process_name", "process", ["name_fold", "id"])
    op.create_index("ix_process_updated", "process", ["updated_at", "id"])
    op.create_table(
        "position",
        *fuzzy("until"),
        *fuzzy("since"),
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_position_actor_id")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_position_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_position_person_id"), ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "since_edtf IS NULL OR"
            " (since_precision IS NOT NULL AND since_approximate IS NOT NULL AND since_uncertain IS NOT NULL)",
            name=op.f("ck_position_since_whole"),
        ),
        sa.CheckConstraint(
            "until_edtf IS NULL OR"
            " (until_precision IS NOT NULL AND until_approximate IS NOT NULL AND until_uncertain IS NOT NULL)",
            name=op.f("ck_position_until_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_position")),
    )
    op.create_index("ix_position_actor_id", "position", ["actor_id"])
    op.create_index("ix_position_person", "position", ["person_id", "position", "id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)

"""Search: terms, words, postings and spellings."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SEARCH_TYPE = "Meeting Person Country Organization Group Process Conflict Outcome"

# PostgreSQL orders by bytes, as SQLite does.
TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")

TABLES = ("search_key", "search_posting", "search_word", "search_term")


def search_type() -> sa.Enum:
    """Text with a CHECK that admits the types that can be searched for."""
    return sa.Enum(
        *SEARCH_TYPE.split(), name="searchtype", native_enum=False, create_constraint=True, length=40
    )


def upgrade() -> None:
    op.create_table(
        "search_term",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("type", search_type(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("fold", TEXT, nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_search_term_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_term")),
    )
    op.create_index("ix_search_term_record_id", "search_term", ["record_id"])
    op.create_table(
        "search_word",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("word", TEXT, nullable=False),
        sa.Column("frequency", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_word")),
        sa.UniqueConstraint("word", name=op.f("uq_search_word_word")),
    )
    op.create_table(
        "search_posting",
        sa.Column("word_id", sa.Integer(), nullable=False),
        sa.Column("type", search_type(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.ForeignKeyConstraint(["word_id"], ["search_word.id"], name=op.f("fk_search_posting_word_id")),
        sa.PrimaryKeyConstraint("word_id", "type", "rank", "term_id", name=op.f("pk_search_posting")),
    )
    op.create_table(
        "search_key",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("word_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["word_id"], ["search_word.id"], name=op.f("fk_search_key_word_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "word_id", name=op.f("pk_search_key")),
    )
    op.create_index("ix_search_key_word_id", "search_key", ["word_id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)

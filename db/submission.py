"""What was sent before: answers kept under their idempotency keys, and how far files were imported."""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from db.base import string


class Submission(SQLModel, table=True):
    """The answer to a write, kept in the transaction of that write under the key its sender gave it."""

    __table_args__ = (Index("ix_submission_at", "at"),)
    agent: str = string(primary_key=True)
    key: str = string(primary_key=True)
    digest: str = string()
    answer: str = string()
    at: str = string()


class ImportProgress(SQLModel, table=True):
    """How many bytes of a file are in, by the SHA-256 of the file; and the lines that wait for what they name."""

    __tablename__ = "import_progress"
    digest: str = string(primary_key=True)
    position: int = Field(sa_type=BigInteger)
    waiting: str = string()
    counts: str = string()
    at: str = string()

"""The dataset as a whole, and the curated files that were loaded into it."""

from sqlmodel import Field, SQLModel

from db.base import string


class Dataset(SQLModel, table=True):
    """The single row that says what this database holds; written in the transaction of every change."""

    id: int = Field(default=1, primary_key=True)
    version: str = string()
    licence: str = string()
    updated_at: str = string()
    last_change: int


class LoadedFile(SQLModel, table=True):
    """A curated file as last loaded; it is read again when its SHA-256 differs."""

    __tablename__ = "loaded_file"
    name: str = string(primary_key=True)
    sha256: str = string()
    loaded_at: str = string()

"""Keys of those who write: their names, what they may do, and a digest in place of the token."""

from sqlmodel import Field, SQLModel

from db.base import choice, string
from db.enums import KeyScope


class ApiKey(SQLModel, table=True):
    """One key. The token itself is told once and kept nowhere; `digest` is its SHA-256 in hexadecimal."""

    __tablename__ = "api_key"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    name: str = string(unique=True)
    scope: KeyScope = choice(KeyScope)
    digest: str = string(unique=True)
    hint: str = string()
    created_at: str = string()
    last_used_at: str | None = string(default=None)
    revoked_at: str | None = string(default=None)

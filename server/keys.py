"""Keys of partners: made, listed and revoked by the operator; a token is told once, and its digest is kept."""

import hashlib
import re
import secrets
import sys
from argparse import Namespace
from collections.abc import Callable
from typing import Final

from sqlmodel import Session, select

from db import ApiKey
from db.enums import KeyScope
from db.migrate import revision_of
from db.session import connect, sessions
from exchange import moment
from server.settings import Settings

PREFIX: Final = "drg_"
"""By which people and scanners know a token of this service."""
RANDOM_BYTES: Final = 32
"""256 bits: nobody guesses a token, so that a plain SHA-256 keeps it as well as a slow hash would."""
NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
NAME_LENGTH: Final = 60


class BadKey(ValueError):
    """A key cannot be made or revoked as asked."""


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def command(settings: Settings, arguments: Namespace) -> int:
    """`dragoman keys create | list | revoke`"""
    revision_of(settings.database_url).require()
    engine = connect(settings.database_url)
    try:
        with sessions(engine).begin() as session:
            sys.stdout.write(ACTIONS[arguments.action](session, arguments))
    finally:
        engine.dispose()
    return 0


def create(session: Session, arguments: Namespace) -> str:
    """`keys create --name acme --scope write`"""
    name = _named(arguments)
    if not NAME.fullmatch(name) or len(name) > NAME_LENGTH:
        raise BadKey(
            f"{name!r} is no name of a key: lower-case letters, digits and hyphens, at most {NAME_LENGTH}."
        )
    if session.exec(select(ApiKey).where(ApiKey.name == name)).first():
        raise BadKey(
            f"There is a key {name!r} already; a name is used once, since the history is signed with it."
        )
    token = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    scope = KeyScope[(arguments.scope or "read").upper()]
    hint = token[: len(PREFIX) + 4]
    session.add(ApiKey(name=name, scope=scope, digest=digest(token), hint=hint, created_at=moment.now()))
    return f"{token}\n"


def listed(session: Session, _: Namespace) -> str:
    """`keys list`"""
    lines = [("name", "scope", "begins with", "created", "last used", "revoked")]
    lines += [
        (
            key.name,
            key.scope.lower(),
            key.hint,
            key.created_at,
            key.last_used_at or "never",
            key.revoked_at or "no",
        )
        for key in session.exec(select(ApiKey).order_by(ApiKey.name))
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )


def revoke(session: Session, arguments: Namespace) -> str:
    """`keys revoke --name acme`"""
    name = _named(arguments)
    key = session.exec(select(ApiKey).where(ApiKey.name == name)).first()
    if key is None:
        raise BadKey(f"There is no key {name!r}.")
    key.revoked_at = key.revoked_at or moment.now()
    session.add(key)
    return f"The key {name!r} is revoked; servers stop taking it within seconds.\n"


def _named(arguments: Namespace) -> str:
    if not arguments.name:
        raise BadKey("Which key? Say --name NAME.")
    return str(arguments.name)


ACTIONS: Final[dict[str, Callable[[Session, Namespace], str]]] = {
    "create": create,
    "list": listed,
    "revoke": revoke,
}

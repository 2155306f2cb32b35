"""The public address of this service: the one it was told, else the one it was asked under."""

import re
from collections.abc import Mapping
from typing import Final

from starlette.types import Scope

from engine.errors import BadRequest

_HOST: Final = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?", re.ASCII)
_SCHEMES: Final = frozenset({"http", "https"})


def base_of(scope: Scope, headers: Mapping[bytes, bytes], public_url: str, proxies: int) -> str:
    """`https://example.org`, without a slash at its end; X-Forwarded-Proto is believed of our own proxies alone."""
    if public_url:
        return public_url
    host = headers.get(b"host", b"").decode("latin-1")
    if not _HOST.fullmatch(host):
        raise BadRequest("The header Host names no host.")
    return f"{_scheme(scope, headers, proxies)}://{host}"


def _scheme(scope: Scope, headers: Mapping[bytes, bytes], proxies: int) -> str:
    named = [
        part.strip() for part in headers.get(b"x-forwarded-proto", b"").decode("latin-1").lower().split(",")
    ]
    outermost = named[-min(proxies, len(named))] if proxies else ""
    return outermost if outermost in _SCHEMES else str(scope.get("scheme", "http"))

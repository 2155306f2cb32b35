"""Serves the browser's front door: the GraphiQL page, its compressed assets and its icons, without any other host."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from server.negotiation import coding_of

PAGES = Path(__file__).resolve().parent / "pages"

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}

# 'unsafe-inline' for styles only: Monaco positions its lines with style attributes.
SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "worker-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "font-src": "'self' data:",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}

PAGE_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "; ".join(f"{kind} {allowed}" for kind, allowed in SECURITY_POLICY.items()),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

# Asset names carry a hash of their content, so an asset never changes under its name.
ASSET_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}
STORED = ("gzip",)
"""How the assets are kept."""

ICON_HEADERS = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}

CONFIG_SLOT = '<script type="application/json" id="dragoman">{}</script>'
# Inside a script element only these could end it or open a comment; JSON reads the escapes as the same characters.
SCRIPT_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True)
class Example:
    """A ready question of the Examples list; examples without a group stand together."""

    name: str
    title: str
    description: str
    query: str
    variables: Mapping[str, object] | None = None
    group: str = ""


@dataclass(frozen=True)
class PageConfig:
    """What one deployment tells the page; the first example is the welcome query."""

    endpoint: str
    examples: tuple[Example, ...]
    version: str


class Revalidated(Response):
    """A response that answers 304 without a body when the client already holds it, by its ETag."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        held = Headers(scope=scope).get("if-none-match", "")
        if self.headers["etag"] in (tag.strip() for tag in held.split(",")):
            self.status_code, self.body = 304, b""
            del self.headers["content-length"]
        await super().__call__(scope, receive, send)


def graphiql_page(config: PageConfig) -> Response:
    """The page for one endpoint. Its ETag is weak because a middleware may compress the body."""
    body = _template().replace(CONFIG_SLOT, _filled_slot(config)).encode()
    headers = {**PAGE_HEADERS, "ETag": f'W/"{_digest(body)}"'}
    return Revalidated(body, headers=headers, media_type=CONTENT_TYPES[".html"])


def asset_routes() -> list[Route]:
    """Routes for /assets/{name} and the two icons; only names read at start are known, so no path can lead elsewhere."""
    return [
        Route("/assets/{name:path}", _asset_endpoint),
        Route("/favicon.svg", _icon_endpoint),
        Route("/favicon.ico", _icon_endpoint),
    ]


async def _asset_endpoint(request: Request) -> Response:
    name = request.path_params["name"]
    stored = _assets().get(name)
    if stored is None:
        return _no_such_file()
    if coding_of(request.headers.get("accept-encoding", "").encode("latin-1"), STORED) in STORED:
        return _file(name, stored, {**ASSET_HEADERS, "Content-Encoding": "gzip"})
    return _file(name, gzip.decompress(stored), ASSET_HEADERS)


async def _icon_endpoint(request: Request) -> Response:
    name = request.url.path.rpartition("/")[2]
    return _file(name, _icon(name), ICON_HEADERS)


def _file(name: str, body: bytes, headers: Mapping[str, str]) -> Response:
    etag = {"ETag": f'"{_digest(body)}"'}
    return Revalidated(body, headers={**headers, **etag}, media_type=CONTENT_TYPES[Path(name).suffix])


def _no_such_file() -> Response:
    error = {"message": "There is no such file.", "extensions": {"code": "NOT_FOUND"}}
    return JSONResponse({"errors": [error]}, status_code=404, headers={"Cache-Control": "no-store"})


@cache
def _assets() -> dict[str, bytes]:
    """Compressed content by the name a browser asks for; about 2 MB, read once."""
    return {path.stem: path.read_bytes() for path in (PAGES / "assets").glob("*.gz")}


@cache
def _icon(name: str) -> bytes:
    return (PAGES / name).read_bytes()


@cache
def _template() -> str:
    return (PAGES / "graphiql.html").read_text(encoding="utf-8")


def _filled_slot(config: PageConfig) -> str:
    data = json.dumps(asdict(config), ensure_ascii=False).translate(SCRIPT_ESCAPES)
    return CONFIG_SLOT.replace("{}", data)


def _digest(body: bytes) -> str:
    return sha256(body).hexdigest()[:32]

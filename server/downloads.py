"""A request for a file of the record: what its address asks for, and the headers that it is answered with."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

from engine.database import Version
from engine.errors import BadRequest
from exchange.export.files import CSV, MEDIA, PARQUET, Exports, Order
from server.body import MAX_DEPTH, check_length, deeper_than, json_parameter, query_fields
from server.coding import PLAIN
from server.kept import matches
from server.negotiation import JSON, coding_of
from server.refusals import DataChanged, NotFound
from server.wire import NO_STORE, Asked, Headers

EXPORT_PATH: Final = "/export"
PACKAGE: Final = "datapackage.json"
PARAMETERS: Final = ("where", "after")
MOST_PARAMETERS: Final = 10


@dataclass
class Download:
    """One export on its way out: what is asked for, and how much of it has gone."""

    asked: Asked
    name: str
    rows: int = 0
    bytes: int = 0
    begun: bool = False

    @property
    def coding(self) -> str:
        """The compression that the client wants most; Parquet has its own."""
        if self.name.endswith(f".{PARQUET}"):
            return PLAIN
        return coding_of(self.asked.headers.get(b"accept-encoding", b""))

    @property
    def operation(self) -> str:
        """What logs and metrics call it."""
        return f"export {self.name}"


def order_of(download: Download, exports: Exports, longest: int) -> Order:
    """The file that an address names, with its filter and its place."""
    name, _, form = download.name.rpartition(".")
    file = exports.find(name, form)
    if file is None:
        raise NotFound(_missing(name, form, exports), hint=f"{EXPORT_PATH}/{PACKAGE} lists all there is.")
    given = _parameters(download.asked.scope["query_string"], longest)
    return exports.order(file, form, _where(given.get("where", "")), given.get("after"))


def _missing(name: str, form: str, exports: Exports) -> str:
    found = next((one for one in exports.listed() if one.name == name), None)
    if found is None:
        return "There is no such file."
    return (
        f"{name} is not given as {form or 'a file without an ending'}, but as {' and '.join(found.formats)}."
    )


def _parameters(query_string: bytes, longest: int) -> Mapping[str, str]:
    check_length(len(query_string), longest)
    fields = query_fields(query_string, MOST_PARAMETERS)
    for name in fields:
        if name not in PARAMETERS:
            raise BadRequest(
                f"There is no parameter {name[:50]!r}.", hint=f"There are {' and '.join(PARAMETERS)}."
            )
    return fields


def _where(text: str) -> Any:
    value = json_parameter("where", text)
    if deeper_than(MAX_DEPTH, value):
        raise BadRequest(f"The parameter where is nested more than {MAX_DEPTH} levels deep.")
    return value


def etag_of(version: Version, code: str) -> str:
    """Names a state of the data in one version of the code, the same for every file: what goes on must find what it left."""
    return blake2b(f"{version.tag}\0{code}".encode(), digest_size=16).hexdigest()


def unchanged(download: Download, etag: str) -> bool:
    """Does the client have this very state already? Raises `DataChanged` where it means to go on with another."""
    headers = download.asked.headers
    tags = [f'"{etag}{coding}"'.encode() for coding in ("", "-gzip", "-zstd")]
    wanted = headers.get(b"if-match")
    if wanted is not None and wanted.strip() != b"*" and not any(matches(tag, wanted) for tag in tags):
        raise DataChanged(
            "The data has changed since the ETag in If-Match was given.",
            hint="Begin anew, without after; what you have belongs to an older state.",
        )
    known = headers.get(b"if-none-match", b"")
    return any(matches(tag, known) for tag in tags)


def headers_of(
    download: Download, version: Version, etag: str, cache_control: tuple[bytes, bytes]
) -> Headers:
    """What a file is sent with."""
    name, _, form = download.name.rpartition(".")
    text = "" if form == PARQUET else "; charset=utf-8"
    media = f"{MEDIA.get(form, JSON)}{text}{'; header=present' if form == CSV else ''}"
    number, _, moment = version.tag.partition(":")
    headers = [
        (b"x-request-id", download.asked.id.encode()),
        (b"content-type", media.encode()),
        (b"x-content-type-options", b"nosniff"),
        (
            b"content-disposition",
            f'{"inline" if form == "json" else "attachment"}; filename="{name}.{form}"'.encode(),
        ),
        (b"link", f'<{EXPORT_PATH}/{PACKAGE}>; rel="describedby"; type="application/json"'.encode()),
        *([(b"dragoman-version", f"{moment[:10]}.{number}".encode())] if version.tag else []),
        *tagged(download, etag),
        cache_control if download.asked.caller is None else NO_STORE,
    ]
    return [*headers, (b"content-encoding", download.coding.encode())] if download.coding else headers


def tagged(download: Download, etag: str) -> Headers:
    """The name of the state; its bytes depend on the coding."""
    coding = f"-{download.coding}" if download.coding else ""
    return [(b"etag", f'"{etag}{coding}"'.encode()), (b"vary", b"Accept-Encoding")]

"""The assets: compressed or plain, kept for a year, and nothing else reachable through their address."""

import gzip
import re

import pytest

from server.graphiql import PAGES
from tests.web.site import ask

NAMES = sorted(path.stem for path in (PAGES / "assets").iterdir())
SCRIPT = next(name for name in NAMES if re.fullmatch(r"graphiql-.*\.js", name))
PLAIN = {"Accept-Encoding": "identity"}


@pytest.mark.parametrize("name", NAMES)
def test_an_asset_is_sent_compressed_and_kept_for_a_year(name: str) -> None:
    answer = ask(f"/assets/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].split(";")[0] in {"text/javascript", "text/css", "font/ttf"}
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "accepted", ["identity", "br", "gzip;q=0", "gzip; q=0.0, identity", "*, gzip;q=0", ""]
)
def test_a_client_without_gzip_gets_the_same_bytes_plain(accepted: str) -> None:
    answer = ask(f"/assets/{SCRIPT}", headers={"Accept-Encoding": accepted})
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.content == gzip.decompress((PAGES / "assets" / f"{SCRIPT}.gz").read_bytes())


@pytest.mark.parametrize("accepted", ["gzip", "br, GZIP", "deflate,gzip;q=0.5", "zstd, *;q=0.1"])
def test_gzip_is_found_among_what_a_client_accepts(accepted: str) -> None:
    answer = ask(f"/assets/{SCRIPT}", headers={"Accept-Encoding": accepted})
    assert answer.headers["content-encoding"] == "gzip"


def test_each_form_has_a_strong_etag_of_its_own() -> None:
    packed, plain = (ask(f"/assets/{SCRIPT}", headers=headers) for headers in ({}, PLAIN))
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["etag"].startswith('"')
    held = {"If-None-Match": packed.headers["etag"]}
    assert ask(f"/assets/{SCRIPT}", headers=held).status_code == 304


def test_head_answers_like_get_without_the_body() -> None:
    head, get = ask(f"/assets/{SCRIPT}", method="HEAD"), ask(f"/assets/{SCRIPT}")
    assert head.headers == get.headers
    assert head.content == b""


@pytest.mark.parametrize(
    "name",
    [
        "unknown.js",
        f"{SCRIPT}.gz",
        "..%2fgraphiql.html",
        "%2e%2e/graphiql.html",
        "..%5cgraphiql.html",
        "%2fetc%2fpasswd",
        "a%00.js",
        "",
    ],
)
def test_an_unknown_name_is_not_found(name: str) -> None:
    answer = ask(f"/assets/{name}")
    assert answer.status_code == 404
    assert answer.json()["errors"][0] == {
        "message": "There is no such file.",
        "extensions": {"code": "NOT_FOUND"},
    }


@pytest.mark.parametrize(
    ("name", "kind"), [("favicon.svg", "image/svg+xml"), ("favicon.ico", "image/x-icon")]
)
def test_the_icons_are_served(name: str, kind: str) -> None:
    answer = ask(f"/{name}")
    assert answer.headers["content-type"] == kind
    assert answer.content == (PAGES / name).read_bytes()


def test_everything_the_page_asks_for_is_there() -> None:
    asked = re.findall(r'(?:src|href)="\./([^"]+)"', (PAGES / "graphiql.html").read_text())
    assert len(asked) >= 3
    assert {ask(f"/{name}").status_code for name in asked} == {200}


def test_no_source_map_is_shipped() -> None:
    assert [name for name in NAMES if name.endswith(".map")] == []

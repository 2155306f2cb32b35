"""The page's headers, the configuration inside it, and what is committed of it."""

import json
import re
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import pytest

from server.graphiql import PAGES, Example, graphiql_page
from tests.web.site import CONFIG, ask

WEB = Path(__file__).resolve().parents[2] / "web"
CONFIG_SCRIPT = re.compile(r'<script type="application/json" id="dragoman">(.*?)</script>', re.DOTALL)


def page(*examples: Example) -> str:
    return bytes(graphiql_page(replace(CONFIG, examples=examples)).body).decode()


def test_the_page_is_html_that_every_visit_revalidates() -> None:
    answer = ask("/graphql")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert "<title>Dragoman · GraphiQL</title>" in answer.text


def test_a_visitor_who_holds_the_page_is_told_so() -> None:
    etag = ask("/graphql").headers["etag"]
    again = ask("/graphql", headers={"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert ask("/graphql", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
    ],
)
def test_the_page_is_kept_to_itself(name: str, value: str) -> None:
    assert ask("/graphql").headers[name] == value


def test_the_policy_allows_this_origin_and_no_evaluation() -> None:
    policy = ask("/graphql").headers["content-security-policy"]
    allowed = dict(part.split(" ", 1) for part in policy.split("; "))
    assert allowed["default-src"] == "'none'"
    assert allowed["script-src"] == allowed["connect-src"] == allowed["worker-src"] == "'self'"
    assert not re.search(r"unsafe-eval|https?:|\*", policy)


def test_the_configuration_reads_back_as_it_was_given() -> None:
    found = CONFIG_SCRIPT.search(page(*CONFIG.examples))
    assert found
    assert json.loads(found[1]) == json.loads(json.dumps(asdict(CONFIG)))


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "a && b", "\u2028", "{}"]
)
def test_no_example_ends_the_script_it_is_written_in(text: str) -> None:
    html = page(Example(text, text, text, text, {"text": text}))
    found = CONFIG_SCRIPT.search(html)
    assert found
    assert not set("<>&") & set(found[1])
    assert json.loads(found[1])["examples"][0]["variables"] == {"text": text}
    assert html.count("</script>") == page().count("</script>")


def test_the_page_names_no_other_host() -> None:
    assert not re.search(r"(src|href)=[\"'](https?:)?//", page())


def test_the_committed_page_is_built_from_the_committed_sources() -> None:
    """The digest of web/vite-plugins/sources.js; when it differs: ``cd web && npm ci && npm run build``."""
    top = [WEB / name for name in ("graphiql.html", "package-lock.json", "package.json", "vite.config.js")]
    inside = [path for folder in ("public", "src", "vite-plugins") for path in (WEB / folder).iterdir()]
    digest = sha256()
    for path in sorted([*top, *inside], key=lambda path: path.relative_to(WEB).as_posix()):
        digest.update(path.relative_to(WEB).as_posix().encode() + b"\0" + path.read_bytes())
    assert (PAGES / "BUILT-FROM").read_text().strip() == digest.hexdigest()


def test_every_package_of_the_page_is_in_the_licences() -> None:
    licences = (PAGES / "LICENSES.txt").read_text()
    for name, version in json.loads((WEB / "package.json").read_text())["dependencies"].items():
        assert f"\n{name} {version} (" in licences


def test_the_lock_file_names_exact_versions_and_no_addresses() -> None:
    assert '"resolved"' not in (WEB / "package-lock.json").read_text()
    asked = json.loads((WEB / "package.json").read_text())
    versions = [*asked["dependencies"].values(), *asked["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)

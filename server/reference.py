"""Writes the pages of `docs/` that are made from tables: `python -m server.reference`."""

from collections.abc import Iterator
from pathlib import Path

import schema
import server.refusals  # noqa: F401 - hangs its refusals on the tree
from engine.errors import DragomanError
from engine.inputs import noun_of
from exchange import CODES
from exchange.export.files import Exports
from server.settings import HOME, Settings, variable

DOCS = HOME / "docs"

ERRORS = """\
# Errors

Every error carries `extensions.code`, which is stable, beside a `message` for people, which is not. Where something can
be done, `extensions.hint` says what. This page is made from the code; a test compares the two.

```json
{{"errors": [{{"message": "…", "locations": [{{"line": 1, "column": 3}}], "extensions": {{"code": "BAD_USER_INPUT", "hint": "…"}}}}]}}
```

An error that is met before the operation runs leaves no `data`. Its HTTP status is the one below, with one exception that
GraphQL over HTTP makes: a client that asks for `application/json` by name gets 200 with `GRAPHQL_PARSE_FAILED`,
`GRAPHQL_VALIDATION_FAILED` and `BAD_USER_INPUT`, since older clients take any other status for a failure of the network.
Ask for `application/graphql-response+json` to get the status always.

`INTERNAL_ERROR` carries `extensions.id`, which the log of the server has too. Every answer has a header `X-Request-Id`.

| code | status | meaning |
|---|---|---|
{rows}

## What is wrong with records

Mutations answer with HTTP 200 and tell what is wrong with records in their payload, as data: `errors {{ path code message }}`. Commands
that read files tell the same with file, line and field.

| code | meaning |
|---|---|
{problems}
"""

EXPORTS = """\
# The files

Every file under `/export`, and what one row or line of it is. [exports.md](exports.md) says how they are asked for;
`/export/datapackage.json` describes every column. This page is made from the code; a test compares the two.

| file | formats | key: what `after` takes | `where` | a row is |
|---|---|---|---|---|
{rows}
"""

SETTINGS = """\
# Settings

Every setting is an environment variable, read once at start. A value that cannot be, or a name that does not exist, stops
the start with one sentence and exit code 2. This page is made from the code; a test compares the two.

`make serve` maps the short names `PORT`, `HOST`, `DATABASE_URL` and `WORKERS` to the settings of these names, and
`dragoman serve` has an option for each: `--port`, `--host`, `--database-url`, `--workers`.

| setting | default | unit | meaning |
|---|---|---|---|
{rows}
"""


def errors_page() -> str:
    """`docs/errors.md`"""
    rows = {
        error.code: f"| `{error.code}` | {error.status} | {error.meaning} |" for error in _tree(DragomanError)
    }
    problems = (f"| `{code}` | {meaning} |" for code, meaning in sorted(CODES.items()))
    return ERRORS.format(rows="\n".join(sorted(rows.values())), problems="\n".join(problems))


def settings_page() -> str:
    """`docs/settings.md`"""
    rows = []
    for name, field in Settings.model_fields.items():
        extra = field.json_schema_extra
        unit = extra["unit"] if isinstance(extra, dict) else ""
        rows.append(f"| `{variable(name)}` | `{_shown(field.default)}` | {unit} | {field.description} |")
    return SETTINGS.format(rows="\n".join(rows))


def exports_page() -> str:
    """`docs/export-files.md`"""
    exports = Exports(schema.build_engine(Settings().database_url))
    rows = []
    for name, formats, about in exports.listed():
        file = exports.tables.get(name) or exports.records[name]
        key = file.key[0] if len(file.key) == 1 else f"[{', '.join(file.key)}]"
        where = f"`{noun_of(file.noun)}Where`" if file.noun else ""
        rows.append(f"| `{name}` | {', '.join(formats)} | `{key}` | {where} | {about} |")
    return EXPORTS.format(rows="\n".join(rows))


PAGES = {"errors.md": errors_page, "export-files.md": exports_page, "settings.md": settings_page}


def main() -> None:
    """Writes every page."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


def _tree(error: type[DragomanError]) -> Iterator[type[DragomanError]]:
    yield error
    for child in error.__subclasses__():
        yield from _tree(child)


def _shown(default: object) -> str:
    if isinstance(default, tuple):
        return ",".join(map(str, default))
    if isinstance(default, bool):
        return str(default).lower()
    return str(default).replace(f"{HOME}/", "").replace(str(Path(HOME)), ".")


if __name__ == "__main__":
    main()

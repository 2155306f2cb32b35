"""Files and batches into validated records: each record on its own, so that all problems are told at once."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from db.enums import RecordType
from exchange import limits, yaml_nodes
from exchange.problems import CODES, Problem, Refused
from exchange.record.bundle import SECTIONS, SHORT, TYPES, Bundle, Entry, Lines
from exchange.record.common import StandAlone

_CODES: Final = {
    "extra_forbidden": "UNKNOWN_FIELD",
    "missing": "MISSING_FIELD",
    "string_too_long": "TOO_LONG",
    "too_long": "TOO_LONG",
}
_WORDS: Final = {
    "extra_forbidden": "There is no such field.",
    "missing": "This field is needed.",
    "model_type": "Fields are expected here.",
    "model_attributes_type": "Fields are expected here.",
}
"""pydantic's kinds of errors, in our codes and words."""

JSON_LINES: Final = (".jsonl", ".ndjson")
NAMES: Final = {str(kind).lower(): kind for kind in TYPES}
"""The `type` of a line: meeting, person, …"""


def read_file(path: Path, scope: str | None = None) -> Bundle:
    """One file of records; local ids of sources belong to `scope`, else to the file's stem."""
    try:
        if problem := _too_large(path):
            return _broken(path.name, problem)
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return _broken(path.name, f"The file is not UTF-8 (byte {error.start}).")
    except OSError as error:
        return _broken(path.name, f"The file cannot be read: {error.strerror}.")
    scope = scope or scope_of(path)
    return (read_lines if path.suffix in JSON_LINES else read_yaml)(text, path.name, scope)


def _too_large(path: Path) -> str | None:
    size = path.stat().st_size
    if size > limits.YAML_BYTES and path.suffix not in JSON_LINES:
        return f"A YAML file has at most {limits.YAML_BYTES} bytes; JSON Lines may have any number, and are read batch by batch."
    return f"The file is larger than {limits.FILE_BYTES} bytes." if size > limits.FILE_BYTES else None


def scope_of(path: Path) -> str:
    """The scope of the local ids in a file: its stem, in letters and digits."""
    return "-".join(re.findall("[A-Za-z0-9]+", path.stem)) or "file"


def read_yaml(text: str, file: str, scope: str) -> Bundle:
    """The records of one YAML document, by sections."""
    try:
        data, lines = yaml_nodes.read(text, file)
    except Refused as refused:
        return Bundle(problems=list(refused.problems))
    bundle = Bundle()
    for section, at, item in _items(data, bundle, file, lines):
        where = (section, at) if isinstance(at, int) else (section,)
        _keep(bundle, SECTIONS[SHORT.get(section, section)], item, (file, scope), (where, lines))
    return bundle


def _items(data: Any, bundle: Bundle, file: str, lines: Lines) -> Iterator[tuple[str, int | None, Any]]:
    if not isinstance(data, dict):
        bundle.problems.append(Problem("BROKEN_FILE", f"Sections are expected: {', '.join(SECTIONS)}.", file))
        return
    for section, value in data.items():
        line = lines.get((section,))
        if section in SHORT:
            yield section, None, value
        elif section not in SECTIONS:
            bundle.problems.append(
                Problem("UNKNOWN_FIELD", "There is no such section.", file, "", section, line)
            )
        elif not isinstance(value, list | None) or len(value or ()) > limits.BATCH:
            message = f"A list of at most {limits.BATCH} records is expected."
            bundle.problems.append(Problem("WRONG_VALUE", message, file, "", section, line))
        else:
            yield from ((section, at, item) for at, item in enumerate(value or ()))


def read_lines(text: str, file: str, scope: str) -> Bundle:
    """The records of a JSON Lines text: one object a line, `{"type": "meeting", …}`."""
    bundle = Bundle()
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            read_line(bundle, line, (file, scope), number)
    bundle.problems += [
        entry.problem("TOLD_BY_MEETING", f"It is told by {meeting!r}: send the meeting.", "meeting")
        for entry, meeting in bundle.told
    ]
    if len(bundle.entries) > limits.BATCH:
        return _broken(file, f"The batch has more than {limits.BATCH} records.")
    return bundle


def read_line(bundle: Bundle, line: str, origin: tuple[str, str], number: int) -> None:
    """Add the record of one line to the bundle; `origin` is the file's name and the scope of its sources."""
    try:
        data = json.loads(line, parse_constant=float, object_pairs_hook=_fields)
    except (ValueError, RecursionError) as error:
        message = f"Not JSON: {str(error).splitlines()[0][:200]}."
        bundle.problems.append(Problem("BROKEN_FILE", message, origin[0], line=number))
        return
    kind = NAMES.get(str(data.pop("type", "")).lower()) if isinstance(data, dict) else None
    if kind is None:
        message = f"A line is an object whose type is one of {', '.join(NAMES)}."
        bundle.problems.append(Problem("WRONG_VALUE", message, origin[0], field="type", line=number))
        return
    meeting = data.pop("meeting", None) if kind == RecordType.OUTCOME else None
    _keep(bundle, kind, data, origin, ((), {(): number}))
    if meeting is not None and bundle.entries and bundle.entries[-1].line == number:
        bundle.told.append((bundle.entries.pop(), str(meeting)))


def _fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The fields of a JSON object; one given twice is a mistake, not a choice."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ValueError("a field is given twice")
    return fields


def _keep(
    bundle: Bundle,
    kind: RecordType,
    item: Any,
    origin: tuple[str, str],
    place: tuple[yaml_nodes.Path, Lines],
) -> None:
    (file, scope), (where, lines) = origin, place
    try:
        record = validate(kind, item, scope)
    except Refused as refused:
        bundle.problems.extend(_placed(problem, file, where, lines) for problem in refused.problems)
        return
    bundle.entries.append(Entry(kind, record, (file,), _line(lines, where)))


def validate(kind: RecordType, item: Any, scope: str = "") -> StandAlone:
    """One record from plain data. Raises `Refused` with every problem of the record."""
    try:
        return TYPES[kind].model_validate(item, context={"scope": scope})
    except ValidationError as error:
        slug = item.get("id", "") if isinstance(item, Mapping) else ""
        raise Refused(_problems(error, str(slug))) from None


def _problems(error: ValidationError, slug: str) -> Iterable[Problem]:
    for one in error.errors(include_url=False, include_context=True):
        kind = one["type"]
        code = kind if kind in CODES else _CODES.get(kind, "WRONG_VALUE")
        message = _WORDS.get(kind, one["msg"].removeprefix("Value error, "))
        yield Problem(
            code, message if message.endswith(".") else f"{message}.", "", slug, _dotted(one["loc"])
        )


def _dotted(path: Sequence[str | int]) -> str:
    return ".".join(str(step) for step in path)


def _placed(problem: Problem, file: str, where: yaml_nodes.Path, lines: Lines) -> Problem:
    path = tuple(int(step) if step.isdigit() else step for step in problem.field.split(".") if step)
    line = _line(lines, (*where, *path))
    return Problem(problem.code, problem.message, file, problem.record, problem.field, line)


def _line(lines: Lines, path: yaml_nodes.Path) -> int | None:
    """The line of the value, or of the nearest thing around it (short forms have paths of their own)."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def _broken(file: str, message: str) -> Bundle:
    return Bundle(problems=[Problem("BROKEN_FILE", message, file)])

"""Lays out answers and statements for people: short things on one line, long ones broken and indented."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

WIDTH = 110
SMALL = 30
STEP = "  "

TOKEN = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[()]|,|[^'\"(),]+")
# A clause begins a line of its own; so does each link of a chain of texts.
CLAUSE = re.compile(
    r"(?<!distinct) (?=(?:from|where|order by|limit|union all|group by|left join|join) )|(?=\|\|$)"
)

# Only a key of an object stands alone before a comma: the value goes beside it.
KEY = re.compile(r"'\w+'")


def answer(value: Any, indent: str = "", taken: int = 0) -> str:
    """JSON in which whatever fits stands on one line."""
    flat = json.dumps(_whole(value), ensure_ascii=False)
    if len(indent) + taken + len(flat) <= WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    inner = indent + STEP
    if isinstance(value, list):
        lines = [answer(one, inner) for one in value]
        opening, closing = "[]"
    else:
        keys = {key: json.dumps(key, ensure_ascii=False) for key in value}
        lines = [f"{keys[key]}: {answer(one, inner, len(keys[key]) + 2)}" for key, one in value.items()]
        opening, closing = "{}"
    body = ",\n".join(f"{inner}{line}" for line in lines)
    return f"{opening}\n{body}\n{indent}{closing}"


def _whole(value: Any) -> Any:
    """1000.0 and 1000 are one number in JSON; the shorter is shown."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_whole(one) for one in value]
        case dict():
            return {key: _whole(one) for key, one in value.items()}
    return value


@dataclass
class Group:
    """What stands in a pair of parentheses: texts and further groups."""

    parts: "list[str | Group]"

    def flat(self) -> str:
        """On one line."""
        return f"({''.join(part if isinstance(part, str) else part.flat() for part in self.parts)})"


def statement(sql: str) -> str:
    """The same statement with line breaks outside of its literals."""
    return _broken(parsed(sql).parts, "").strip()


def parsed(sql: str) -> Group:
    """The whole statement as if it stood in parentheses."""
    return _group(iter(TOKEN.findall(sql)))


def _group(tokens: Iterator[str]) -> Group:
    parts: list[str | Group] = []
    for token in tokens:
        if token == ")":
            break
        parts.append(_group(tokens) if token == "(" else token)
    return Group(parts)


def _broken(parts: Iterable[str | Group], indent: str) -> str:
    """The inside of a group: a line for each argument, for each pair of an object, for each clause."""
    lines, listing = [""], True
    for part in parts:
        if isinstance(part, Group):
            lines[-1] += _fitted(part, indent, len(lines[-1]))
        elif part != ",":
            first, *others = [part] if part[0] in "'\"" else CLAUSE.split(part)
            lines[-1] += first
            lines += others
            listing = listing and not others
        elif not listing or KEY.fullmatch(lines[-1]):
            lines[-1] += ", "
        else:
            lines[-1] += ","
            lines.append("")
    return "\n".join(f"{indent}{line}" for line in lines if line)


def _fitted(group: Group, indent: str, taken: int) -> str:
    flat = group.flat()
    if len(flat) <= SMALL or len(indent) + taken + len(flat) <= WIDTH:
        return flat
    return f"(\n{_broken(group.parts, indent + STEP)}\n{indent})"

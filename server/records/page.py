"""A page for people about one thing: its facts with links, in HTML that needs no script, style or font from elsewhere."""

from collections.abc import Iterable
from typing import Any, Final

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from server.graphiql import SCRIPT_ESCAPES
from server.look import PAGES, STYLE
from server.records.items import Item

Json = dict[str, Any]
Line = tuple[str, list[Item]]

FOLDED: Final = 40
"""Longer lists are folded: a state has some 270 names."""

SUMMED: Final = 5
"""Facts in the summary."""

_TEMPLATE: Final = Environment(
    loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
).get_template("record.html")


def rendered(
    *, kind: str, title: str, address: str, question: str, facts: Iterable[Line], linked: Json
) -> bytes:
    """The page; `linked` stands in it as data, which search engines read."""
    # Inside a script element only <, > and & could end it or open a comment.
    data = orjson.dumps(linked).decode().translate(SCRIPT_ESCAPES)
    shown = [line for line in facts if line[1]]
    return _TEMPLATE.render(
        kind=kind,
        title=title,
        address=address,
        question=question,
        facts=shown,
        summary=_summary(kind, shown),
        folded=FOLDED,
        linked=Markup(data),  # noqa: S704 - escaped for where it stands, just above
        style=Markup(STYLE),  # noqa: S704 - our own file
    ).encode()


def _summary(kind: str, facts: list[Line]) -> str:
    """What a search engine shows under the title: the first facts."""
    told = (f"{label}: {', '.join(item.text for item in items[:3])}" for label, items in facts[:SUMMED])
    return f"{kind}. {'. '.join(told)}."

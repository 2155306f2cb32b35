"""The words in which a table says what a reader sees of a record: each makes a rule that gives the items of a line."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from exchange.linked import path
from exchange.linked.identifiers import page as shown_at
from exchange.linked.identifiers import told

Json = dict[str, Any]


class Item(NamedTuple):
    """One thing of a line: its text, where it leads, a remark, its place on the page, and what belongs to it."""

    text: str
    href: str = ""
    note: str = ""
    anchor: str = ""
    inner: tuple["Item", ...] = ()
    language: str = ""


Rule = Callable[[Json], Iterable[Item]]
Facts = Mapping[str, Rule]


def label(value: str) -> str:
    """GOOD_OFFICES is Good offices."""
    return value.replace("_", " ").capitalize()


def when(date: Json | None) -> str:
    """A date as a person reads it: 2025-06-20 to 2025-06-30 (approximate)."""
    if date is None:
        return ""
    text = date["edtf"]
    doubt = [word for word in ("approximate", "uncertain") if date[word]]
    plain = text.translate(str.maketrans("", "", "?~%")).replace("/..", "/(open)").replace("/", " to ")
    return f"{plain} ({' and '.join(doubt)})" if doubt else plain


def named(record: Json | None, note: str = "") -> list[Item]:
    """A record as a link."""
    if record is None:
        return []
    return [Item(record.get("name") or record.get("title") or record["id"], path(record["id"]), note)]


def meeting(record: Json | None) -> list[Item]:
    """A meeting as a link, with its date, and its status where it was not held."""
    if record is None:
        return []
    status = "" if record["status"] == "HELD" else f", {label(record['status']).lower()}"
    return named(record, f"{when(record['start'])}{status}")


def outcome(record: Json | None) -> list[Item]:
    """An outcome as a link, with what it is and how far it has come."""
    if record is None:
        return []
    return named(record, f"{label(record['kind'])}, {label(record['status']).lower()}")


def text(field: str) -> Rule:
    """A text or number as it is."""
    return lambda record: [] if record[field] is None else [Item(str(record[field]))]


def coded(field: str) -> Rule:
    """A word of a closed list."""
    return lambda record: [Item(label(record[field]))]


def date(field: str) -> Rule:
    """A date."""
    return lambda record: [Item(when(record[field]))] if record[field] else []


def one(field: str) -> Rule:
    """The record in a field."""
    return lambda record: named(record[field])


def many(field: str, shown: Callable[[Json], list[Item]] = named) -> Rule:
    """The records in a list."""
    return lambda record: [item for other in record[field] for item in shown(other)]


def page(field: str, shown: Callable[[Json], list[Item]] = named) -> Rule:
    """The records of a page, and how many more there are."""

    def rule(record: Json) -> list[Item]:
        nodes, total = record[field]["nodes"], record[field]["totalCount"]
        more = (
            [Item(f"… and {total - len(nodes):,} more; GraphQL has them all.")] if total > len(nodes) else []
        )
        return [*(item for other in nodes for item in shown(other)), *more]

    return rule


def names(record: Json) -> list[Item]:
    """All names but the main one, with their languages."""
    others = {
        (name["text"], name["language"] or ""): name
        for name in record["names"]
        if name["text"] != record["name"]
    }
    return [
        Item(text, note=", ".join(filter(None, [language, _of_kind(name["kind"])])), language=language)
        for (text, language), name in others.items()
    ]


def _of_kind(kind: str) -> str:
    return "" if kind == "COMMON" else label(kind).lower()


def identifiers(record: Json) -> list[Item]:
    """What other datasets call it."""
    return [
        Item(
            f"{one['scheme'].replace('_', ' ')} {one['value']}", shown_at(one) or "", one.get("release") or ""
        )
        for one in told(record)
    ]


def source(record: Json) -> Item:
    """A source as a link to what we say of it."""
    published = [record["publisher"] or "", when(record["published"])]
    return Item(
        record["title"] or record["url"] or record["id"],
        path(record["id"]),
        ", ".join(filter(None, published)),
    )


def citations(record: Json) -> list[Item]:
    """The sources of a record, each with what it is cited for and what it says where it differs."""
    return [
        source(cited["source"])._replace(
            inner=tuple(Item(f"{name}: {said}") for name, said in _remarks(cited))
        )
        for cited in record.get("citations") or []
    ]


def _remarks(cited: Json) -> list[tuple[str, str]]:
    asked = (("For", "field"), ("Says", "claim"), ("In the name of", "attribution"), ("Remark", "note"))
    return [(name, cited[field]) for name, field in asked if cited[field]]

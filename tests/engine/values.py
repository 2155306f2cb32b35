"""The values that made-up rows are made of, and what a row repeats of others."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from db.enums import ActorType, DatePrecision
from db.text import fold

Row = dict[str, Any]
Tables = Mapping[str, list[Row]]

TEXTS = (
    "Istanbul", "istanbul", "İstanbul", "ISTANBUL", "Çırağan Sarayı", "Zürich", "zurich", "Ελλάδα", "Москва", "北京", "القاهرة",
    "\u202eright to left\u202c", "🕊️ peace 🏳️‍🌈", 'say "no"', "it's", "back\\slash", "line\nbreak", "tab\there", "{}", "[]", "null",
    "a\u2028b", "\ufeffmark", "\U0010fffd", "", " ", "A", "a", "Á", "ä", "z", "~", "\x7f", "\x01\x1f", "%", "_", "$1", ":p", "?1",
    "</script>", "ß", "SS", "ﬁnal", "x" * 300,
)  # fmt: skip
NUMBERS = (0.0, 1.0, -1.5, 0.1, 1000.25, 123456.654321, 1e6)
WHOLE = (0, 1, 1, 2, 2, 3, 2**31 - 1)
MOMENTS = ("2025-06-02T13:00:00.000Z", "2025-06-02T13:00:00.001Z", "2026-01-01T00:00:00.000Z")
DATES = (
    ("2025-06-02", "2025-06-02", "2025-06-02", DatePrecision.DAY, False, False),
    ("2025-06-02?", "2025-06-02", "2025-06-02", DatePrecision.DAY, False, True),
    ("2025-06", "2025-06-01", "2025-06-30", DatePrecision.MONTH, False, False),
    ("2025-06~", "2025-06-01", "2025-06-30", DatePrecision.MONTH, True, False),
    ("2025", "2025-01-01", "2025-12-31", DatePrecision.YEAR, False, False),
    ("2025-05-30/2025-06-02", "2025-05-30", "2025-06-02", DatePrecision.INTERVAL, False, False),
    ("2024/..", "2024-01-01", None, DatePrecision.INTERVAL, False, False),
    ("../2024", None, "2024-12-31", DatePrecision.INTERVAL, False, False),
    ("/", None, None, DatePrecision.UNKNOWN, False, False),
    ("0044-03-15", "0044-03-15", "0044-03-15", DatePrecision.DAY, False, False),
    ("9998-12-31", "9998-12-31", "9998-12-31", DatePrecision.DAY, True, True),
)
DOCUMENTS = (None, "null", "[]", '{"id": "x", "hosts": ["TR"], "text": "\\"🕊️\\""}', "1.5")
TAGS = ("fr", "tr", "ru", "zh-Hans", "zh", "de-CH")

_FOLDED = {"fold": "text"}
_OWNERS = {"name": ("Actor", "Person")}


def derived(table: str, row: Row, made: Tables, random: Random) -> Row:
    """The row with what follows from its other values and from the rows it refers to."""
    for column in row:
        if column == "fold" or column.endswith("_fold"):
            text = row[_FOLDED.get(column, column.removesuffix("_fold"))]
            row[column] = None if text is None else fold(text)
    if "language" in row and row["language"] is not None:
        row["language"] = random.choice(TAGS)
    rule = _RULES.get(table)
    return rule(row, made, random) if rule else row


def _of(made: Tables, table: str, key: Any) -> Row:
    return next(row for row in made[table] if row["id"] == key)


def _actor(row: Row, made: Tables, random: Random) -> Row:
    """Every third is a country, with a code of its own."""
    number = len(made["actor"])
    if number % 3:
        return (
            row | {"type": random.choice((ActorType.ORGANIZATION, ActorType.GROUP))} | dict.fromkeys(_CODES)
        )
    letters = chr(65 + number // 3) + "X"
    codes = {"code": letters, "alpha3": f"{letters}Y", "numeric": f"{number:03}", "flag": "🏳️"}
    return row | {"type": ActorType.COUNTRY, **codes}


_CODES = ("code", "alpha3", "numeric", "flag")


def _starts(row: Row, made: Tables, random: Random) -> Row:
    return row | {"start": _of(made, "meeting", row["meeting_id"])["start_earliest"]}


def _sent(row: Row, made: Tables, random: Random) -> Row:
    return row | {"start": _of(made, "delegation", row["delegation_id"])["start"]}


def _seat(row: Row, made: Tables, random: Random) -> Row:
    """On one side or the other, at that side's meeting."""
    side = random.choice(("delegation", "mediator"))
    far = random.choice(made[side])
    sides = {"delegation_id": None, "mediator_id": None, f"{side}_id": far["id"]}
    return row | sides | {"meeting_id": far["meeting_id"], "start": far["start"]}


def _tie(row: Row, made: Tables, random: Random) -> Row:
    return row | {"date": _of(made, "outcome", row["outcome_id"])["date_earliest"]}


def _statement(row: Row, made: Tables, random: Random) -> Row:
    day = row["date_earliest"] or _of(made, "meeting", row["meeting_id"])["start_earliest"]
    return row | {"day": day}


def _speaker(row: Row, made: Tables, random: Random) -> Row:
    return row | {"day": _of(made, "statement", row["statement_id"])["day"]}


def _name(row: Row, made: Tables, random: Random) -> Row:
    """Names of actors and persons alone."""
    owners = [record["id"] for record in made["record"] if record["type"] in _OWNERS["name"]]
    return row | {"record_id": random.choice(owners)}


def _alias(row: Row, made: Tables, random: Random) -> Row:
    """A former slug of something; sometimes one that another row has now."""
    record = random.choice(made["record"])
    return row | {
        "type": record["type"],
        "record_id": record["id"],
        "slug": f"former-{len(made['record_alias'])}",
    }


def _change(row: Row, made: Tables, random: Random) -> Row:
    """Of a record, of a source, or of something that is gone."""
    record, source = random.choice(made["record"]), random.choice(made["source"])
    ties = (
        {"record_id": record["id"], "type": record["type"]},
        {"record_id": None, "type": "Source", "slug": source["slug"]},
        {"record_id": 10_000, "type": "Meeting"},
    )
    documents = {end: random.choice(DOCUMENTS) for end in ("before", "after")}
    return row | {"at": random.choice(MOMENTS)} | random.choice(ties) | documents


_RULES: dict[str, Callable[[Row, Tables, Random], Row]] = {
    "actor": _actor,
    "delegation": _starts,
    "mediator": _starts,
    "hosting": _starts,
    "delegation_actor": _sent,
    "seat": _seat,
    "outcome_actor": _tie,
    "statement": _statement,
    "statement_speaker": _speaker,
    "name": _name,
    "record_alias": _alias,
    "change": _change,
}

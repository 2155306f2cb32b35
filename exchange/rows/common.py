"""What all rows are made with: ids, moments, fuzzy dates, citations, external ids, names."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import SQLModel

from db.enums import NameKind, RecordType
from db.external_id import ExternalId
from db.name import Name
from db.source import Citation
from db.text import fold
from exchange import dates, record
from exchange.record import common

FURTHER = 1_000
"""Where the names begin that a record's form does not give: after all that it may."""

Row = dict[str, Any]
Key = tuple[RecordType, str]


@dataclass(slots=True)
class Rows:
    """The rows that records mean, by table."""

    tables: defaultdict[type[SQLModel], list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, model: type[SQLModel], **columns: Any) -> None:
        """One more row."""
        self.tables[model].append(columns)


@dataclass(frozen=True, slots=True)
class Context:
    """What rows need beside the record: ids of everything named, ids of places by slug, the present moment."""

    ids: Mapping[Key, int]
    places: Mapping[str, int]
    moment: str

    def id(self, kind: RecordType, slug: str) -> int:
        """The number of a record that is known to exist."""
        return self.ids[kind, slug]

    def maybe(self, kind: RecordType, slug: str | None) -> int | None:
        """The number of a record, where one is named."""
        return None if slug is None else self.ids[kind, slug]


def fuzzy(prefix: str, text: str | None) -> Row:
    """The six columns of a fuzzy date."""
    date = dates.parse(text) if text else None
    return {
        f"{prefix}_edtf": date and date.text,
        f"{prefix}_earliest": date and date.earliest,
        f"{prefix}_latest": date and date.latest,
        f"{prefix}_precision": date and date.precision,
        f"{prefix}_approximate": date and date.approximate,
        f"{prefix}_uncertain": date and date.uncertain,
    }


def first_day(text: str) -> str:
    """The earliest day of a date that is bounded."""
    return dates.parse(text).earliest or ""


def citable(rows: Rows, ids: Context, record_id: int, form: common.Citable) -> None:
    """The citations and external ids of a record."""
    for position, citation in enumerate(form.sources):
        rows.add(
            Citation,
            record_id=record_id,
            source_id=ids.id(RecordType.SOURCE, citation.source),
            position=position,
            field=citation.field,
            claim=citation.claim,
            attribution=citation.attribution,
            note=citation.note,
        )
    for position, external in enumerate(form.external_ids):
        rows.add(
            ExternalId,
            record_id=record_id,
            position=position,
            scheme=external.scheme,
            value=external.value,
            url=external.url,
            release=external.release,
            **fuzzy("since", external.from_),
            **fuzzy("until", external.to),
        )


def names(
    rows: Rows,
    record_id: int,
    form: record.Actor | record.Person,
    translated: Mapping[str, str] | None = None,
) -> None:
    """The main name, which is English, the other names in their order, then names in further languages."""
    main = common.Name(text=form.name, language="en", kind=NameKind.COMMON)
    told = [main, *(other for other in form.names if other.key() != main.key())]
    for position, one in enumerate(told):
        since, until = fuzzy("since", one.from_), fuzzy("until", one.to)
        _name(rows, record_id, position, (one.text, one.language, one.kind), **since, **until)
    said = {(one.text, one.language) for one in told}
    undated = {**fuzzy("since", None), **fuzzy("until", None)}
    for position, (tag, text) in enumerate((translated or {}).items(), start=FURTHER):
        if (text, tag) not in said:
            _name(rows, record_id, position, (text, tag, NameKind.COMMON), **undated)


def _name(
    rows: Rows, record_id: int, position: int, told: tuple[str, str | None, NameKind], **dates: Any
) -> None:
    text, language, kind = told
    rows.add(
        Name,
        record_id=record_id,
        position=position,
        text=text,
        fold=fold(text),
        language=language,
        kind=kind,
        **dates,
    )

"""Collects what an adapter finds: records by id, each once, remarks on rows, and rows left out with their reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from db.enums import ActorKind, IdScheme, RecordType
from exchange import limits
from exchange.adapters import states
from exchange.adapters.cells import digest, slugged
from exchange.adapters.layout import Row
from exchange.countries import bundle
from exchange.problems import Problem, Refused
from exchange.read import validate
from exchange.record.bundle import Entry

Key = tuple[RecordType, str]
Ids = Sequence[tuple[IdScheme, str]]

NOBODY: Final = frozenset({"", "unknown", "n/a", "none"})


class Known(Protocol):
    """What is recorded already, as far as an adapter needs to know it."""

    def actor(self, names: Sequence[str], ids: Ids, besides: str) -> str | None:
        """The id of the actor who goes by one of these names, `besides` those whose id begins so."""

    def person(self, name: str, ids: Ids, besides: str) -> str | None:
        """The id of the person of that name, or of one much like it and the same identifier."""

    def numbered(self, kind: RecordType, ids: Ids) -> str | None:
        """The id of the record that another dataset knows under one of these identifiers."""

    def has(self, kind: RecordType, slug: str) -> bool:
        """Whether there is an actor or a person of that id."""


class Nothing:
    """Nothing is recorded yet."""

    def actor(self, names: Sequence[str], ids: Ids, besides: str) -> str | None:
        return None

    def person(self, name: str, ids: Ids, besides: str) -> str | None:
        return None

    def numbered(self, kind: RecordType, ids: Ids) -> str | None:
        return None

    def has(self, kind: RecordType, slug: str) -> bool:
        return False


@dataclass(slots=True)
class Draft:
    """The records of one file. `prefix` begins the ids made here, `release` goes with every identifier."""

    prefix: str
    release: str
    known: Known
    cite: str
    """The id of the source that stands for the dataset's release itself."""
    records: dict[Key, dict[str, Any]] = field(default_factory=dict)
    rows: dict[Key, Row] = field(default_factory=dict)
    foreign: dict[Key, str] = field(default_factory=dict)
    """What the dataset calls a record."""
    remarks: list[Problem] = field(default_factory=list)

    def add(self, kind: RecordType, row: Row | None, data: dict[str, Any]) -> str:
        """One more record; a second one of the same id adds what its lists say."""
        key = (kind, str(data["id"]))
        if key not in self.records:
            self.records[key] = data
            if row is not None:
                self.rows[key] = row
        else:
            unite(self.records[key], data)
        return key[1]

    def remark(self, row: Row, name: str, message: str, code: str = "DOUBTFUL") -> None:
        """Something about one cell; `LEFT_OUT` when its row gave no record."""
        self.remarks.append(row.problem(code, name, message))

    def ids(self, ids: Iterable[tuple[IdScheme, str]]) -> list[dict[str, Any]]:
        """Identifiers as the record form has them, with the release they hold in."""
        return [
            {"scheme": scheme, "value": value, "release": self.release}
            for scheme, value in dict.fromkeys(ids)
        ][: limits.LISTS["external_ids"]]

    def state(self, code: str, ids: Ids = ()) -> str:
        """A state with an ISO code."""
        record = next(one for one in bundle().entries if one.slug == code).record
        data = record.plain()
        data["external_ids"] = [*data.get("external_ids", []), *self.ids(ids)]
        return self.add(RecordType.ACTOR, None, data)

    def actor(
        self,
        names: Sequence[str],
        kind: ActorKind,
        *,
        minted: str | None = None,
        ids: Ids = (),
        state: str | None = None,
    ) -> str:
        """An actor under its first name, the others beside it; states by their code; who is recorded keeps the id."""
        code = next((code for name in names if (code := states.by_name(name))), None)
        if code is not None:
            return self.state(code, ids)
        made = minted or f"{self.prefix}-{self._minted(names[0])}"
        # Who was recorded by an earlier import stays that record, whoever else goes by the name now.
        has = self.known.has(RecordType.ACTOR, made)
        slug = made if has else self.known.actor(names, ids, f"{self.prefix}-") or made
        data: dict[str, Any] = {"id": slug, "name": names[0], "kind": kind, "external_ids": self.ids(ids)}
        others = [name for name in dict.fromkeys(names[1:]) if name != names[0]]
        data["names"] = [{"text": name, "kind": "ALIAS"} for name in others]
        if state:
            data["state"] = self.state(state)
        return self.add(RecordType.ACTOR, None, data)

    def _minted(self, name: str) -> str:
        words = slugged(name)
        return words if words and len(name) <= limits.SLUG // 2 else f"{words or 'name'}-{digest(name, 6)}"

    def person(self, name: str, ids: Ids = ()) -> str:
        """A person by name; nothing else is known of whom these datasets name."""
        made = f"{self.prefix}-{self._minted(name)}"
        has = self.known.has(RecordType.PERSON, made)
        slug = made if has else self.known.person(name, ids, f"{self.prefix}-") or made
        return self.add(RecordType.PERSON, None, {"id": slug, "name": name, "external_ids": self.ids(ids)})

    def source(self, url: str) -> str:
        """A page of which only the address is known."""
        return self.add(RecordType.SOURCE, None, {"id": f"{self.prefix}/{digest(url, 12)}", "url": url})

    def entries(self, file: str) -> list[Entry]:
        """The valid records; what is wrong with the others becomes a remark on their row."""
        return [entry for key, data in self.records.items() if (entry := self._entry(file, key, data))]

    def _entry(self, file: str, key: Key, data: Mapping[str, Any]) -> Entry | None:
        row = self.rows.get(key)
        try:
            record = validate(
                key[0], {name: value for name, value in data.items() if value not in (None, [])}
            )
        except Refused as refused:
            self.remarks += [
                Problem("LEFT_OUT", one.message, file, key[1], one.field, row.number if row else None)
                for one in refused.problems
            ]
            return None
        return Entry(key[0], record, (file,), row.number if row else None)


def unite(known: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Add to the lists of a record what another description of it has in them."""
    for name, value in more.items():
        if isinstance(value, list):
            told = known.setdefault(name, [])
            told += [one for one in value if one not in told]
        elif known.get(name) is None:
            known[name] = value

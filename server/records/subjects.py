"""What can be described at an address, and the forms in which it is: linked data, plain JSON, a page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import quote

import orjson

from exchange.about import licence
from exchange.linked import DOCUMENTS, Site, linked, vocabulary
from exchange.linked.dataset import Download, dataset
from exchange.linked.documents import DATASET
from server.negotiation import HTML, JSON, LD_JSON
from server.records.facts import FACTS
from server.records.items import Item, label
from server.records.page import Line, rendered

Json = dict[str, Any]


class Subject(Protocol):
    """Something described at an address."""

    @property
    def kind(self) -> str:
        """What it is, in a word."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def address(self) -> str:
        """Where it is described."""

    @property
    def plain(self) -> Json:
        """Plain JSON."""

    def linked(self) -> Json:
        """Linked data."""

    def facts(self) -> list[Line]:
        """What a reader sees."""

    def question(self) -> str:
        """What a person may ask GraphQL about it: a link to GraphiQL, or nothing."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record, as the document of its type asked for it."""

    type: str
    plain: Json
    site: Site

    @property
    def kind(self) -> str:
        return str(self.plain["__typename"])

    @property
    def title(self) -> str:
        return str(
            self.plain.get("name") or self.plain.get("title") or self.plain.get("url") or self.plain["id"]
        )

    @property
    def address(self) -> str:
        return self.site.address(self.plain["id"])

    def linked(self) -> Json:
        return linked(self.type, self.plain, self.site)

    def facts(self) -> list[Line]:
        return [(name, list(rule(self.plain))) for name, rule in FACTS[self.type].items()]

    def question(self) -> str:
        return asking(DOCUMENTS[self.type], {"id": self.plain["id"]})


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything, as a whole."""

    plain: Json
    site: Site
    publisher: str
    downloads: tuple[Download, ...] = ()

    kind: str = "Dataset"
    title: str = "Dragoman: who met whom, where, brought together by whom, and what came of it"

    @property
    def address(self) -> str:
        return self.site.dataset

    def linked(self) -> Json:
        return dataset(self.plain, self.site, self.publisher, self.downloads)

    def facts(self) -> list[Line]:
        whole = self.plain["dataset"]
        counts = [Item(f"{one['count']:,} {one['label'].lower()}") for one in whole["counts"]]
        terms = Item("Terms of our own", "/vocabulary")
        return [
            ("Version", [Item(whole["version"])]),
            ("Licence", [Item(whole["licence"], licence(whole["licence"]))]),
            ("Changed", [Item(whole["updatedAt"])]),
            ("Holds", counts),
            ("Ask it", [Item("GraphQL", "/graphql")]),
            ("Take it", [Item(one.path.rpartition("/")[2], one.path, one.about) for one in self.downloads]),
            ("Written in", [Item("schema.org", "https://schema.org/"), terms]),
        ]

    def question(self) -> str:
        return asking(DATASET, {})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The terms of our own."""

    site: Site

    kind: str = "Vocabulary"
    title: str = "Terms of the linked data that schema.org has no word for"

    @property
    def address(self) -> str:
        return self.site.vocabulary.removesuffix("#")

    @property
    def plain(self) -> Json:
        return {"terms": self.linked()["@graph"]}

    def linked(self) -> Json:
        return vocabulary(self.site)

    def facts(self) -> list[Line]:
        return [(_fragment(term), _words(term)) for term in self.linked()["@graph"]]

    def question(self) -> str:
        return ""


def _words(term: Json) -> list[Item]:
    about = Item(term.get("rdfs:comment") or term["description"], anchor=_fragment(term))
    words = term.get("hasDefinedTerm") or []
    return [
        about,
        *(Item(label(one["termCode"]), note=one["description"], anchor=_fragment(one)) for one in words),
    ]


def _fragment(term: Json) -> str:
    return str(term["@id"]).partition(":")[2]


def asking(document: str, variables: Json) -> str:
    """The address at which GraphiQL opens with a question."""
    given = f"&variables={quote(orjson.dumps(variables).decode())}" if variables else ""
    return f"/graphql?query={quote(document)}{given}"


def _page(subject: Subject, *, graphiql: bool) -> bytes:
    return rendered(
        kind=subject.kind,
        title=subject.title,
        address=subject.address,
        question=subject.question() if graphiql else "",
        facts=subject.facts(),
        linked=subject.linked(),
    )


FORMS: Final[dict[str, Callable[[Subject, bool], bytes]]] = {
    LD_JSON: lambda subject, _: orjson.dumps(subject.linked()),
    JSON: lambda subject, _: orjson.dumps(subject.plain),
    HTML: lambda subject, graphiql: _page(subject, graphiql=graphiql),
}
"""The forms of an answer, the first for whoever does not mind."""

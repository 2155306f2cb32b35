"""The words in which a table maps a record to a node of linked data: each makes a rule, and a node is made by its rules."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from exchange.about import licence
from exchange.linked import dates, identifiers
from exchange.linked.site import Site
from exchange.linked.vocabulary import own, word

Json = dict[str, Any]
Rule = Callable[[Json, Site], object]
Rules = Mapping[str, Rule]

EVENT: Final = "Event"
SERIES: Final = "EventSeries"
WORK: Final = "CreativeWork"

# A state is a place to schema.org; who meets, hosts and signs is an organisation, so a state is said to be both.
_STATE: Final = ["Country", "Organization"]
_WRITTEN: Final = [own("Outcome"), WORK]

TYPES: Final[dict[tuple[str, str | None], str | list[str]]] = {
    ("Meeting", None): EVENT,
    ("Process", None): SERIES,
    ("Conflict", None): [EVENT, own("Conflict")],
    ("Person", None): "Person",
    ("Source", None): WORK,
    ("Country", None): _STATE,
    ("Organization", None): "Organization",
    ("Organization", "NGO"): "NGO",
    ("Group", None): "Organization",
    ("Outcome", None): own("Outcome"),
    ("Outcome", "AGREEMENT_SIGNED"): _WRITTEN,
    ("Outcome", "INITIALLED"): _WRITTEN,
    ("Outcome", "JOINT_STATEMENT"): _WRITTEN,
    ("Outcome", "ROADMAP"): _WRITTEN,
}
"""What a record is, by its type and kind; None is every kind without a row of its own."""


def node(record: Json, site: Site, rules: Rules) -> Json:
    """A node with what the rules say; what they do not say is left out."""
    made = {name: rule(record, site) for name, rule in rules.items()}
    return {name: value for name, value in made.items() if value is not None and value not in ([], {})}


def types(record: Json) -> str | list[str]:
    """The classes of a record."""
    name = record["__typename"]
    return TYPES.get((name, record.get("kind"))) or TYPES[name, None]


def named(record: Json | None, site: Site) -> Json | None:
    """A record as another one names it: what it is, where it is described, and its name."""
    if record is None:
        return None
    name = record.get("name") or record.get("title")
    return {"@type": types(record), "@id": site.address(record["id"]), "name": name}


def all_named(records: Iterable[Json | None], site: Site) -> list[Json]:
    """Records as another one names them, each once."""
    found = {one["id"]: named(one, site) for one in records if one is not None}
    return [one for one in found.values() if one is not None]


def fixed(value: object) -> Rule:
    """The same for every record."""
    return lambda _record, _site: value


def said(field: str) -> Rule:
    """The value of a field as it is."""
    return lambda record, _: record[field]


def day(field: str) -> Rule:
    """A date in ISO 8601, no more exact than it is known."""
    return lambda record, _: dates.iso(record[field])


def recorded(field: str) -> Rule:
    """A date as recorded, in EDTF."""
    return lambda record, _: dates.edtf(record[field])


def term(field: str, vocabulary: type[StrEnum]) -> Rule:
    """A word of a closed list."""
    return lambda record, _: word(record[field], vocabulary)


def one(field: str) -> Rule:
    """The record in a field."""
    return lambda record, site: named(record[field], site)


def many(field: str) -> Rule:
    """The records in a list."""
    return lambda record, site: all_named(record[field], site)


def page(field: str) -> Rule:
    """The records of a page."""
    return lambda record, site: all_named(record[field]["nodes"], site)


def each(field: str, rules: Rules) -> Rule:
    """A node for each thing of a list that is no record."""
    return lambda record, site: [node(item, site, rules) for item in record[field]]


def backwards(rules: Rules) -> Rule:
    """What other nodes say of this one: JSON-LD's @reverse."""
    return lambda record, site: node(record, site, rules)


def other_names(record: Json, _: Site) -> list[Json | str]:
    """All names but the main one, with their languages, each once."""
    found = {(name["text"], name["language"]): None for name in record["names"]}
    return [
        {"@value": text, "@language": language} if language else text
        for text, language in found
        if text != record["name"] or language not in (None, "en")
    ]


def page_of(record: Json, site: Site) -> Json:
    """What is said of the page itself: when it changed, of what it is a part, and the sources on which it rests."""
    address = site.address(record["id"])
    made = {
        "@type": "WebPage",
        "@id": f"{address}#record",
        "url": address,
        "dateModified": record.get("updatedAt"),
        "inLanguage": "en",
        "isPartOf": {"@type": "Dataset", "@id": site.dataset},
        "license": licence(record["licence"]),
        "citation": sources(record.get("citations") or [], site),
    }
    return {name: value for name, value in made.items() if value}


def sources(citations: Iterable[Json], site: Site) -> list[Json]:
    """The sources of citations, each once."""
    found = {one["source"]["id"]: one["source"] for one in citations}
    return [
        node(source, site, {**SOURCE, "@id": lambda one, at: at.address(one["id"])})
        for source in found.values()
    ]


def publisher(record: Json, _: Site) -> Json | None:
    """Who published a source; we know a name, not what else it may be."""
    return {"@type": "Organization", "name": record["publisher"]} if record["publisher"] else None


def _title(*kinds: str) -> Rule:
    return lambda record, _: record["title"] if record["titleKind"] in kinds else None


SOURCE: Final[Rules] = {
    "@type": fixed(WORK),
    "name": _title("HEADLINE"),
    "headline": _title("HEADLINE"),
    # Rebuilt or described by us: nobody published it under these words.
    "description": _title("RECONSTRUCTED", "DESCRIPTION"),
    "url": said("url"),
    "publisher": publisher,
    "datePublished": day("published"),
    own("published"): recorded("published"),
    "inLanguage": said("language"),
}

RECORD: Final[Rules] = {
    "@type": lambda record, _: types(record),
    "@id": lambda record, site: site.address(record["id"]),
    "identifier": lambda record, _: identifiers.properties(record),
    "sameAs": lambda record, _: identifiers.same(record),
    "mainEntityOfPage": page_of,
}
"""What is said of every record alike."""

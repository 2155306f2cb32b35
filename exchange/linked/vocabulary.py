"""What our linked data is written in: schema.org, and terms of our own for what it has no word for."""

from enum import StrEnum
from typing import Any, Final

from db import enums
from exchange.linked.site import Site

Json = dict[str, Any]

SCHEMA: Final = "https://schema.org/"
EDTF: Final = "http://id.loc.gov/datatypes/edtf"
"""The datatype of dates in the Extended Date/Time Format, as the Library of Congress publishes it."""

CLASSES: Final = {
    "Outcome": "What came of a meeting: agreed, proposed, demanded or refused; or an agreement known without its meeting.",
    "Conflict": "An armed or political conflict that meetings deal with.",
    "Delegation": "One side at one meeting, with its people.",
    "Mediator": "One third party's part, in one role, in one meeting.",
    "Seat": "A person's place at one meeting: on a delegation, or among a mediator's people.",
}

DATES: Final = {
    "start": "When a meeting began, in EDTF.",
    "end": "When a meeting ended, in EDTF.",
    "date": "When something was agreed, said or done, in EDTF.",
    "expected": "When what was proposed or planned is to happen, in EDTF.",
    "from": "From when an office was held, in EDTF.",
    "to": "Until when an office was held, in EDTF.",
    "started": "When a conflict began, in EDTF.",
    "ended": "When a conflict ended, in EDTF.",
    "published": "When a source was published, in EDTF.",
}

TERMS: Final = {
    "kind": "What sort of thing of its type it is.",
    "status": "Whether a meeting took place; how far an outcome has come.",
    "statusHistory": "A step in the life of an outcome.",
    "modality": "How the sides faced each other.",
    "round": "The number of the round, where the sides or sources count them.",
    "note": "A remark: where sources disagree, or a record is incomplete.",
    "stance": "The tone of a statement towards the meeting.",
    "delegation": "A side that was at a meeting or invited.",
    "mediator": "A third party's part in a meeting, whatever its role.",
    "actor": "For whom a delegation sat, or who mediated.",
    "member": "A place on a delegation, or among a mediator's people.",
    "person": "Who had the place.",
    "role": "The part that a delegation or mediator played; the rank of a place on its side.",
    "capacity": "The office in which a person came, on that day.",
    "attendance": "Whether the person was in the room.",
    "size": "How many came, as reported.",
    "appointedBy": "Who gave a mediator its task.",
    "follows": "The meeting before it in its series.",
    "outcome": "What came of a meeting.",
    "process": "The track or series to which an outcome belongs.",
    "conflict": "A conflict that an outcome bears on.",
    "party": "A party to a conflict.",
    "state": "The state that an actor governs, belongs to or claims.",
    "proposedBy": "Who proposed or demanded an outcome.",
    "addressedTo": "Who was asked for an outcome.",
    "signatory": "Who signed an outcome.",
    "quantity": "A figure of an outcome: how many of what.",
    "bound": "How exact a figure is.",
    "category": "What a figure counts.",
    "per": "For each what a figure is, where it is a rate.",
    "giver": "From whom the counted come.",
    "receiver": "To whom the counted go.",
    "ledTo": "The meeting that was held because of an outcome.",
    "implements": "The outcome that this one carries out.",
    "extends": "The outcome that this one prolongs.",
    "supersedes": "The outcome whose place this one takes.",
    "amends": "The outcome that this one changes.",
    "sameOutcome": "The same outcome, recorded at another meeting.",
}

VOCABULARIES: Final[tuple[type[enums.Vocabulary], ...]] = (
    enums.ActorKind,
    enums.Attendance,
    enums.DelegationRole,
    enums.MediatorRole,
    enums.MeetingKind,
    enums.MeetingModality,
    enums.MeetingStatus,
    enums.OutcomeKind,
    enums.OutcomeStatus,
    enums.QuantityBound,
    enums.QuantityCategory,
    enums.SeatRole,
    enums.Stance,
)
"""The closed lists whose words stand in linked data."""

_DAYS: Final = ("startDate", "endDate", "previousStartDate", "datePublished", "dateCreated")
_ADDRESSES: Final = (
    "url",
    "sameAs",
    "license",
    "eventStatus",
    "eventAttendanceMode",
    "inDefinedTermSet",
    "contentUrl",
)


def own(term: str) -> str:
    """The key of a term of ours: `dragoman:kind`."""
    return f"dragoman:{term}"


def context(site: Site) -> Json:
    """The context of every document, whole, so that reading one needs no network."""
    return {
        "@vocab": SCHEMA,
        "dragoman": site.vocabulary,
        **{name: {"@type": "Date"} for name in _DAYS},
        "dateModified": {"@type": "DateTime"},
        **{name: {"@type": "@id"} for name in _ADDRESSES},
        **{own(name): {"@type": EDTF} for name in DATES},
    }


def word(value: str | None, vocabulary: type[StrEnum]) -> Json | None:
    """A word of a closed list as a node."""
    if value is None:
        return None
    return {"@id": own(f"{vocabulary.__name__}.{value}"), "@type": "DefinedTerm", "termCode": value}


def vocabulary(site: Site) -> Json:
    """Our own terms, described."""
    sets = [_set(one) for one in VOCABULARIES]
    classes = [_term(name, "rdfs:Class", about) for name, about in CLASSES.items()]
    terms = [_term(name, "rdf:Property", about) for name, about in {**DATES, **TERMS}.items()]
    rdf = {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    }
    return {"@context": {**context(site), **rdf}, "@graph": [*classes, *terms, *sets]}


def _term(name: str, kind: str, about: str) -> Json:
    return {"@id": own(name), "@type": kind, "rdfs:label": name, "rdfs:comment": about}


def _set(vocabulary: type[enums.Vocabulary]) -> Json:
    name = own(vocabulary.__name__)
    words = [
        {**(word(one.name, vocabulary) or {}), "description": one.description, "inDefinedTermSet": name}
        for one in vocabulary
    ]
    return {
        "@id": name,
        "@type": "DefinedTermSet",
        "name": vocabulary.__name__,
        "description": vocabulary.__doc__,
        "hasDefinedTerm": words,
    }

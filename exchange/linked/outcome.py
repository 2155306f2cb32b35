"""Outcomes: what was agreed, proposed, demanded or refused, by whom, and what became of it."""

from typing import Any, Final

from db.enums import OutcomeKind, OutcomeLinkKind, OutcomeStatus, QuantityBound, QuantityCategory
from exchange.linked import identifiers
from exchange.linked.nodes import (
    RECORD,
    WORK,
    Rule,
    Rules,
    all_named,
    each,
    fixed,
    many,
    one,
    recorded,
    said,
    term,
)
from exchange.linked.site import Site
from exchange.linked.vocabulary import own

Json = dict[str, Any]

LINKS: Final = {
    OutcomeLinkKind.IMPLEMENTS: "implements",
    OutcomeLinkKind.EXTENDS: "extends",
    OutcomeLinkKind.SUPERSEDES: "supersedes",
    OutcomeLinkKind.AMENDS: "amends",
    OutcomeLinkKind.SAME_AS: "sameOutcome",
}

BOUNDS: Final = {
    QuantityBound.EXACT: "value",
    QuantityBound.ABOUT: None,
    QuantityBound.AT_LEAST: "minValue",
    QuantityBound.AT_MOST: "maxValue",
}
"""Where a figure stands in a QuantitativeValue; one that is only about right has no place there, and is said in words."""


def _linked(kind: OutcomeLinkKind) -> Rule:
    return lambda record, site: all_named(
        (link["outcome"] for link in record["links"] if link["kind"] == kind), site
    )


def _amount(bound: QuantityBound) -> Rule:
    return lambda quantity, _: quantity["amount"] if quantity["bound"] == bound else None


def in_words(quantity: Json, _: Site | None = None) -> str:
    """About 1,000 prisoners of war per side."""
    bound = quantity["bound"].lower().replace("_", " ")
    said = "" if bound == "exact" else f"{bound} "
    rate = f" per {quantity['per']}" if quantity["per"] else ""
    return (
        f"{said}{quantity['amount']:,g} {quantity['unit']}{rate}"
        if quantity["amount"] < 10**6
        else (f"{said}{quantity['amount']:,.0f} {quantity['unit']}{rate}")
    )


QUANTITY: Final[Rules] = {
    "@type": fixed("QuantitativeValue"),
    "name": in_words,
    **{name: _amount(bound) for bound, name in BOUNDS.items() if name},
    "unitText": said("unit"),
    own("bound"): term("bound", QuantityBound),
    own("category"): term("category", QuantityCategory),
    own("per"): said("per"),
    own("giver"): one("from"),
    own("receiver"): one("to"),
}
STEP: Final[Rules] = {
    own("status"): term("status", OutcomeStatus),
    own("date"): recorded("date"),
    own("note"): said("note"),
}
DOCUMENT: Final[Rules] = {
    "@type": fixed(WORK),
    "name": said("title"),
    "url": said("url"),
    "inLanguage": said("language"),
    "identifier": lambda record, _: identifiers.properties(record),
    "sameAs": lambda record, _: identifiers.same(record),
}

OUTCOME: Final[Rules] = {
    **RECORD,
    "name": said("title"),
    "description": said("summary"),
    "subjectOf": each("documents", DOCUMENT),
    own("kind"): term("kind", OutcomeKind),
    own("status"): term("status", OutcomeStatus),
    own("statusHistory"): each("statusHistory", STEP),
    own("date"): recorded("date"),
    own("expected"): recorded("expected"),
    own("process"): one("process"),
    own("conflict"): many("conflicts"),
    own("proposedBy"): many("proposedBy"),
    own("addressedTo"): many("addressedTo"),
    own("signatory"): many("signatories"),
    own("quantity"): each("quantities", QUANTITY),
    own("ledTo"): one("ledTo"),
    **{own(name): _linked(kind) for kind, name in LINKS.items()},
    own("note"): said("note"),
    "@reverse": lambda record, site: (
        {own("outcome"): all_named([record["meeting"]], site)} if record["meeting"] else None
    ),
}

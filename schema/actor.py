"""Actors: countries, organisations and groups."""

import strawberry

import db
from engine.inputs import by, each, filters, matches, orders, some
from engine.scalars import CountryCode, LanguageTag
from engine.words import column, localized, many, one, page, stored
from exchange.limits import LISTS
from resolvers import actor as relations
from resolvers import record
from schema.bounds import CONFLICTS_OF_ACTOR
from schema.enums import ActorKind
from schema.forward import (
    ConflictRef,
    CountryRef,
    Delegations,
    Mediators,
    Meetings,
    Outcomes,
    Persons,
    Statements,
)
from schema.name import CHOICES, LANGUAGE, PRESENT, Name
from schema.record import Record


@strawberry.interface(
    description="Whoever can host, negotiate, mediate or sign: a country, an organisation or a group. "
    "A group that becomes a government keeps its id."
)
@stored(db.Actor, prefix="Actor", type_column="type")
class Actor(Record):
    """Whoever can host, negotiate, mediate or sign."""

    slug: str = column(db.Actor.slug, "Its id in records: TR for Türkiye, hamas for Hamas.")
    kind: ActorKind = column(db.Actor.kind, "What sort of actor it is.")
    name: str = localized(
        record.names,
        db.Name.text,
        db.Name.language,
        db.Actor.name,
        "Its name in the language wanted, or the nearest there is.",
        only=PRESENT,
        asked=(LanguageTag, LANGUAGE),
    )
    names: list[Name] = many(
        record.names, "All its names, the preferred ones first.", maximum=LISTS["names"], arguments=CHOICES
    )
    state: CountryRef | None = one(
        relations.state, "The state it governs, belongs to or claims: Afghanistan for the Islamic Emirate."
    )
    hosted_meetings: Meetings = page(
        relations.hosted_meetings, "Every meeting it hosted, alone or with others, whatever its status."
    )
    attended_meetings: Meetings = page(
        relations.attended_meetings,
        "Meetings that were held with a delegation of it in the room, in any role: "
        "not those where all it sent were only invited, or absent. A delegation of which nobody is named counts.",
    )
    mediated_meetings: Meetings = page(
        relations.mediated_meetings,
        "Meetings it mediated: with a mediator of role MEDIATOR, FACILITATOR, GOOD_OFFICES or CHAIR that is this actor or "
        "a person of this actor, or with a delegation of this actor in role MEDIATOR.",
    )
    delegations: Delegations = page(relations.delegations, "Its delegations, joint ones among them.")
    mediations: Mediators = page(
        relations.mediations,
        "Its parts as a third party, in every role; a role says whether it counts as mediating.",
    )
    proposed_outcomes: Outcomes = page(relations.proposed_outcomes, "What it proposed or demanded.")
    addressed_outcomes: Outcomes = page(relations.addressed_outcomes, "What it was asked for.")
    signed_outcomes: Outcomes = page(relations.signed_outcomes, "What it signed.")
    statements: Statements = page(relations.statements, "How it judged meetings.")
    persons: Persons = page(relations.persons, "Persons who mainly represent it.")
    conflicts: list[ConflictRef] = many(
        relations.conflicts,
        "Conflicts to which it is a party.",
        maximum=CONFLICTS_OF_ACTOR,
        order=(db.Conflict.name_fold,),
    )


@strawberry.type(description="A state with an ISO 3166-1 code (Kosovo: XK).")
class Country(Actor):
    """A state with an ISO 3166-1 code."""

    code: CountryCode = column(db.Actor.code, "ISO 3166-1 alpha-2 code: TR.")
    alpha3: str = column(db.Actor.alpha3, "ISO 3166-1 alpha-3 code: TUR.")
    numeric: str = column(db.Actor.numeric, "ISO 3166-1 numeric code, three digits: 792.")
    flag: str = column(db.Actor.flag, "Its flag as an emoji: 🇹🇷.")


@strawberry.type(description="An intergovernmental, regional or non-governmental organisation.")
class Organization(Actor):
    """An intergovernmental, regional or non-governmental organisation."""


@strawberry.type(
    description="Every other actor: armed, political and religious groups, de facto authorities, dissolved states."
)
class Group(Actor):
    """Every other actor."""


filters(
    db.Actor,
    slug=matches(db.Actor.slug, "Its id in records: TR, hamas."),
    code=matches(db.Actor.code, "ISO 3166-1 alpha-2 code; only countries have one."),
    name=matches(db.Actor.name, "Its English name."),
    kind=matches(db.Actor.kind, "What sort of actor it is."),
    updated_at=matches(db.Actor.updated_at, "When the record was last changed."),
    state=some(relations.state, "The state it governs, belongs to or claims matches."),
    conflict=some(relations.conflicts, "Some conflict to which it is a party matches."),
    hosted_meetings=each(relations.hosted_meetings, "The meetings it hosted."),
    attended_meetings=each(
        relations.attended_meetings, "The meetings held with a delegation of it in the room."
    ),
    mediated_meetings=each(relations.mediated_meetings, "The meetings it mediated."),
)
orders(
    db.Actor,
    NAME=by(db.Actor.name_fold, "English name, without regard to case and accents."),
    UPDATED_AT=by(db.Actor.updated_at, "When the record was last changed."),
)

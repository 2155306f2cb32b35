"""Persons: whom they represent and where they sat."""

import strawberry

import db
from engine.inputs import by, each, filters, matches, orders, some
from engine.scalars import LanguageTag
from engine.words import column, companions, localized, many, one, page, stored
from exchange.limits import LISTS
from resolvers import person as relations
from resolvers import record
from schema.encounter import Encounter
from schema.forward import ActorRef, Meetings, Seats, Statements
from schema.name import CHOICES, LANGUAGE, PRESENT, Name
from schema.position import AT, Position
from schema.record import Record


@strawberry.type(description="A person who negotiated, mediated or spoke.")
@stored(db.Person)
class Person(Record):
    """A person who negotiated, mediated or spoke."""

    slug: str = column(db.Person.slug, "The person's id in records: hakan-fidan.")
    name: str = localized(
        record.names,
        db.Name.text,
        db.Name.language,
        db.Person.name,
        "The name in the language wanted, or the nearest there is.",
        only=PRESENT,
        asked=(LanguageTag, LANGUAGE),
    )
    names: list[Name] = many(
        record.names,
        "All names of the person, the preferred ones first.",
        maximum=LISTS["names"],
        arguments=CHOICES,
    )
    actor: ActorRef | None = one(relations.actor, "Whom the person mainly represents.")
    positions: list[Position] = many(
        relations.positions,
        "Offices the person held. Undated ones are always included; their `from` and `to` are null.",
        maximum=LISTS["positions"],
        arguments=(AT,),
    )
    meetings: Meetings = page(
        relations.meetings,
        "Meetings at which the person has a seat: as head or member of a delegation, or among a mediator's people. "
        "Seats of those who were invited or absent count; their attendance says so.",
    )
    led_meetings: Meetings = page(relations.led_meetings, "Meetings at which the person headed a delegation.")
    seats: Seats = page(relations.seats, "Where the person sat, and in what capacity.")
    statements: Statements = page(relations.statements, "How the person judged meetings.")
    met_with: list[Encounter] = companions(
        relations.attended_meetings,
        db.Meeting.start_earliest,
        db.Person.name_fold,
        "Who was in the room at the same meetings, most often first.",
    )


filters(
    db.Person,
    slug=matches(db.Person.slug, "The person's id in records: hakan-fidan."),
    name=matches(db.Person.name, "The person's main name, in Latin letters."),
    updated_at=matches(db.Person.updated_at, "When the record was last changed."),
    actor=some(relations.actor, "The actor whom the person mainly represents matches."),
    meetings=each(relations.meetings, "The meetings at which the person has a seat."),
    led_meetings=each(relations.led_meetings, "The meetings at which the person headed a delegation."),
    seats=each(relations.seats, "The person's seats."),
)
orders(
    db.Person,
    NAME=by(db.Person.name_fold, "Main name, without regard to case and accents."),
    UPDATED_AT=by(db.Person.updated_at, "When the record was last changed."),
)

"""How many there are of each kind, and the pages that tell it."""

import strawberry

import db
from engine.inputs import grouped, groupings, related, yearly
from engine.pages import Connection
from engine.words import facets, found, member
from resolvers import meeting as meetings
from resolvers import outcome as outcomes
from resolvers import person as persons
from schema.forward import MeetingRef, OutcomeRef, PersonRef
from schema.record import Record


@strawberry.type(description="How many there are of one kind.")
class Facet:
    """How many there are of one kind."""

    key: str = member(
        "key", "Which kind, as the filter of the same name takes it: NEGOTIATION_ROUND, TR, 2025."
    )
    label: str = member("label", "The same in words: Negotiation round, Türkiye, 2025.")
    count: int = member("count", "How many.")
    record: Record | None = found("The record that it stands for, where it is one.")


@strawberry.type(name="MeetingConnection", description="A page of a list of meetings.")
class MeetingPage(Connection[MeetingRef]):
    """A page of a list of meetings."""

    facets: list[Facet] = facets(
        db.Meeting,
        "How many of the whole list's meetings there are of each kind; a meeting counts once in each of its kinds.",
    )


@strawberry.type(name="OutcomeConnection", description="A page of a list of outcomes.")
class OutcomePage(Connection[OutcomeRef]):
    """A page of a list of outcomes."""

    facets: list[Facet] = facets(
        db.Outcome,
        "How many of the whole list's outcomes there are of each kind; an outcome counts once in each of its kinds.",
    )


@strawberry.type(name="PersonConnection", description="A page of a list of persons.")
class PersonPage(Connection[PersonRef]):
    """A page of a list of persons."""

    facets: list[Facet] = facets(
        db.Person,
        "How many of the whole list's persons there are of each kind; a person counts once in each kind.",
    )


ACTOR = (db.Actor.slug, db.Actor.name)
groupings(
    db.Meeting,
    YEAR=yearly(db.Meeting.start_earliest, "The year in which it began, at the earliest."),
    KIND=grouped(db.Meeting.kind, "What sort of meeting it is."),
    STATUS=grouped(db.Meeting.status, "Whether it took place."),
    HOST=related(meetings.hosts, *ACTOR, "Who hosted it."),
    MEDIATOR=related(meetings.mediating_actors, *ACTOR, "Who mediated."),
    PARTY=related(meetings.parties, *ACTOR, "Whose delegation was a side of the talks."),
    PROCESS=related(meetings.process, db.Process.slug, db.Process.name, "The process it belongs to."),
    CONFLICT=related(meetings.conflicts, db.Conflict.slug, db.Conflict.name, "The conflicts it deals with."),
    CITY=related(meetings.venue, db.Place.city, db.Place.city, "The city it was held in.", record=False),
)
groupings(
    db.Outcome,
    YEAR=yearly(db.Outcome.date_earliest, "The year of its date, at the earliest."),
    KIND=grouped(db.Outcome.kind, "What sort of outcome it is."),
    STATUS=grouped(db.Outcome.status, "How far it has come."),
    PROCESS=related(outcomes.process, db.Process.slug, db.Process.name, "The process it belongs to."),
    CONFLICT=related(outcomes.conflicts, db.Conflict.slug, db.Conflict.name, "The conflicts it bears on."),
    PROPOSED_BY=related(outcomes.proposed_by, *ACTOR, "Who proposed or demanded it."),
    ADDRESSED_TO=related(outcomes.addressed_to, *ACTOR, "Who was asked."),
    SIGNATORY=related(outcomes.signatories, *ACTOR, "Who signed it."),
)
groupings(db.Person, ACTOR=related(persons.actor, *ACTOR, "Whom the person mainly represents."))

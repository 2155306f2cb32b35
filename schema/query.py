"""Where questions begin."""

import strawberry

import db
from db.enums import ActorType
from engine.scalars import CountryCode
from engine.words import by_slug, listing, lookup, node, nodes, singleton
from schema.actor import Actor, Country
from schema.conflict import Conflict
from schema.dataset import Dataset
from schema.forward import (
    Actors,
    Changes,
    Conflicts,
    Delegations,
    Mediators,
    Meetings,
    Outcomes,
    Persons,
    Processes,
    Sources,
    Statements,
)
from schema.meeting import Meeting
from schema.outcome import Outcome
from schema.person import Person
from schema.process import Process
from schema.record import Node, Record
from schema.search import RECORD, SEARCH, SearchHit


@strawberry.type(
    description="Where questions begin. A look-up that finds nothing answers null, without an error."
)
class Query:
    """Where questions begin."""

    node: Node | None = node("The thing with this global id.", "A global id, as `id` gave it.")
    nodes: list[Node | None] = nodes(
        "The things with these global ids, in their order; null where there is none.",
        "Global ids, at most 100.",
    )
    meeting: Meeting | None = by_slug(
        db.Meeting.slug,
        "The meeting with this slug.",
        "Its id in records: istanbul-2025-06-02. Former slugs lead to it too.",
    )
    person: Person | None = by_slug(
        db.Person.slug,
        "The person with this slug.",
        "The person's id in records: hakan-fidan. Former slugs lead to the person too.",
    )
    country: Country | None = lookup(
        db.Actor.code,
        "The country with this ISO 3166-1 code.",
        argument="code",
        annotation=CountryCode,
        about="ISO 3166-1 alpha-2 code: TR.",
        only=("type", ActorType.COUNTRY.value),
    )
    actor: Actor | None = by_slug(
        db.Actor.slug,
        "The country, organisation or group with this slug.",
        "Its id in records: TR, united-nations, hamas. Former slugs lead to it too.",
    )
    process: Process | None = by_slug(
        db.Process.slug,
        "The process with this slug.",
        "Its id in records: istanbul-talks-2025. Former slugs lead to it too.",
    )
    conflict: Conflict | None = by_slug(
        db.Conflict.slug,
        "The conflict with this slug.",
        "Its id in records: russia-ukraine-war. Former slugs lead to it too.",
    )
    outcome: Outcome | None = by_slug(
        db.Outcome.slug,
        "The outcome with this slug.",
        "Its id in records. Former slugs lead to it too.",
    )
    record: Record | None = RECORD
    search: list[SearchHit] = SEARCH
    meetings: Meetings = listing(db.Meeting, "All meetings.")
    persons: Persons = listing(db.Person, "All persons.")
    actors: Actors = listing(db.Actor, "All countries, organisations and groups.")
    delegations: Delegations = listing(db.Delegation, "All delegations of all meetings.")
    mediators: Mediators = listing(db.Mediator, "All parts of third parties in all meetings.")
    outcomes: Outcomes = listing(db.Outcome, "All outcomes.")
    statements: Statements = listing(db.Statement, "All judgements voiced about meetings.")
    processes: Processes = listing(db.Process, "All tracks and series of meetings.")
    conflicts: Conflicts = listing(db.Conflict, "All conflicts.")
    sources: Sources = listing(db.Source, "All published pages and documents on which the facts rest.")
    changes: Changes = listing(
        db.Change,
        "Everything that was written, in order. To go on where you stopped, keep the last cursor, or ask "
        "`where: {sequence: {gt: …}}`.",
        past=False,
    )
    dataset: Dataset = singleton(db.Dataset, "What this service holds, as a whole.")

"""What meetings can be filtered and ordered by."""

import db
from engine.inputs import by, dated, each, filters, matches, orders, some, year_of
from resolvers import meeting as relations

filters(
    db.Meeting,
    slug=matches(db.Meeting.slug, "Its id in records: istanbul-2025-06-02."),
    title=matches(db.Meeting.title, "What it is called here."),
    kind=matches(db.Meeting.kind, "What sort of meeting it is."),
    status=matches(db.Meeting.status, "Whether it took place."),
    modality=matches(db.Meeting.modality, "How the sides faced each other."),
    round=matches(db.Meeting.round, "The number of the round."),
    start=dated(db.Meeting.start_edtf, "When it began."),
    year=year_of(db.Meeting.start_earliest, "The year in which it began, at the earliest."),
    end=dated(db.Meeting.end_edtf, "When it ended."),
    city=matches(db.Place.city, "The city of its venue.", through=relations.venue),
    updated_at=matches(db.Meeting.updated_at, "When the record was last changed."),
    host=some(relations.hosts, "Some host matches, among several perhaps, whatever the meeting's status."),
    party=some(relations.parties, "Some actor with a delegation in role PARTY matches."),
    attendee=some(
        relations.attendees, "Some actor with a delegation in any role matches, whether it came or not."
    ),
    mediator=some(
        relations.mediating_actors,
        "Some actor that mediated matches: with a mediator of role MEDIATOR, FACILITATOR, GOOD_OFFICES or CHAIR that is "
        "the actor or a person of the actor, or with a delegation of the actor in role MEDIATOR.",
    ),
    person=some(relations.people, "Some person who led, sat or mediated there matches."),
    process=some(relations.process, "The process to which it belongs matches."),
    conflict=some(relations.conflicts, "Some conflict it deals with matches."),
    outcomes=each(relations.outcomes, "What came of it."),
    delegations=each(relations.delegations, "The sides that were there or invited."),
    mediators=each(relations.mediators, "The third parties and their roles."),
)
orders(
    db.Meeting,
    START=by(db.Meeting.start_earliest, "When it began, by the earliest possible day."),
    END=by(db.Meeting.end_earliest, "When it ended, by the earliest possible day."),
    TITLE=by(db.Meeting.title_fold, "Title, without regard to case and accents."),
    ROUND=by(db.Meeting.round, "The number of the round."),
    UPDATED_AT=by(db.Meeting.updated_at, "When the record was last changed."),
)

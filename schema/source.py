"""Sources: published pages and documents."""

import strawberry

import db
from engine.inputs import by, dated, filters, matches, orders, some
from engine.scalars import LanguageTag, Url
from engine.words import column, embedded, page, stored
from resolvers import change as changes
from resolvers import source as relations
from schema.enums import TitleKind
from schema.forward import Changes, Meetings
from schema.fuzzy_date import FuzzyDate
from schema.record import Node


@strawberry.type(description="A published page or document on which facts rest; one for each address.")
@stored(db.Source)
class Source(Node):
    """A published page or document."""

    url: Url | None = column(db.Source.url, "Its address; null for what is only on paper.")
    title: str | None = column(
        db.Source.title,
        "Its title. Only a titleKind of HEADLINE means that it was published under these words.",
    )
    title_kind: TitleKind = column(db.Source.title_kind, "Where the title comes from.")
    publisher: str | None = column(db.Source.publisher, "Who published it.")
    published: FuzzyDate | None = embedded("published", "When it was published.")
    language: LanguageTag | None = column(db.Source.language, "The language in which it is written.")
    meetings: Meetings = page(
        relations.meetings,
        "Meetings that rest on it: cited by the meeting itself or by a delegation, mediator, outcome or statement of it.",
    )
    history: Changes = page(changes.of_source, "Every change of the source, the first one first.")


filters(
    db.Source,
    url=matches(db.Source.url, "The address."),
    publisher=matches(db.Source.publisher, "Who published it."),
    title_kind=matches(db.Source.title_kind, "Where the title comes from."),
    language=matches(db.Source.language, "The language in which it is written."),
    published=dated(db.Source.published_edtf, "When it was published."),
    meeting=some(relations.meetings, "Some meeting that rests on it matches."),
)
orders(
    db.Source,
    PUBLISHED=by(db.Source.published_earliest, "When it was published, by the earliest possible day."),
)

"""Published pages and documents."""

from typing import Self

from pydantic import model_validator

from db.enums import TitleKind
from exchange.record.common import StandAlone
from exchange.record.fields import Date, Language, Line, SourceId, Url


class Source(StandAlone):
    """A published page or document; only HEADLINE titles are shown as headlines."""

    id: SourceId
    url: Url | None = None
    title: Line | None = None
    title_kind: TitleKind = TitleKind.HEADLINE
    publisher: Line | None = None
    published: Date | None = None
    language: Language | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.url is None and self.title is None:
            raise ValueError("A source needs an address (url) or a title.")
        return self

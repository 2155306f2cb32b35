"""Judgements voiced about a meeting."""

from typing import Annotated, Any

from pydantic import model_validator

from db.enums import Stance
from exchange.record.common import Sourced, short
from exchange.record.fields import ActorRef, Date, DerivedSlug, Once, Passage, PersonRef, at_most


class Statement(Sourced):
    """Who judged the meeting how; several speakers when it was joint."""

    id: DerivedSlug | None = None
    speakers: Annotated[list[PersonRef], at_most("speakers"), Once]
    actor: ActorRef | None = None
    stance: Stance
    summary: Passage
    date: Date | None = None

    @model_validator(mode="before")
    @classmethod
    def _speaker(cls, data: Any) -> Any:
        return short(data, "speaker", "speakers")

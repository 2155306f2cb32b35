"""Persons and the offices they held."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from exchange.record.common import Citable, Names, StandAlone
from exchange.record.fields import ActorRef, Date, Line, Slug, at_most


class Position(Citable):
    """An office that a person held."""

    title: Line
    actor: ActorRef | None = None
    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None


class Person(StandAlone, Citable):
    """A person; `native_name` with `native_language` is the short form of a name of kind NATIVE."""

    id: Slug
    name: Line
    names: Names
    actor: ActorRef | None = None
    positions: Annotated[list[Position], at_most("positions")]

    @model_validator(mode="before")
    @classmethod
    def _native_name(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not {"native_name", "native_language"} & data.keys():
            return data
        rest = dict(data)
        text, language = rest.pop("native_name", None), rest.pop("native_language", None)
        if text is None and language is None:
            return rest
        if text is None or language is None:
            raise ValueError("native_name and native_language go together.")
        names = rest.get("names") or []
        native = {"text": text, "language": language, "kind": "NATIVE"}
        return {**rest, "names": [native, *names] if isinstance(names, list) else names}

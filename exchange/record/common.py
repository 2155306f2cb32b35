"""What many records share: strictness, short forms, citations, external ids, names."""

from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    field_validator,
    model_serializer,
    model_validator,
)

from db.enums import IdScheme, NameKind
from db.identifiers import normal
from exchange.record.fields import Date, Language, Line, Once, Passage, SourceRef, Url, at_most, wrong


class Form(BaseModel):
    """A part of the record form: unknown fields are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {field: value for field, value in data.items() if value is not None}

    def plain(self) -> dict[str, Any]:
        """The record as JSON data, without what equals its default: the canonical contents."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    @model_serializer(mode="wrap")
    def _compact(self, handler: SerializerFunctionWrapHandler) -> Any:
        told = {field: value for field, value in handler(self).items() if value != []}
        for field in ("external_ids", "sources"):
            if field in told:
                told[field] = told.pop(field)
        return told


class StandAlone(Form):
    """A record that stands on its own in a file or batch, found by its id."""

    id: str


def short(data: Any, field: str, full: str) -> Any:
    """Read the short form of a list with one entry: `actor: TR` for `actors: [TR]`."""
    if not isinstance(data, dict) or field not in data:
        return data
    if full in data:
        raise ValueError(f"Give either {field} or {full}, not both.")
    rest = {key: value for key, value in data.items() if key != field}
    return rest if data[field] is None else {**rest, full: [data[field]]}


class Citation(Form):
    """A fact rests on a source; a plain id is the short form. `claim` is what this source says where it differs."""

    source: SourceRef
    field: Line | None = None
    claim: Passage | None = None
    attribution: Line | None = None
    note: Passage | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain_id(cls, data: Any) -> Any:
        return {"source": data} if isinstance(data, str) else data

    @model_serializer(mode="wrap")
    def _compact(self, handler: SerializerFunctionWrapHandler) -> Any:
        told: dict[str, Any] = handler(self)
        return told["source"] if len(told) == 1 else told

    def key(self) -> tuple[str, ...]:
        return tuple(value or "" for value in (self.source, self.field, self.claim, self.attribution))


Citations = Annotated[list[Citation], at_most("citations"), Once]


class ExternalId(Form):
    """The identifier of the record in another dataset, with the release and the time in which it holds."""

    scheme: IdScheme
    value: Line
    url: Url | None = None
    release: Line | None = None
    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None

    @field_validator("value")
    @classmethod
    def _normal(cls, value: str, info: ValidationInfo) -> str:
        """The identifier as it is looked for: 346.0 is 346, q43 is Q43."""
        scheme = info.data.get("scheme")
        written = normal(scheme, value) if scheme else value
        if written is None:
            raise wrong(f"{value!r} is no identifier of the scheme {scheme}.")
        return written

    def key(self) -> tuple[str, ...]:
        return (self.scheme, self.value, self.release or "")


ExternalIds = Annotated[list[ExternalId], at_most("external_ids"), Once]


class Name(Form):
    """A name of an actor or a person in one language."""

    text: Line
    language: Language | None = None
    kind: NameKind = NameKind.COMMON
    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None

    def key(self) -> tuple[str, ...]:
        return (self.text, self.language or "", self.kind)


Names = Annotated[list[Name], at_most("names"), Once]


class Citable(Form):
    """What may be cited and may have ids elsewhere."""

    sources: Citations
    external_ids: ExternalIds


class Sourced(Citable):
    """What must name at least one source."""

    @model_validator(mode="after")
    def _is_sourced(self) -> Self:
        if not self.sources:
            raise ValueError("No source is named; at least one is needed.")
        return self

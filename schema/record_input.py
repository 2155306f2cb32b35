"""The record form as GraphQL input: derived from the models behind files and imports, so that there is one form only.

Values with a format of their own (dates, addresses, languages) are plain text here: the form checks them, and says what is
wrong with which record in the payload, where a scalar would refuse the whole request.
"""

from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from strawberry import UNSET

from engine.inputs import DERIVED, input_type
from exchange.receipt import camel
from exchange.record import TYPES, Form
from exchange.record.meanings import FORMS, meaning
from exchange.submit import Sent
from schema.enums import RecordType

_PLAIN: Final = {str: "str", int: "int", float: "float", bool: "bool"}


def derive_inputs() -> None:
    """Make the input types of all records, and `RecordInput`, which is one of them."""
    for form in TYPES.values():
        _input_of(form)
    members: dict[str, Any] = {
        kind.name.lower(): (f"Optional[{form.__name__}Input]", FORMS[form.__name__])
        for kind, form in TYPES.items()
    }
    input_type("RecordInput", "A record to be written: exactly one member.", members, one_of=True)


def sent(record: Any) -> Sent:
    """A `RecordInput` as the record form takes it."""
    (name, fields), *_ = plain(record).items()
    return Sent(RecordType[name.upper()], fields)


def plain(value: Any) -> Any:
    """An input object as plain data by the names of the record form, without what was left out."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if not hasattr(value, "__strawberry_definition__"):
        return value
    told = {
        field.python_name: getattr(value, field.python_name)
        for field in value.__strawberry_definition__.fields
    }
    # Python names end with an underscore, so that none of them is a keyword.
    return {name[:-1]: plain(one) for name, one in told.items() if one is not UNSET}


def _input_of(form: type[Form]) -> str:
    """The name of a form's input type, which is made when it is first asked for."""
    name = f"{form.__name__}Input"
    if name in DERIVED:
        return name
    DERIVED[name] = None  # so that no form is made twice
    members: dict[str, Any] = {}
    for field_name, field in form.model_fields.items():
        told = field.alias or field_name
        kind = _kind(field.annotation)
        annotation = kind if field.is_required() else f"Optional[{kind}]"
        members[camel(told)] = (annotation, meaning(form.__name__, told))
    input_type(name, FORMS[form.__name__], members)
    return name


def _kind(annotation: Any) -> str:
    """A Python annotation as GraphQL has it."""
    if get_origin(annotation) is Annotated:
        return _kind(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        (inner,) = (one for one in get_args(annotation) if one is not NoneType)
        return _kind(inner)
    if get_origin(annotation) is list:
        return f"list[{_kind(get_args(annotation)[0])}]"
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if issubclass(annotation, Form):
        return _input_of(annotation)
    DERIVED.setdefault(annotation.__name__, annotation)
    return str(annotation.__name__)

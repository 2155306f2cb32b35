"""The input types say all that the record form takes, and nothing else."""

import pytest
from graphql import GraphQLInputObjectType, GraphQLNonNull

from exchange.receipt import camel
from exchange.record import TYPES
from exchange.record.common import Form
from exchange.record.meanings import FIELDS, FORMS
from schema import build_schema, core_schema


def forms() -> list[type[Form]]:
    """Every form that is written down in a record."""
    found: set[type[Form]] = set()
    ahead = [Form]
    while ahead:
        form = ahead.pop()
        ahead += form.__subclasses__()
        if form.__name__ in FORMS:
            found.add(form)
    return sorted(found, key=lambda form: form.__name__)


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.__name__)
def test_an_input_has_the_fields_of_its_form(form: type[Form]) -> None:
    kind = core_schema(build_schema()).type_map[f"{form.__name__}Input"]
    assert isinstance(kind, GraphQLInputObjectType)
    wanted = {camel(field.alias or name): field.is_required() for name, field in form.model_fields.items()}
    assert {name: isinstance(one.type, GraphQLNonNull) for name, one in kind.fields.items()} == wanted


def test_a_record_is_one_of_those_that_stand_alone() -> None:
    kind = core_schema(build_schema()).type_map["RecordInput"]
    assert isinstance(kind, GraphQLInputObjectType)
    assert kind.is_one_of
    assert list(kind.fields) == [one.name.lower() for one in TYPES]


def test_no_meaning_is_left_over() -> None:
    names = {field.alias or name for form in forms() for name, field in form.model_fields.items()}
    full = {
        f"{form.__name__}.{field.alias or name}"
        for form in forms()
        for name, field in form.model_fields.items()
    }
    assert [key for key in FIELDS if key not in names | full] == []
    assert len(forms()) == len(FORMS)

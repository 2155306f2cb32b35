"""Large and deep queries: objects of 60 to 600 fields, records 12 levels deep, long aliases."""

import pytest

from tests.asking import Asking
from tests.engine.agreement import agree
from tests.oracle import Oracle

LEAVES = (
    "title",
    "slug",
    "round",
    "kind",
    "note",
    "start { earliest }",
    "durationMinutes",
    "__typename",
    "id",
    "end { edtf }",
)


def _wide(count: int) -> str:
    return " ".join(f"a{number}: {LEAVES[number % len(LEAVES)]}" for number in range(count))


def _deep(levels: int) -> str:
    """Meetings and persons in turn; every level is a list or a connection with its own arguments."""
    query = "slug"
    for level in range(levels):
        query = (
            f"meetings(first: 2, where: {{status: {{ne: CANCELLED}}}}) {{ totalCount edges {{ cursor node {{ slug {query} }} }} }}"
            if level % 2 == 0
            else f"persons(first: 1) {{ nodes {{ name {query} }} pageInfo {{ hasNextPage endCursor }} }}"
        )
    return query


@pytest.mark.parametrize("count", [60, 61, 130, 499, 600])
def test_an_object_may_have_many_fields(ask: Asking, oracle: Oracle, count: int) -> None:
    agree(
        ask, oracle, f"{{ meetings(first: 3, orderBy: [{{field: END}}]) {{ nodes {{ {_wide(count)} }} }} }}"
    )


@pytest.mark.parametrize("count", [60, 130, 600])
def test_an_object_whose_types_differ_may_have_many_fields(ask: Asking, oracle: Oracle, count: int) -> None:
    fields = " ".join(
        f"a{n}: name ... on Country {{ b{n}: code }} ... on Group {{ c{n}: slug }}" for n in range(count // 3)
    )
    agree(ask, oracle, f"{{ actors(first: 90) {{ nodes {{ {fields} }} }} }}")


def test_a_root_may_have_many_fields(ask: Asking, oracle: Oracle) -> None:
    fields = " ".join(f'm{n}: meeting(slug: "istanbul-2025-06-02") {{ title }}' for n in range(150))
    agree(ask, oracle, f"{{ {fields} }}")


@pytest.mark.parametrize("levels", [4, 8, 12])
def test_records_may_be_nested_deep(ask: Asking, oracle: Oracle, levels: int) -> None:
    agree(ask, oracle, f"{{ {_deep(levels)} }}")


def test_lists_may_be_nested_deep(ask: Asking, oracle: Oracle) -> None:
    query = "slug"
    for _ in range(2):
        query = f"delegations {{ role heads {{ slug }} meeting {{ slug venue {{ city }} {query} }} }}"
    agree(ask, oracle, f'{{ meeting(slug: "istanbul-2025-06-02") {{ {query} }} }}')


def test_to_one_fields_may_be_nested_deep(ask: Asking, oracle: Oracle) -> None:
    query = "slug"
    for _ in range(12):
        query = f"slug follows {{ {query} }}"
    agree(ask, oracle, f'{{ meeting(slug: "istanbul-2025-07-23") {{ {query} }} }}')


def test_interfaces_may_be_nested_deep(ask: Asking, oracle: Oracle) -> None:
    query = "slug"
    for _ in range(3):
        query = (
            "id ... on Country { code } name ... on Group { slug } "
            f"hostedMeetings(first: 1) {{ nodes {{ hosts {{ ... on Organization {{ kind }} {query} }} }} }}"
        )
    agree(ask, oracle, f"{{ actors(first: 40) {{ nodes {{ {query} }} }} }}")


def test_an_alias_may_be_long(ask: Asking, oracle: Oracle) -> None:
    aliases = [f"a_name_beyond_what_databases_keep_of_identifiers_{'x' * 64}{ending}" for ending in "ab"]
    fields = " ".join(f"{alias}: slug" for alias in aliases)
    agree(ask, oracle, f"{{ meetings(first: 1) {{ nodes {{ {fields} }} }} }}")


def test_arguments_of_equal_names_are_kept_apart(ask: Asking, oracle: Oracle) -> None:
    pages = " ".join(
        f"p{n}: meetings(first: {n}) {{ nodes {{ slug persons(first: {n % 3}) {{ nodes {{ slug }} }} }} }}"
        for n in range(8)
    )
    agree(ask, oracle, f"{{ {pages} }}")

"""The committed definition is the schema that runs, and a reader finds every word of it explained."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
)

from schema import build_schema, core_schema, print_sdl

COMMITTED = Path(__file__).resolve().parents[2] / "schema" / "schema.graphql"


@pytest.fixture(scope="module")
def core() -> GraphQLSchema:
    return core_schema(build_schema())


def own_types(core: GraphQLSchema) -> Iterator[GraphQLNamedType]:
    builtin = {"String", "Int", "Float", "Boolean", "ID"}
    return (kind for name, kind in core.type_map.items() if not name.startswith("__") and name not in builtin)


def described(kind: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    """The type and each member of it, with its description."""
    yield kind.name, kind.description
    match kind:
        case GraphQLObjectType() | GraphQLInterfaceType():
            for name, field in kind.fields.items():
                yield f"{kind.name}.{name}", field.description
                for argument, given in field.args.items():
                    yield f"{kind.name}.{name}({argument}:)", given.description
        case GraphQLInputObjectType():
            yield from ((f"{kind.name}.{name}", member.description) for name, member in kind.fields.items())
        case GraphQLEnumType():
            yield from ((f"{kind.name}.{name}", value.description) for name, value in kind.values.items())


def test_the_committed_definition_is_the_one_that_runs() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == print_sdl(), "write it again: dragoman sdl"


def test_every_word_of_the_schema_is_explained(core: GraphQLSchema) -> None:
    words = [word for kind in own_types(core) for word in described(kind)]
    assert [name for name, text in words if not text] == []
    assert len(words) > 900


def test_every_directive_is_explained(core: GraphQLSchema) -> None:
    words = {f"@{one.name}": one.description for one in core.directives}
    words |= {
        f"@{one.name}({name}:)": it.description for one in core.directives for name, it in one.args.items()
    }
    assert [name for name, text in words.items() if not text] == []
    assert {"@cost", "@listSize", "@deprecated"} <= set(words)


def test_every_explanation_is_a_sentence_of_ours(core: GraphQLSchema) -> None:
    texts = {name: text or "" for kind in own_types(core) for name, text in described(kind)}
    inside = re.compile(r"\b(rows?|tables?|columns?|SQL|foreign key)\b", re.IGNORECASE)
    assert [name for name, text in texts.items() if inside.search(text)] == []
    assert [name for name, text in texts.items() if not text.rstrip().endswith((".", "?"))] == []


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("Meeting.hosts", ["whatever its status"]),
        (
            "Actor.mediatedMeetings",
            ["MEDIATOR, FACILITATOR, GOOD_OFFICES or CHAIR", "a person of this actor"],
        ),
        ("MeetingWhere.mediator", ["MEDIATOR, FACILITATOR, GOOD_OFFICES or CHAIR", "in role MEDIATOR"]),
        ("MeetingWhere.party", ["role PARTY"]),
        ("MeetingWhere.attendee", ["any role"]),
        ("Actor.attendedMeetings", ["held", "invited", "absent"]),
        ("Person.positions", ["Undated ones are always included"]),
        ("Node.id", ["for ever", "merged"]),
        ("DateWhere.gte", ["earliest possible day"]),
        ("DateWhere.lte", ["latest possible day"]),
        ("StringWhere.contains", ["case and accents are ignored"]),
        ("StringWhere.in", ["an empty list matches nothing"]),
    ],
)
def test_a_meaning_stands_where_it_is_needed(core: GraphQLSchema, where: str, words: list[str]) -> None:
    texts = dict(word for kind in own_types(core) for word in described(kind))
    assert [word for word in words if word not in (texts[where] or "")] == []


def test_the_schema_opens_with_what_its_words_mean(core: GraphQLSchema) -> None:
    topics = re.findall(r"^([A-Z][a-z]+):", core.description or "", re.MULTILINE)
    assert topics == ["Ids", "Hosted", "Mediated", "Party", "Filters", "Dates", "Order", "Pages", "Lists"]

"""Queries by hypothesis over the real schema, made likely to find something: real ids, days near the data, pages that exist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import hypothesis_graphql
from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    IntValueNode,
    ListValueNode,
    NameNode,
    NullValueNode,
    StringValueNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    visit,
)
from hypothesis import strategies as st

from tests.past.asking import FUTURE

# The search ranks by its own rules, which its own tests ask about.
UNASKED = {"search"}

TEXTS = (
    "istanbul",
    "TR",
    "talks",
    "Çırağan",
    "İstanbul",
    "a",
    "",
    " ",
    "%",
    "_",
    '"',
    "'",
    "\\",
    "\n",
    "🕊️",
    "\u202eabc",
)
DAYS = (
    "1973-01-23",
    "2022-02-24",
    "2025-05-16",
    "2025-06-02",
    "2025-06-20",
    "2025-12-31",
    "2026-03-01",
    "9999-12-31",
)
MOMENTS = (
    "2000-01-01T00:00:00Z",
    "2025-06-02T13:00:00.000Z",
    "2025-06-02T16:00:00.001+03:00",
    "2100-01-01T00:00:00Z",
)
TAGS = ("en", "tr", "ru", "ar", "zh-Hans", "zh-TW", "de-CH", "qaa")
CODES = ("TR", "tr", "RU", "UA", "QA", "US", "XK", "ZZ")
# NUL and lone surrogates are refused, and have tests of their own.
_ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
WHOLE = (0, 1, 2, 3, 16, 2**31 - 1, -(2**31))


@dataclass(frozen=True)
class Known:
    """What queries may ask for by name: slugs by root field, global ids, and cursors by connection."""

    slugs: Mapping[str, Sequence[str]]
    ids: Sequence[str]
    cursors: Mapping[str, Sequence[str]]


def queries(schema: GraphQLSchema, known: Known) -> st.SearchStrategy[DocumentNode]:
    """Valid queries, with arguments that are likely to find something; of the past only that which is the present."""
    assert schema.query_type is not None
    drawn = hypothesis_graphql.queries(
        schema,
        fields=sorted(set(schema.query_type.fields) - UNASKED),
        custom_scalars=_scalars(known),
        print_ast=lambda document: document,
        allow_x00=False,
    )
    return st.builds(
        lambda document, seed: tamed(document, schema, known, seed), drawn, st.integers(0, 2**32)
    )


def _scalars(known: Known) -> dict[str, st.SearchStrategy[Any]]:
    return {
        "String": _words(TEXTS) | _ANY_TEXT.map(lambda value: StringValueNode(value=value)),
        "ID": _words(known.ids),
        "Int": st.sampled_from(WHOLE).map(lambda number: IntValueNode(value=str(number))),
        "Date": _words(DAYS),
        "DateTime": _words(MOMENTS),
        "LanguageTag": _words(TAGS),
        "CountryCode": _words(CODES),
        "Edtf": _words(("2025-06", "2025-06-02?")),
        "Url": _words(("https://example.org/",)),
    }


def _words(values: Sequence[str]) -> st.SearchStrategy[Any]:
    return st.sampled_from(values).map(lambda value: StringValueNode(value=value))


def tamed(document: DocumentNode, schema: GraphQLSchema, known: Known, seed: int) -> DocumentNode:
    """The same selection with small pages, real slugs and cursors, and now and then a directive."""
    types = TypeInfo(schema)
    return visit(document, TypeInfoVisitor(types, _Taming(types, known, Random(seed))))  # type: ignore[no-any-return]


class _Taming(Visitor):
    """Rewrites the arguments of every field."""

    def __init__(self, types: TypeInfo, known: Known, random: Random) -> None:
        super().__init__()
        self.types, self.known, self.random = types, known, random

    def leave_field(self, node: FieldNode, *_: Any) -> FieldNode:
        """Pages of at most four; not first and last together; a cursor only of the default order."""
        given = {argument.name.value: argument.value for argument in node.arguments or ()}
        kind = str(get_named_type(self.types.get_type()))
        if "last" in given and "first" in given:
            del given[self.random.choice(("first", "last"))]
        ordered = not isinstance(given.get("orderBy", NullValueNode()), NullValueNode)
        cursors = () if ordered else self.known.cursors.get(kind, ())
        for name in ("first", "last"):
            if name in given or (name == "first" and kind.endswith("Connection") and "last" not in given):
                given[name] = IntValueNode(value=str(self.random.randrange(5)))
        for name in ("after", "before"):
            if name in given and (not cursors or self.random.random() < 0.3):
                del given[name]
            elif name in given:
                given[name] = StringValueNode(value=self.random.choice(cursors))
        if "slug" in given and isinstance(given["slug"], StringValueNode):
            given["slug"] = StringValueNode(value=self._slug(node))
        if "asOf" in given and isinstance(given["asOf"], StringValueNode):
            given["asOf"] = StringValueNode(value=FUTURE)
        if "ids" in given and isinstance(given["ids"], ListValueNode):
            given["ids"] = ListValueNode(values=given["ids"].values[:20])
        arguments = [ArgumentNode(name=NameNode(value=name), value=value) for name, value in given.items()]
        return FieldNode(
            alias=node.alias,
            name=node.name,
            arguments=tuple(arguments),
            directives=self._directives(),
            selection_set=node.selection_set,
        )

    def _slug(self, node: FieldNode) -> str:
        return self.random.choice([*self.known.slugs.get(node.name.value, ()), "nothing"])

    def _directives(self) -> tuple[DirectiveNode, ...]:
        """One field in thirty says that it is wanted, which changes nothing but the plan."""
        if self.random.random() > 1 / 30:
            return ()
        name = self.random.choice(("skip", "include"))
        flag = BooleanValueNode(value=name == "include")
        argument = ArgumentNode(name=NameNode(value="if"), value=flag)
        return (DirectiveNode(name=NameNode(value=name), arguments=(argument,)),)

"""The walk-through of docs/partners.md does what it says, request by request; and what mutations promise beside it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import schema
from engine.mutation import Caller
from exchange.problems import CODES
from tests.server.partner import partner

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCK = re.compile(
    r"^```(graphql name=\w+|json variables|json answer|json events)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
TAKEN = re.compile(r"^```(?:json|csv) get (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """A request of the page, and what the page says comes of it: an answer (None: any without errors), or events."""

    query: str
    variables: dict[str, Any]
    answer: dict[str, Any] | list[Any] | None


def steps() -> Iterator[Step]:
    query, variables, asked = "", {}, True
    for kind, text in BLOCK.findall((DOCS / "partners.md").read_text(encoding="utf-8")):
        if kind == "json variables":
            variables, asked = json.loads(text), False
        elif kind == "json answer":
            yield Step(query, variables, json.loads(text)["data"])
            asked = True
        elif kind == "json events":
            yield Step(query, variables, [json.loads(line) for line in text.splitlines()])
            asked = True
        else:
            if not asked:
                yield Step(query, variables, None)
            query, variables, asked = text, {}, False
    if not asked:
        yield Step(query, variables, None)


async def test_the_walk_through_does_what_it_says(database_url: str) -> None:
    found = list(steps())
    assert len(found) == 11
    async with partner(database_url) as acme:
        key = acme.key("acme")
        for step in found:
            if isinstance(step.answer, list):
                assert await acme.follow(step.query, **step.variables) == step.answer
                continue
            answer = (await acme.ask(step.query, key, **step.variables)).json()
            assert answer.get("errors") is None, answer
            assert step.answer is None or answer["data"] == step.answer
        files = TAKEN.findall((DOCS / "partners.md").read_text(encoding="utf-8"))
        assert len(files) == 2
        for path, text in files:
            told = (await acme.client.get(path)).text
            assert re.sub(r"20\d\d-\d\d-\d\dT[\d:.]+Z", "…", told).splitlines() == text.splitlines()


async def test_the_records_of_a_batch_are_read_back_in_one_statement(database_url: str) -> None:
    records = [{"actor": {"id": f"g-{n}", "name": f"G {n}", "kind": "OTHER"}} for n in range(120)]
    query = (
        "mutation($input: SubmitRecordsInput!) { submitRecords(input: $input)"
        " { results { record { id __typename ... on Group { slug n: history { totalCount } } } } } }"
    )
    async with partner(database_url) as acme:
        engine = schema.build_engine(database_url)
        await engine.start()
        caller = Caller("acme", frozenset({"WRITE"}))
        answer = await engine.answer(query, {"input": {"records": records}}, caller=caller)
        assert engine.database.count == 1
        await engine.stop()
        results = json.loads(answer.body)["data"]["submitRecords"]["results"]
        assert results[119]["record"] == {
            "id": "Actor:g-119",
            "__typename": "Group",
            "slug": "g-119",
            "n": {"totalCount": 1},
        }
        told = (await acme.ask("{ changes(where: {type: {eq: ACTOR}}) { totalCount } }")).json()
        assert told["data"] == {"changes": {"totalCount": 120}}


async def test_what_cannot_be_shown_is_refused_before_anything_is_written(sqlite_url: str) -> None:
    query = (
        'mutation { submitRecords(input: {records: [{actor: {id: "g", name: "G", kind: OTHER}}]})'
        " { results { record { ... on Group { hostedMeetings(first: 1000) { totalCount } } } } } }"
    )
    async with partner(sqlite_url) as acme:
        answer = (await acme.ask(query, acme.key("acme"))).json()
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_PAGE"]
        assert (await acme.ask("{ changes { totalCount } }")).json()["data"] == {"changes": {"totalCount": 0}}


async def test_a_record_is_exactly_one_thing(sqlite_url: str) -> None:
    query = "mutation($input: SubmitRecordsInput!) { submitRecords(input: $input) { written } }"
    two = {"source": {"id": "s1", "title": "T"}, "person": {"id": "p", "name": "P"}}
    async with partner(sqlite_url) as acme:
        key = acme.key("acme")
        for record in ({}, two, {"source": None}, {"source": {"title": "no id"}}):
            answer = (await acme.ask(query, key, input={"records": [record]})).json()
            assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]


async def test_what_no_database_can_hold_is_told(database_url: str) -> None:
    query = """mutation($input: SubmitRecordsInput!, $id: ID!) {
      submitRecords(input: $input) { written errors { path code } results { errors { path code } } }
      deleteRecord(input: {id: $id}) { written errors { path code } }
    }"""
    wrong = [{"path": ["id"], "code": "WRONG_VALUE"}]
    async with partner(database_url) as acme:
        key = acme.key("acme")
        sent = {"records": [{"person": {"id": "p", "name": "P"}}], "idempotencyKey": "a\0b"}
        answer = (await acme.ask(query, key, input=sent, id="Actor:a\0b")).json()["data"]
        assert answer["submitRecords"]["errors"] == [{"path": ["idempotencyKey"], "code": "WRONG_VALUE"}]
        assert answer["deleteRecord"] == {"written": False, "errors": wrong}
        sent = {"records": [{"person": {"id": "p", "name": "P\0"}}], "reason": "r\0"}
        answer = (await acme.ask(query, key, input=sent, id="nothing")).json()["data"]
        assert answer["submitRecords"]["errors"] == [{"path": ["reason"], "code": "TOO_LONG"}]
        assert answer["deleteRecord"] == {"written": False, "errors": wrong}


def test_every_code_of_a_payload_is_explained() -> None:
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    assert [code for code in CODES if f"`{code}`" not in page] == []

"""Reads a GraphQL request out of an HTTP one: a JSON body or a query string, bounded in length, depth and time."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import orjson
from starlette.types import Receive

from engine.errors import BadRequest, BadUserInput
from server.patience import Patience
from server.refusals import BodyTooLarge, BodyTooSlow

# Variables of real filters have some ten levels; deeper ones only exhaust the stack of whoever walks them.
MAX_DEPTH = 50
MAX_QUERY_PARAMETERS = 20


class ClientGone(Exception):
    """The client left before its request was complete; there is nobody to answer."""


class GraphQLRequest(NamedTuple):
    """What a client asks, its types checked, its document not yet read; no `query` where a hash stands for it."""

    query: str | None
    variables: dict[str, Any] | None
    operation_name: str | None
    extensions: dict[str, Any] | None


async def read_body(receive: Receive, declared: bytes | None, limit: int, patience: Patience) -> bytes:
    """The whole body; one that is declared or turns out longer than `limit` bytes is not kept."""
    if declared is not None and (not declared.isdigit() or int(declared[:20]) > limit):
        raise _too_large(limit)
    try:
        return await patience.wait(_collect(receive, limit))
    except TimeoutError:
        raise BodyTooSlow(f"The body did not arrive within {patience.seconds:g} seconds.") from None


async def _collect(receive: Receive, limit: int) -> bytes:
    body = b""
    chunks: list[bytes] = []
    length = 0
    while (message := await receive())["type"] == "http.request":
        body = message.get("body", b"")
        length += len(body)
        if length > limit:
            raise _too_large(limit)
        if message.get("more_body", False):
            chunks.append(body)
        else:
            return b"".join([*chunks, body]) if chunks else body
    raise ClientGone


def parse_body(body: bytes) -> GraphQLRequest:
    """The request in a JSON body."""
    if not body:
        raise BadRequest("The body is empty.", hint='Send {"query": "{ … }"}.')
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise _not_json(str(error)) from None
    if isinstance(content, list):
        raise BadRequest(
            "Several operations in one request (batching) are not supported; send one a request."
        )
    if not isinstance(content, dict):
        raise BadRequest("The body has to be a JSON object.", hint='Send {"query": "{ … }"}.')
    # Counting bytes tells in passing that almost every body is harmless.
    if body.count(b"{") + body.count(b"[") > MAX_DEPTH and deeper_than(MAX_DEPTH, content):
        raise BadRequest(f"The body is nested more than {MAX_DEPTH} levels deep.")
    if body.count(b'"query"') > 1 or body.count(b'"variables"') > 1 or body.count(b'"operationName"') > 1:
        _refuse_repeated(body)
    return checked(content)


def parse_query_string(query_string: bytes) -> GraphQLRequest | None:
    """The request in a URL; none when it names neither `query` nor `extensions`."""
    fields: dict[str, Any] = dict(query_fields(query_string))
    if "query" not in fields and "extensions" not in fields:
        return None
    for name in ("variables", "extensions"):
        if name in fields:
            fields[name] = json_parameter(name, fields[name])
    if deeper_than(MAX_DEPTH, fields):
        raise BadRequest(f"The parameters are nested more than {MAX_DEPTH} levels deep.")
    return checked({**fields, "operationName": fields.get("operationName") or None})


def query_fields(query_string: bytes, most: int = MAX_QUERY_PARAMETERS) -> dict[str, str]:
    """The parameters of a URL, at most so many, each of which is given once."""
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=most,
        )
    except ValueError:
        raise BadRequest("The query string is not URL-encoded UTF-8, or has too many parameters.") from None
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise BadRequest("A parameter of the query string is given twice.")
    return fields


def checked(fields: Mapping[str, Any]) -> GraphQLRequest:
    """The fields of a request with their types, as GraphQL over HTTP names them."""
    query = fields.get("query")
    if query is not None and not isinstance(query, str):
        raise BadRequest("The parameter query has to be a string.", hint="It carries the GraphQL document.")
    operation_name = fields.get("operationName")
    if operation_name is not None and not isinstance(operation_name, str):
        raise BadRequest("The parameter operationName has to be a string or null.")
    variables = fields.get("variables")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest("The parameter variables has to be an object or null.")
    extensions = fields.get("extensions")
    if extensions is not None and not isinstance(extensions, dict):
        raise BadRequest("The parameter extensions has to be an object or null.")
    if query is None and not (extensions and "persistedQuery" in extensions):
        raise BadRequest("The parameter query is missing.", hint="It carries the GraphQL document.")
    return GraphQLRequest(query, variables, operation_name, extensions)


def check_length(length: int, limit: int) -> None:
    """Refuses what is longer than a request may be."""
    if length > limit:
        raise _too_large(limit)


def deeper_than(levels: int, value: object) -> bool:
    """Is a JSON value nested more than so many levels? Level by level, so that no depth exhausts the stack."""
    level = [value]
    for _ in range(levels):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def json_parameter(name: str, text: str) -> Any:
    """The value of a parameter that holds JSON; none where it is empty."""
    try:
        return orjson.loads(text) if text else None
    except orjson.JSONDecodeError as error:
        raise _not_json(str(error), f"The parameter {name}") from None


def _refuse_repeated(body: bytes) -> None:
    """Refuses an object that names a parameter twice: readers disagree on which one counts."""

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        fields = dict(pairs)
        if len(fields) < len(pairs):
            raise BadRequest("The body names a key twice.")
        return fields

    json.loads(body, object_pairs_hook=unique)


def _not_json(problem: str, what: str = "The body") -> BadRequest | BadUserInput:
    if "surrogate in string" in problem:
        return BadUserInput(f"{what} has half of a surrogate pair in a string, which is no text.")
    return BadRequest(f"{what} is not JSON: {problem}.")


def _too_large(limit: int) -> BodyTooLarge:
    return BodyTooLarge(f"The request is longer than the {limit:,} bytes allowed.")

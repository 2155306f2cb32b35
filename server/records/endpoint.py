"""Describes records at their addresses: takes the way of /graphql, with its keys, rates and kept answers, and asks one question."""

from collections.abc import Mapping
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive

from engine.answer import Answer
from exchange.export.files import MEDIA, Exports
from exchange.linked import DOCUMENTS, PLACES, Site
from exchange.linked.dataset import Download
from exchange.linked.documents import DATASET, LAST, WHERE
from exchange.linked.site import DATASET as DATASET_PATH
from exchange.linked.site import VOCABULARY
from server.downloads import EXPORT_PATH
from server.http import GraphQLEndpoint
from server.negotiation import HTML, LD_JSON, Offer, preferred
from server.records.address import base_of
from server.records.subjects import FORMS, Dataset, Record, Subject, Vocabulary
from server.refusals import Gone, NotAcceptable, NotFound
from server.settings import Settings
from server.wire import READING_METHODS, Asked, Reply

Json = dict[str, Any]

TYPES: Final = {place: kind for kind, place in PLACES.items()}
MOVED, ELSEWHERE = 308, 303


class _NotAnswered(Exception):
    """The engine refused; its answer is ours."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.codes)
        self.answer = answer


class _Leads(Exception):
    """What is asked for is described at another address."""

    def __init__(self, status: int, address: str) -> None:
        super().__init__(address)
        self.status, self.address = status, address


class RecordEndpoint(GraphQLEndpoint):
    """The ASGI application at the addresses of records, the dataset and the vocabulary."""

    methods = READING_METHODS

    def __init__(self, graphql: GraphQLEndpoint, settings: Settings, exports: Exports | None) -> None:
        super().__init__(graphql.engine, graphql.rules, graphql.callers)
        self.rates, self.kept, self.watch = graphql.rates, graphql.kept, graphql.watch
        self.settings = settings
        self.downloads = _downloads(exports)

    def _offer(self, header: bytes) -> Offer:
        return Offer(preferred(header, tuple(FORMS)))

    async def _raw(self, asked: Asked, receive: Receive) -> bytes:
        """What is asked for: the address of this service, and a path."""
        if not asked.reading:
            raise self._not_answered(asked)
        base = base_of(asked.scope, asked.headers, self.settings.public_url, self.settings.trusted_proxies)
        return f"{base}\0{asked.scope['path']}".encode()

    async def _fresh(self, asked: Asked, receive: Receive, raw: bytes) -> tuple[Reply, bool]:
        base, _, path = raw.decode().partition("\0")
        try:
            subject = await self._subject(asked, receive, path, Site(base))
        except _NotAnswered as refused:
            return Reply.of(refused.answer), False
        except _Leads as other:
            return Reply(b"", other.status, headers=[(b"location", other.address.encode())]), False
        body = FORMS[asked.offer.media](subject, self.settings.graphiql)
        return await self._packed(asked, Reply(body, operation=subject.kind)), True

    async def _subject(self, asked: Asked, receive: Receive, path: str, site: Site) -> Subject:
        place, _, slug = path.removeprefix("/").partition("/")
        if path == DATASET_PATH:
            told = await self._ask(asked, receive, DATASET, {})
            return Dataset(told, site, self.settings.publisher, self.downloads)
        if path == VOCABULARY:
            return Vocabulary(site)
        if place == "id":
            raise _Leads(ELSEWHERE, await self._elsewhere(asked, receive, slug, site))
        kind = TYPES[place]
        data = await self._ask(asked, receive, DOCUMENTS[kind], {"id": f"{kind}:{slug}"})
        found = data["node"]
        if found is None:
            raise await self._missing(asked, receive, kind, slug)
        if found["id"] != f"{kind}:{slug}":
            raise _Leads(MOVED, site.address(found["id"]))
        return Record(kind, {**found, **data["dataset"]}, site)

    async def _elsewhere(self, asked: Asked, receive: Receive, global_id: str, site: Site) -> str:
        """Where the thing with a global id is described."""
        found = (await self._ask(asked, receive, WHERE, {"id": global_id}))["node"]
        if found and "meeting" in found:
            return site.part(found["meeting"]["id"], found["id"])
        if found and found["id"].partition(":")[0] in PLACES:
            return site.address(found["id"])
        raise NotFound(f"Nothing with the id {global_id} has an address.")

    async def _missing(self, asked: Asked, receive: Receive, kind: str, slug: str) -> NotFound | Gone:
        last = (await self._ask(asked, receive, LAST, {"type": kind.upper(), "slug": slug}))["changes"][
            "nodes"
        ]
        if last and last[0]["operation"] == "DELETE":
            return Gone(f"The record {kind}:{slug} was withdrawn.", details={"at": last[0]["at"]})
        return NotFound(
            f"There is no record {kind}:{slug}.", hint="GraphQL finds records by name: { search(query: …) }."
        )

    async def _ask(
        self, asked: Asked, receive: Receive, document: str, variables: Mapping[str, object]
    ) -> Json:
        answer = await self._answered(asked, receive, self.engine.answer(document, variables, None))
        if answer.codes:
            raise _NotAnswered(answer)
        data: Json = orjson.loads(answer.body)["data"]
        return data


def _downloads(exports: Exports | None) -> tuple[Download, ...]:
    """The files of /export."""
    return tuple(
        Download(f"{EXPORT_PATH}/{one.name}.{form}", MEDIA[form], one.description)
        for one in (exports.listed() if exports else ())
        for form in one.formats
    )


def record_routes(
    graphql: GraphQLEndpoint, settings: Settings, graphql_path: str, exports: Exports | None
) -> list[Route]:
    """The addresses of records, of the dataset, and the front door: linked data of the dataset, or GraphiQL."""
    records = RecordEndpoint(graphql, settings, exports)
    slugs = [Route(f"/{place}/{{slug:path}}", records, methods=None) for place in [*TYPES, "id"]]
    whole = [Route(path, records, methods=None) for path in (DATASET_PATH, VOCABULARY)]

    def front(request: Request) -> Response:
        try:
            form = preferred(request.headers.get("accept", "").encode(), (HTML, LD_JSON))
        except NotAcceptable:
            form = HTML
        return RedirectResponse(DATASET_PATH if form == LD_JSON else graphql_path, headers={"Vary": "Accept"})

    return [Route("/", front), *whole, *slugs]

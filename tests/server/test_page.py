"""A person's browser gets GraphiQL where programs get GraphQL."""

import httpx
import pytest

from server.app import build
from server.settings import Settings
from tests.server.double import Echo

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("path", ["/graphql", "/graphql?query=%7B__typename%7D", "/"])
async def test_a_browser_gets_the_page_also_by_a_shared_link(http: httpx.AsyncClient, path: str) -> None:
    response = await http.get(path, headers=BROWSER, follow_redirects=True)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["vary"] == "Accept"
    assert "HostedByTurkiye" in response.text


async def test_the_page_is_there_again_after_a_browser_had_it_already(http: httpx.AsyncClient) -> None:
    first = await http.get("/graphql", headers=BROWSER)
    known = await http.get("/graphql", headers={**BROWSER, "if-none-match": first.headers["etag"]})
    again = await http.get("/graphql", headers=BROWSER)
    assert (known.status_code, known.content) == (304, b"")
    assert again.text == first.text


async def test_a_page_that_posts_gets_json(http: httpx.AsyncClient) -> None:
    response = await http.post("/graphql", json={"query": "{ __typename }"}, headers=BROWSER)
    assert response.json() == {"data": {"__typename": "Query"}}


async def test_the_page_can_be_turned_off(settings: Settings) -> None:
    plain = settings.model_copy(update={"graphiql": False})
    transport = httpx.ASGITransport(build(Echo(), plain))
    async with httpx.AsyncClient(transport=transport, base_url="http://dragoman") as http:
        response = await http.get("/graphql", headers=BROWSER)
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"

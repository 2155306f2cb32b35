"""What is remembered of documents: literals are lifted, shapes are told apart, and a flood of texts drives nobody out."""

import pytest

from engine.cache import Cache
from engine.literals import cut
from tests.asking import Asking


def test_texts_that_differ_in_a_literal_share_a_document(ask: Asking) -> None:
    before = len(ask.engine.documents)
    for slug in ("istanbul-2025-05-16", "istanbul-2025-06-02", "istanbul-2025-07-23"):
        query = f'{{ shared: meeting(slug: "{slug}") {{ slug }} }}'
        assert ask.data(query) == {"shared": {"slug": slug}}
    assert len(ask.engine.documents) == before + 1


@pytest.mark.parametrize("size", [1, 2, 3])
def test_page_sizes_are_no_free_literals(ask: Asking, size: int) -> None:
    found = ask.data(f'{{ country(code: "TR") {{ hostedMeetings(first: {size}) {{ nodes {{ id }} }} }} }}')
    assert len(found["country"]["hostedMeetings"]["nodes"]) == size


def test_fields_that_merge_only_by_equal_literals_are_told_apart(ask: Asking) -> None:
    both = '{{ meeting(slug: "{}") {{ id }} meeting(slug: "{}") {{ slug }} }}'
    assert ask(both.format("istanbul-2025-06-02", "istanbul-2025-06-02")).errors == []
    assert ask(both.format("istanbul-2025-06-02", "istanbul-2025-05-16")).codes == [
        "GRAPHQL_VALIDATION_FAILED"
    ]


def test_a_literal_that_does_not_fit_is_refused_where_it_stands(ask: Asking) -> None:
    assert ask('{ meetings(where: {start: {gte: "2025-06-01"}}) { totalCount } }').errors == []
    reply = ask('{ meetings(where: {start: {gte: "2025-06-31"}}) { totalCount } }')
    assert reply.codes == ["GRAPHQL_VALIDATION_FAILED"]
    assert reply.errors[0]["locations"] == [{"line": 1, "column": 33}]


def test_absent_null_and_given_variables_are_shapes_of_their_own(ask: Asking) -> None:
    query = "query ($w: MeetingWhere, $f: Int = 1) { meetings(where: $w, first: $f) { totalCount nodes { slug } } }"
    every = ask.data(query)["meetings"]
    assert ask.data(query, w=None)["meetings"] == every == ask.data(query, w={})["meetings"]
    assert len(every["nodes"]) == 1
    assert ask.data(query, w={"slug": {"in": []}})["meetings"] == {"totalCount": 0, "nodes": []}
    assert len(ask.data(query, f=3)["meetings"]["nodes"]) == 3


def test_a_cut_keeps_names_apart_from_numbers() -> None:
    one, two = (
        cut('{ a1: f(x: 12, s: "a \\"1\\" b") # 3\n }'),
        cut('{ a1: f(x: 13, s: "a \\"1\\" b") # 3\n }'),
    )
    assert one.skeleton == two.skeleton
    assert one.literals == ("12", '"a \\"1\\" b"', "# 3")
    assert (
        cut("{ a1: f(x: 1.5) }").skeleton
        != cut("{ a1: f(x: 15) }").skeleton
        != cut('{ a1: f(x: "1") }').skeleton
    )


def test_a_flood_of_new_entries_leaves_used_ones_in_the_cache() -> None:
    cache: Cache[int] = Cache(1_000)
    cache.put("used", 1, 100)
    assert cache.get("used") == 1
    for number in range(1_000):
        cache.put(f"new {number}", number, 50)
        assert cache.bytes <= 1_000
    assert cache.get("used") == 1
    assert cache.get("new 0") is None


def test_an_entry_that_grows_beyond_the_budget_leaves() -> None:
    cache: Cache[int] = Cache(1_000)
    cache.put("one", 1, 100)
    cache.get("one")
    cache.grow("one", 900)
    assert (cache.get("one"), cache.bytes) == (None, 0)

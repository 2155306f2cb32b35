"""Types, numbers and bad questions: what a search and a look-up by identifier do with whatever they are asked."""

import pytest

from tests.asking import Asking

SEARCH = """
query($q: String!, $types: [SearchType!], $n: Int) {
  search(query: $q, types: $types, first: $n) { score matched record { __typename id } }
}
"""
RECORD = "query($s: IdScheme!, $v: String!) { record(scheme: $s, value: $v) { __typename id } }"


def types_of(found: list[dict[str, dict[str, str]]]) -> set[str]:
    return {hit["record"]["__typename"] for hit in found}


@pytest.mark.parametrize(
    ("types", "wanted"),
    [
        (["MEETING"], {"Meeting"}),
        (["COUNTRY"], {"Country"}),
        (["OUTCOME", "PROCESS"], {"Outcome", "Process"}),
    ],
)
def test_only_the_types_asked_for(ask: Asking, types: list[str], wanted: set[str]) -> None:
    found = ask.data(SEARCH, q="syria", types=types, n=50)["search"]
    assert types_of(found) == wanted


def test_types_absent_null_and_none(ask: Asking) -> None:
    every = ask.data(SEARCH, q="turkiye")["search"]
    assert every == ask.data(SEARCH, q="turkiye", types=None)["search"]
    assert ask.data(SEARCH, q="turkiye", types=[])["search"] == []


def test_ten_unless_asked_otherwise(ask: Asking) -> None:
    usual, several = 10, 37
    assert len(ask.data(SEARCH, q="talks")["search"]) == usual
    assert len(ask.data(SEARCH, q="talks", n=several)["search"]) == several
    assert ask.data(SEARCH, q="talks", n=0)["search"] == []


@pytest.mark.parametrize("count", [-1, 51])
def test_how_many_is_bounded(ask: Asking, count: int) -> None:
    assert ask(SEARCH, {"q": "talks", "n": count}).codes == ["BAD_PAGE"]


@pytest.mark.parametrize(
    "text",
    ["", "   ", "…", "()", "🕊", '"', "'", "-", "*", "AND", "a AND", "x* OR y", 'istanbul" --', "NEAR(a b)", "col:x",
     "'; drop table meeting; --", "%", "_", "\\", "a" * 500, "talks & | ! <->", "\u202eistanbul", "\n\t"],
)  # fmt: skip
def test_signs_are_no_operators(ask: Asking, text: str) -> None:
    reply = ask(SEARCH, {"q": text})
    assert reply.errors == []
    assert isinstance(reply.data["search"], list)


def test_no_words_no_hits(ask: Asking) -> None:
    for text in ("", " ", "!?", "—"):
        assert ask.data(SEARCH, q=text)["search"] == []


def test_signs_around_words_do_not_matter(ask: Asking) -> None:
    plain = ask.data(SEARCH, q="hakan fidan")["search"]
    assert plain
    assert ask.data(SEARCH, q='"Hakan" & (Fidan)!')["search"] == plain


@pytest.mark.parametrize("text", ["x" * 10_000, "a\x00b", "istanbul " * 60])
def test_what_cannot_be_searched_is_refused(ask: Asking, text: str) -> None:
    reply = ask(SEARCH, {"q": text})
    assert reply.codes == ["BAD_USER_INPUT"]
    assert reply.statements == 0


@pytest.mark.parametrize(
    ("scheme", "value", "wanted"),
    [
        ("ISO_3166_1_ALPHA_2", "tr", "Actor:TR"),
        ("ISO_3166_1_ALPHA_3", " tur ", "Actor:TR"),
        ("ISO_3166_1_ALPHA_3", "XKX", "Actor:XK"),
        ("ISO_3166_1_NUMERIC", "792", "Actor:TR"),
        ("ISO_3166_1_NUMERIC", "4", "Actor:AF"),
        ("ISO_3166_1_NUMERIC", "004.0", "Actor:AF"),
        ("UN_M49", "792", "Actor:TR"),
        ("WIKIDATA", "q43", "Actor:TR"),
        ("WIKIDATA", "https://www.wikidata.org/wiki/Q43", "Actor:TR"),
        ("WIKIDATA", "Q1030", "Actor:NA"),
        ("GLEDITSCH_WARD", "640", "Actor:TR"),
        ("GLEDITSCH_WARD", "678.0", "Actor:YE"),
        ("GLEDITSCH_WARD", "816", "Actor:VN"),
        ("GLEDITSCH_WARD", "817", "Actor:republic-of-vietnam"),
        ("GLEDITSCH_WARD", "345", "Actor:federal-republic-of-yugoslavia"),
        ("UCDP_ACTOR", "115", "Actor:TR"),
        ("UCDP_ACTOR", "49", "Actor:RS"),
        ("UCDP_ACTOR", "303", "Actor:taliban"),
        ("UCDP_CONFLICT", "13243.0", "Conflict:russia-ukraine-war"),
        ("UCDP_CONFLICT", " 389 ", "Conflict:bosnian-war"),
        ("UCDP_AGREEMENT", "1063", "Outcome:belfast-1998-04-10-agreement"),
    ],
)
def test_a_record_by_the_id_of_another_dataset(ask: Asking, scheme: str, value: str, wanted: str) -> None:
    found = ask.data(RECORD, s=scheme, v=value)["record"]
    assert found is not None
    assert found["id"] == wanted


@pytest.mark.parametrize(
    ("scheme", "value"),
    [("ISO_3166_1_ALPHA_2", "ZZ"), ("ISO_3166_1_ALPHA_2", "TUR"), ("WIKIDATA", "43"), ("UCDP_CONFLICT", "346"),
     ("UCDP_CONFLICT", ""), ("UN_DOCUMENT", "' or 1=1 --"), ("CORRELATES_OF_WAR", "640"), ("PARTNER", "x/y")],
)  # fmt: skip
def test_an_id_that_nobody_has_leads_nowhere(ask: Asking, scheme: str, value: str) -> None:
    assert ask.data(RECORD, s=scheme, v=value)["record"] is None


def test_an_unknown_scheme_is_a_mistake_in_the_question(ask: Asking) -> None:
    assert ask('{ record(scheme: GEONAMES, value: "1") { id } }').codes == ["GRAPHQL_VALIDATION_FAILED"]
    assert ask(RECORD, {"s": "GEONAMES", "v": "1"}).codes == ["BAD_USER_INPUT"]


def test_an_id_with_a_nul_is_refused(ask: Asking) -> None:
    assert ask(RECORD, {"s": "DOI", "v": "10.1234/a\x00"}).codes == ["BAD_USER_INPUT"]

"""Names in many languages, the nearest one where there is none, and the offices of the day."""

import pytest

from engine.languages import canonical, chain
from tests.asking import Asking

NAME = "query($code: CountryCode!, $tag: LanguageTag) { country(code: $code) { name(language: $tag) } }"
NAMES = """
query($slug: String!, $kinds: [NameKind!], $tags: [LanguageTag!]) {
  actor(slug: $slug) { names(kinds: $kinds, languages: $tags) { text language from { edtf } to { edtf } } }
}
"""


@pytest.mark.parametrize(
    ("code", "tag", "wanted"),
    [
        ("TR", "tr", "Türkiye"),
        ("TR", "de", "Türkei"),
        ("TR", "uk", "Туреччина"),
        ("TR", "TR", "Türkiye"),
        ("TR", "zh-TW", "土耳其"),
        ("TR", "ar", "تركيا"),
        ("DE", "zh-Hans", "德国"),
        ("DE", "zh-TW", "德國"),
        ("DE", "zh-hant", "德國"),
        ("DE", "pt-BR", "Alemanha"),
        ("DE", "pt-AO", "Alemanha"),
        ("DE", "sr", "Немачка"),
        ("DE", "sr-ME", "Nemačka"),
        ("DE", "iw", "גרמניה"),
        ("DE", "nb", "Tyskland"),
        ("DE", "de-AT-1996", "Deutschland"),
        ("DE", "en-GB", "Germany"),
        ("DE", "qq", "Germany"),
        ("DE", "x-private", None),
        ("DE", None, "Germany"),
        ("CI", "en", "Côte d’Ivoire"),
        ("XK", "sq", "Kosovë"),
    ],
)
def test_the_name_in_a_language_or_the_nearest(
    ask: Asking, code: str, tag: str | None, wanted: str | None
) -> None:
    reply = ask(NAME, {"code": code, "tag": tag})
    if wanted is None:
        assert reply.codes == ["BAD_USER_INPUT"]
    else:
        assert reply.data["country"]["name"] == wanted
        assert reply.statements == 1


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("zh-TW", ("zh-TW", "zh-Hant-TW", "zh-Hant", "zh")),
        ("es-MX", ("es-MX", "es-419", "es")),
        ("pt-AO", ("pt-AO", "pt-PT", "pt")),
        ("tr", ("tr",)),
        ("nb", ("nb", "no")),
        ("zh-Hans", ("zh-Hans", "zh")),
    ],
)
def test_where_to_look_for_a_name(tag: str, wanted: tuple[str, ...]) -> None:
    assert chain(tag) == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [("ZH-hans", "zh-Hans"), ("PT-br", "pt-BR"), ("iw", "he"), ("en-u-ca-BUDDHIST", "en-u-ca-buddhist")],
)
def test_tags_are_written_in_one_way(given: str, wanted: str) -> None:
    assert canonical(given) == wanted


@pytest.mark.parametrize("tag", ["", "t", "tr_TR", "x y", "tr-", "-tr", "türkçe", "a" * 40, "tr\x00"])
def test_what_is_no_tag_is_refused(ask: Asking, tag: str) -> None:
    assert canonical(tag) is None
    reply = ask(NAME, {"code": "TR", "tag": tag})
    assert reply.codes == ["BAD_USER_INPUT"]
    assert reply.statements == 0


def test_former_names_say_until_when(ask: Asking) -> None:
    found = ask.data(NAMES, slug="TR", kinds=["FORMER"])["actor"]["names"]
    assert {"text": "Turkey", "language": "en", "from": None, "to": {"edtf": "2022-06"}} in found


def test_names_in_hundreds_of_languages(ask: Asking) -> None:
    for slug, least in (("TR", 200), ("united-nations", 150), ("european-union", 150)):
        assert len(ask.data(NAMES, slug=slug)["actor"]["names"]) > least
    assert [
        one["text"]
        for one in ask.data(NAMES, slug="european-union", tags=["tr"], kinds=["COMMON"])["actor"]["names"]
    ] == ["Avrupa Birliği"]


def test_the_office_of_the_day(ask: Asking) -> None:
    query = '{ person(slug: "hakan-fidan") { seats(first: 100) { nodes { meeting { start { earliest } } positions { title } } } } }'
    seats = ask.data(query)["person"]["seats"]["nodes"]
    assert seats
    for seat in seats:
        titles = [position["title"] for position in seat["positions"]]
        minister = seat["meeting"]["start"]["earliest"] > "2023-07"
        assert (
            titles == ["Minister of Foreign Affairs"]
            if minister
            else "Minister of Foreign Affairs" not in titles
        )

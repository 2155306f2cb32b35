"""MEND's events as meetings, with every trap that its files hold."""

from pathlib import Path
from typing import Any

import pytest

from db.enums import RecordType
from exchange.adapters import DATASETS, Draft, Nothing, adapt
from tests.adapters.files import EVENT, Row, save


def drafted(folder: Path, *rows: Row) -> Draft:
    return adapt(DATASETS["mend-2026-03"], save(folder, "mend-2026-03", *rows), Nothing(), part=True).draft


def meeting(folder: Path, **changes: str) -> dict[str, Any]:
    draft = drafted(folder, EVENT | changes)
    return next(data for (kind, _), data in draft.records.items() if kind == RecordType.MEETING)


def test_an_event_is_a_meeting_and_its_number_holds_in_its_release(tmp_path: Path) -> None:
    told = meeting(tmp_path)
    assert (told["start"], told["venue"]["city"], told["venue"]["country"]) == ("2020-01-06", "Cairo", "EG")
    assert [one.get("actor") for one in told["mediators"]] == ["EG", "mend-african-union", None]
    assert told["external_ids"] == [{"scheme": "MEND_EVENT", "value": "RIV202001-1", "release": "2026-03-24"}]


def test_prose_is_nowhere(tmp_path: Path) -> None:
    draft = drafted(tmp_path, EVENT)
    assert "Words of a coder" not in repr(draft.records)
    assert "Words of a coder" not in repr(draft.remarks)


def test_a_day_that_does_not_exist_leaves_the_row_out(tmp_path: Path) -> None:
    draft = drafted(tmp_path, EVENT | {"Day": "31", "Month": "11"}, EVENT)
    left = [one for one in draft.remarks if one.code == "LEFT_OUT"]
    assert [(one.line, one.field) for one in left] == [(2, "day")]
    assert sum(kind == RecordType.MEETING for kind, _ in draft.records) == 1


def test_an_empty_day_is_a_month(tmp_path: Path) -> None:
    assert meeting(tmp_path, Day="")["start"] == "2020-01"


def test_lists_of_unequal_length_are_both_kept_and_never_paired(tmp_path: Path) -> None:
    told = meeting(tmp_path, individual_med_named="Ada Demir; Bo Nilsen", med_scope="indnam1;indnam2;indnam3")
    persons = [one["person"] for side in told["mediators"] for one in side["members"]]
    assert persons == ["mend-ada-demir", "mend-bo-nilsen"]
    assert "indnam1; indnam2; indnam3" in told["note"]


def test_ids_go_with_names_where_the_lists_pair_up(tmp_path: Path) -> None:
    draft = drafted(tmp_path, EVENT)
    assert draft.records[RecordType.PERSON, "mend-ada-demir"]["external_ids"][0]["value"] == "indnam1"


def test_words_in_the_place_of_ids_identify_nobody(tmp_path: Path) -> None:
    draft = drafted(tmp_path, EVENT | {"local_party_id": "ACLED"})
    assert draft.records[RecordType.ACTOR, "mend-rf-ridge-front"]["external_ids"] == []


def test_one_number_for_two_events_is_told_and_both_are_kept(tmp_path: Path) -> None:
    draft = drafted(tmp_path, EVENT, EVENT | {"Day": "7"})
    assert sum(kind == RecordType.MEETING for kind, _ in draft.records) == 2
    assert [(one.line, one.field) for one in draft.remarks if "stands in row 2 too" in one.message] == [
        (3, "id")
    ]


@pytest.mark.parametrize(
    ("place", "country", "venue"),
    [
        ("Tripoli, Lebanon", "LBN", {"city": "Tripoli"}),
        ("Tripoli, Libya", "LBY", {"city": "Tripoli", "country": "LY", "latitude": 30.0, "longitude": 31.2}),
        ("London", "CAN", {"city": "London"}),
        ("Islamabad, India", "IND", {"city": "Islamabad"}),
        ("Qatar", "QAT", {"country": "QA"}),
        ("unknown", "", None),
        ("Virtual", "0", None),
    ],
)
def test_places_that_the_geocoder_mistook_lose_their_country(
    tmp_path: Path, place: str, country: str, venue: dict[str, Any] | None
) -> None:
    changes = {"med_location - MULTISELECT": place, "med_loc_cty": country, "conflict_country": "Libya"}
    assert meeting(tmp_path, **changes)["venue"] == venue


def test_numbers_of_other_states_are_told_and_not_imported(tmp_path: Path) -> None:
    draft = drafted(tmp_path, EVENT | {"third_party": "Germany; Iceland", "third_party_id_GW": "255;385"})
    assert sum(one.field == "third_numbers" for one in draft.remarks) == 2
    assert "GLEDITSCH_WARD" not in repr(
        [data.get("external_ids") for (kind, slug), data in draft.records.items() if slug in ("DE", "IS")]
    )


def test_an_agreement_that_is_not_named_is_not_invented(tmp_path: Path) -> None:
    assert meeting(tmp_path, agmt="1")["outcomes"] == []
    named = meeting(tmp_path, agmt="1", agmt_name="River declaration")["outcomes"]
    assert [one["title"] for one in named] == ["River declaration"]


def test_a_country_is_no_conflict(tmp_path: Path) -> None:
    assert meeting(tmp_path)["conflicts"] == []

"""UCDP/PRIO Armed Conflict and UCDP Dyadic: a row a year, so a conflict is the sum of its rows."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from db.enums import ActorKind, IdScheme, RecordType
from exchange import limits
from exchange.adapters import states
from exchange.adapters.cells import NoDay, parts, precise
from exchange.adapters.draft import Draft
from exchange.adapters.layout import Column, Layout, Row
from exchange.adapters.ucdp_actor import known_as, minted

_IDS: Final = r"\d+(, \d+)*"
_DAY: Final = r"\d{4}-\d\d-\d\d"
_PRECISION: Final = "[1-7]"
_ENDS: Final = (
    Column("gwno_a", "gwno_a", r"\d+(, +\d+)*"),
    Column("gwno_a_2nd"),
    Column("gwno_b"),
    Column("gwno_b_2nd"),
    Column("gwno_loc"),
    Column("region", "", "[1-5](, [1-5])*"),
    Column("version", "version", r"25\.1", fixed=True),
)
_SIDES: Final = (
    Column("location", "location"),
    Column("side_a", "side_a"),
    Column("side_a_id", "side_a_id", _IDS, fixed=True),
    Column("side_a_2nd"),
    Column("side_b", "side_b"),
    Column("side_b_id", "side_b_id", _IDS, fixed=True),
    Column("side_b_2nd"),
    Column("incompatibility", "incompatibility", "[1-3]", fixed=True),
    Column("territory_name", "territory"),
    Column("year", "year", r"\d{4}", fixed=True),
    Column("intensity_level", "", "[12]"),
)
_STARTS: Final = (
    Column("start_date", "start", _DAY),
    Column("start_prec", "start_precision", _PRECISION),
    Column("start_date2"),
    Column("start_prec2", "", _PRECISION),
)

CONFLICT_25_1: Final = Layout(
    (
        Column("conflict_id", "id", r"\d+", fixed=True),
        *_SIDES,
        Column("cumulative_intensity", "", "[01]"),
        Column("type_of_conflict", "type", "[1-4]", fixed=True),
        *_STARTS,
        Column("ep_end", "over", "[01]"),
        Column("ep_end_date", "end", _DAY),
        Column("ep_end_prec", "end_precision", _PRECISION),
        *_ENDS,
    ),
    rows=2752,
)

DYADIC_25_1: Final = Layout(
    (
        Column("dyad_id", "dyad", r"\d+", fixed=True),
        Column("conflict_id", "id", r"\d+", fixed=True),
        *_SIDES,
        Column("type_of_conflict", "type", "[1-4]", fixed=True),
        *_STARTS,
        *_ENDS,
    ),
    rows=3432,
)


def conflict_id(number: str) -> str:
    """The id of a conflict that UCDP numbers."""
    return f"ucdp-conflict-{number}"


def adapt(draft: Draft, rows: list[Row]) -> None:
    """Conflicts with their parties, and the numbers of states."""
    by_number: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_number[row["id"]].append(row)
    names = _single_names(rows)
    _state_numbers(draft, rows)
    for number, its in by_number.items():
        _conflict(draft, number, sorted(its, key=lambda row: row["year"]), names)


def adapt_dyads(draft: Draft, rows: list[Row]) -> None:
    """The same from the dyadic file: every party has a row with its own name there, and a dyad its number."""
    adapt(draft, rows)
    for row in rows:
        key = (RecordType.CONFLICT, _known(draft, row["id"]))
        told = draft.records[key]["external_ids"]
        for one in draft.ids(((IdScheme.UCDP_DYAD, row["dyad"]),)):
            if one not in told and len(told) < limits.LISTS["external_ids"]:
                told.append(one)


def _known(draft: Draft, number: str) -> str:
    return draft.known.numbered(RecordType.CONFLICT, ((IdScheme.UCDP_CONFLICT, number),)) or conflict_id(
        number
    )


def _single_names(rows: Iterable[Row]) -> dict[str, str]:
    """The names of parties from cells with one number: names hold commas, so lists of them cannot be parted."""
    names: dict[str, str] = {}
    for row in rows:
        for side in ("side_a", "side_b"):
            if "," not in row[f"{side}_id"]:
                names.setdefault(row[f"{side}_id"], row[side])
    return names


def _conflict(draft: Draft, number: str, rows: list[Row], names: dict[str, str]) -> None:
    first, last = rows[0], rows[-1]
    data: dict[str, Any] = {
        "id": _known(draft, number),
        "name": f"{first['location']}: {first['territory'] or 'Government'}"[: limits.LINE],
        "started": _date(draft, first, "start"),
        "ended": _date(draft, last, "end") if last.cells.get("over") == "1" else None,
        "parties": _parties(draft, rows, names),
        "sources": [draft.cite],
        "external_ids": draft.ids(((IdScheme.UCDP_CONFLICT, number),)),
    }
    draft.add(RecordType.CONFLICT, first, data)


def _date(draft: Draft, row: Row, name: str) -> str | None:
    try:
        return precise(row[name], row[f"{name}_precision"])
    except NoDay as error:
        draft.remark(row, name, str(error))
        return None


def _parties(draft: Draft, rows: list[Row], names: dict[str, str]) -> list[str]:
    """Every primary party of every year, in order of appearance."""
    numbers = dict.fromkeys(
        number for row in rows for side in ("side_a_id", "side_b_id") for number in parts(row[side], ",")
    )
    told = [_party(draft, number, names) for number in numbers]
    return list(dict.fromkeys(one for one in told if one))[: limits.LISTS["parties"]]


def _party(draft: Draft, number: str, names: dict[str, str]) -> str | None:
    name = names.get(number)
    if name is not None:
        kind = ActorKind.STATE if name.startswith("Government of ") else ActorKind.ARMED_GROUP
        return known_as(draft, number, [name], kind)
    known = draft.known.numbered(RecordType.ACTOR, ((IdScheme.UCDP_ACTOR, number),))
    return known or next((slug for kind, slug in draft.records if slug == minted(number)), None)


def _state_numbers(draft: Draft, rows: list[Row]) -> None:
    """Numbers of Gleditsch and Ward, where one state stands on a side; another state's number is left aside."""
    for row in rows:
        code = states.of_government(row["side_a"])
        if code is None or "," in row["gwno_a"] or not row["gwno_a"]:
            continue
        right = states.wrong_number(code, row["gwno_a"])
        if right is None:
            draft.state(code, ((IdScheme.GLEDITSCH_WARD, row["gwno_a"]),))
        else:
            draft.remark(
                row, "gwno_a", f"{row['gwno_a']} is not {code}'s number, {right} is; it is left aside."
            )

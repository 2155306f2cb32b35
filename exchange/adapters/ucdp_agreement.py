"""UCDP Peace Agreement Dataset: agreements as outcomes that no meeting is known of. UCDP's comments are not read."""

from typing import Any, Final

from db.enums import IdScheme, OutcomeKind, OutcomeStatus, RecordType
from exchange import limits
from exchange.adapters.cells import NoDay, address, iso_day, parts, whole
from exchange.adapters.draft import Draft
from exchange.adapters.layout import Column, Layout, Row
from exchange.adapters.ucdp_actor import minted
from exchange.adapters.ucdp_conflict import conflict_id

PROVISIONS: Final = {
    "cease": "ceasefire",
    "intarmy": "integration of rebels into the army",
    "ddr": "disarmament",
    "withd": "withdrawal of foreign forces",
    "mil_prov": "",
    "pp": "right to form a political party",
    "intgov": "integration into the government",
    "intciv": "integration into the civil service",
    "elections": "elections",
    "interim": "integration into an interim government",
    "natalks": "national talks",
    "shagov": "power sharing in government",
    "pol_prov": "",
    "aut": "autonomy",
    "fed": "federalism",
    "ind": "independence",
    "ref ": "referendum on the status of a territory",
    "shaloc": "local power sharing",
    "regdev": "regional development",
    "cul": "cultural freedoms",
    "demarcation": "demarcation of a border",
    "locgov": "local government",
    "terr_prov": "",
    "amn": "amnesty",
    "pris": "release of prisoners",
    "recon": "reconciliation",
    "return ": "return of refugees",
    "justice_prov": "",
    "reaffirm": "reaffirmation of an earlier agreement",
    "outlin": "outline of a negotiating agenda",
    "pko": "peacekeeping operation",
    "gender": "gender",
    "co_impl": "body for implementation",
}
"""The provisions that a column says an agreement has, in words of our own; those that sum up others say nothing."""

TYPES: Final = {"1": "full agreement", "2": "partial agreement", "3": "peace process agreement"}

_IDS: Final = r"\d+(, ?\d+)*"
_DAY: Final = r"\d{4}-\d\d-\d\d"

RELEASE_22_1: Final = Layout(
    (
        Column("paid", "id", r"\d+", fixed=True),
        Column("region", "", "[1-5]"),
        Column("gwno", "", _IDS),
        Column("conflict_id", "conflicts", _IDS, fixed=True),
        Column("conflict_name", "conflict_names"),
        Column("dyad_id", "dyads", _IDS),
        Column("dyad_name"),
        Column("actor_id", "actors", _IDS, fixed=True),
        Column("actor_name"),
        Column("incompatibility", "", "[1-3](, [1-3])*"),
        Column("pa_name", "title"),
        Column("year", "year", r"\d{4}"),
        Column("pa_date", "date", _DAY),
        *(Column(name, prose=True) for name in ("pa_comment", "pa_sign", "c_sign", "pa_3rd", "c_3rd")),
        Column("ended", "ended", "True|False"),
        Column("duration", "ended_on", _DAY),
        Column("c_duration", prose=True),
        *(Column(name, name.strip(), "[01]") for name in PROVISIONS),
        Column("termdur", "", r"-?\d+"),
        Column("noconf17"),
        Column("txt", "", "[01]"),
        Column("linktofulltextagreement", "link"),
        Column("inclusive", "", "-?[12]"),
        Column("no_dyad"),
        Column("pa_type", "type", "[1-3]", fixed=True),
        *(Column(name) for name in ("out_iss", "procID", "frame")),
        Column("version", "version", r"22\.1", fixed=True),
        *(Column(name) for name in ("dateintervalstart_meta", "dateintervalend_meta")),
    ),
    rows=374,
    sheet="Dataset",
)


def adapt(draft: Draft, rows: list[Row]) -> None:
    """An outcome a row."""
    for row in rows:
        try:
            _agreement(draft, row, iso_day(row["date"]).isoformat())
        except NoDay as error:
            draft.remark(row, "date", str(error), "LEFT_OUT")


def _agreement(draft: Draft, row: Row, date: str) -> None:
    number = whole(row["id"]) or row["id"]
    ids = ((IdScheme.UCDP_AGREEMENT, number),)
    if date[:4] != row["year"]:
        draft.remark(row, "year", f"The year is {row['year']}, the date {date}; the date is kept.")
    data: dict[str, Any] = {
        "id": draft.known.numbered(RecordType.OUTCOME, ids) or f"ucdp-agreement-{number}",
        "kind": OutcomeKind.AGREEMENT_SIGNED,
        "status": OutcomeStatus.LAPSED if row["ended"] == "True" else OutcomeStatus.AGREED,
        "title": " ".join(row["title"].split())[: limits.LINE],
        "conflicts": _conflicts(draft, row),
        "signatories": _signatories(draft, row),
        "date": date,
        "status_history": _life(draft, row, date),
        "documents": _document(draft, row),
        "note": _note(row),
        "sources": [draft.cite],
        "external_ids": draft.ids(ids),
    }
    draft.foreign[RecordType.OUTCOME, draft.add(RecordType.OUTCOME, row, data)] = number


def _conflicts(draft: Draft, row: Row) -> list[str]:
    """The conflicts by number; one that is not recorded yet is, when the row names it alone."""
    numbers = list(dict.fromkeys(parts(row["conflicts"], ",")))
    found = []
    for number in numbers:
        ids = ((IdScheme.UCDP_CONFLICT, number),)
        slug = draft.known.numbered(RecordType.CONFLICT, ids) or conflict_id(number)
        name = row["conflict_names"] if len(numbers) == 1 else f"UCDP conflict {number}"
        data = {"id": slug, "name": name, "sources": [draft.cite], "external_ids": draft.ids(ids)}
        found.append(draft.add(RecordType.CONFLICT, None, data))
    return found


def _signatories(draft: Draft, row: Row) -> list[str]:
    """The warring parties that signed, by number: their names hold commas and cannot be parted."""
    found: list[str] = []
    unknown: list[str] = []
    for number in dict.fromkeys(parts(row["actors"], ",")):
        slug = draft.known.numbered(RecordType.ACTOR, ((IdScheme.UCDP_ACTOR, number),))
        if slug is None and (RecordType.ACTOR, minted(number)) in draft.records:
            slug = minted(number)
        (found if slug else unknown).append(slug or number)
    if unknown:
        told = f"No actor is recorded under {', '.join(unknown)} of UCDP; left out among the signatories."
        draft.remark(row, "actors", told)
    return list(dict.fromkeys(found))


def _life(draft: Draft, row: Row, date: str) -> list[dict[str, Any]]:
    """The agreement's end, where the file says that it ended and when."""
    if row["ended"] != "True":
        return []
    try:
        over = iso_day(row["ended_on"]).isoformat() if row["ended_on"] else None
    except NoDay as error:
        draft.remark(row, "ended_on", str(error))
        over = None
    return [
        {"status": OutcomeStatus.AGREED, "date": date},
        {"status": OutcomeStatus.LAPSED, **({"date": over} if over else {})},
    ]


def _document(draft: Draft, row: Row) -> list[dict[str, Any]]:
    if not row["link"]:
        return []
    url = address(row["link"])
    if url is None:
        draft.remark(row, "link", f"{row['link'][:80]!r} is not an address.")
        return []
    return [{"title": "Full text", "url": url}]


def _note(row: Row) -> str:
    told = [words for name, words in PROVISIONS.items() if words and row[name.strip()] == "1"]
    provisions = f"; provisions: {', '.join(told)}" if told else ""
    return f"Coded by UCDP as a {TYPES[row['type']]}{provisions}."

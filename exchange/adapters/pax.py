"""PA-X Peace Agreements Database: agreements as outcomes, peace processes as processes. Its prose is not read."""

from typing import Any, Final

from db.enums import IdScheme, OutcomeKind, OutcomeStatus, RecordType
from exchange import limits
from exchange.adapters.cells import NoDay, address, day_first, whole
from exchange.adapters.draft import Draft
from exchange.adapters.layout import Column, Layout, Row

STATUS: Final = {
    "Multiparty signed/agreed": (None, OutcomeStatus.AGREED),
    "Unilateral document": (OutcomeKind.PLEDGE, OutcomeStatus.AGREED),
    "Status unclear": (None, OutcomeStatus.UNKNOWN),
    "Agreement with subsequent status": (None, OutcomeStatus.AGREED),
}
"""PA-X's status: the kind where it decides that, and ours."""

KINDS: Final = {"Cea": OutcomeKind.CEASEFIRE, "Ren": OutcomeKind.EXTENSION}
"""Stages that say more than that something was agreed."""

_WHOLE: Final = r"\d+(\.0)?"

RELEASE_10: Final = Layout(
    (
        Column("Con", "countries"),
        Column("Contp", "", "Government|Territory|Government/territory|Inter-group|Other"),
        Column("PP", "process", r"\d+"),
        Column("PPName", "process_name"),
        Column("Reg"),
        Column("AgtId", "id", r"\d+", fixed=True),
        Column("Ver", "", r"10|[1-9]", fixed=True),
        Column("Agt", "title"),
        Column("Dat", "date", r"\d\d?/\d\d?/\d{4}"),
        Column("Status", "status", "|".join(STATUS)),
        Column("Lgt"),
        Column("N_characters"),
        Column("Agtp", "", "Inter|InterIntra|Intra|IntraLocal"),
        Column("Stage", "stage", "Pre|SubPar|Cea|Imp|SubComp|Ren|Oth"),
        Column("StageSub", "", "[A-Za-z]+"),
        *(Column(name, prose=True) for name in ("Part", "ThrdPart", "OthAgr")),
        Column("Loc1ISO", "", "[A-Z]{3}"),
        Column("Loc2ISO", "", "[A-Z]{3}"),
        Column("Loc1GWNO", "", _WHOLE),
        Column("Loc2GWNO", "", _WHOLE),
        Column("UcdpCon", "ucdp_conflict", _WHOLE),
        Column("UcdpAgr", "ucdp_agreement", _WHOLE),
        *(Column(name, "", _WHOLE) for name in ("PamAgr", "CowWar")),
        Column("Interim", "", "Yes|No"),
        Column("description", prose=True),
        *(Column(name) for name in ("stage_label", "stage - sort", "stage_short", "agt_type", "agt_dat")),
        Column("year", "", r"\d{4}"),
        Column("PAX_Hyperlink", "link"),
        Column("PDF_Hyperlink", "pdf"),
        *(Column(name) for name in ("stage_display", "substage_label")),
    ),
    rows=2257,
    missing=frozenset({"", "NA", "N/A"}),
)

LONGEST_ID: Final = 5
"""Digits of a UCDP agreement's id; longer ones are dates or typing errors."""


def adapt(draft: Draft, rows: list[Row]) -> None:
    """An outcome a row."""
    for row in rows:
        try:
            _agreement(draft, row, day_first(row["date"]).isoformat())
        except NoDay as error:
            draft.remark(row, "date", str(error), "LEFT_OUT")


def _agreement(draft: Draft, row: Row, date: str) -> None:
    ids = [(IdScheme.PAX_AGREEMENT, row["id"]), *_ucdp(draft, row)]
    known = draft.known.numbered(RecordType.OUTCOME, ids[:1])
    kind, status = STATUS.get(row["status"], (None, OutcomeStatus.UNKNOWN))
    data: dict[str, Any] = {
        "id": known or f"pax-agreement-{row['id']}",
        "kind": kind or KINDS.get(row["stage"], OutcomeKind.AGREEMENT_SIGNED),
        "status": status,
        "title": " ".join(row["title"].split())[: limits.LINE],
        "process": _process(draft, row),
        "conflicts": _conflicts(draft, row),
        "date": date,
        "documents": _document(draft, row),
        "sources": [draft.cite, *_page(draft, row)],
        "external_ids": draft.ids(ids),
    }
    draft.foreign[RecordType.OUTCOME, draft.add(RecordType.OUTCOME, row, data)] = row["id"]


def _process(draft: Draft, row: Row) -> str | None:
    number, name = row["process"], " ".join(row["process_name"].split())
    if not number or not name:
        return None
    ids = draft.ids(((IdScheme.PAX_PROCESS, number),))
    data = {"id": f"pax-process-{number}", "name": name, "external_ids": ids, "sources": [draft.cite]}
    return draft.add(RecordType.PROCESS, None, data)


def _conflicts(draft: Draft, row: Row) -> list[str]:
    """The conflict, where it is recorded: PA-X gives UCDP's number and no name."""
    if not row["ucdp_conflict"]:
        return []
    number = whole(row["ucdp_conflict"]) or row["ucdp_conflict"]
    slug = draft.known.numbered(RecordType.CONFLICT, ((IdScheme.UCDP_CONFLICT, number),))
    if slug is None:
        draft.remark(row, "ucdp_conflict", f"No conflict is recorded under {number} of UCDP; left out.")
    return [slug] if slug else []


def _ucdp(draft: Draft, row: Row) -> list[tuple[IdScheme, str]]:
    if not row["ucdp_agreement"]:
        return []
    number = whole(row["ucdp_agreement"])
    if number is None or len(number) > LONGEST_ID:
        draft.remark(row, "ucdp_agreement", f"{row['ucdp_agreement']} is no id of UCDP; left aside.")
        return []
    return [(IdScheme.UCDP_AGREEMENT, number)]


def _document(draft: Draft, row: Row) -> list[dict[str, Any]]:
    url = address(row["pdf"])
    return [{"title": "Full text", "url": url}] if url else []


def _page(draft: Draft, row: Row) -> list[str]:
    url = address(row["link"])
    return [draft.source(url)] if url else []

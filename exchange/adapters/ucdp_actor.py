"""UCDP Actor Dataset: the governments and groups of the Uppsala Conflict Data Program as actors."""

from typing import Final

from db.enums import ActorKind, IdScheme
from exchange.adapters import states
from exchange.adapters.cells import parts, whole
from exchange.adapters.draft import Draft
from exchange.adapters.layout import Column, Layout, Row

GOVERNMENT: Final = "4"
KINDS: Final = {
    "1": ActorKind.ARMED_GROUP,
    "2": ActorKind.ARMED_GROUP,
    "3": ActorKind.OTHER,
    GOVERNMENT: ActorKind.STATE,
}
"""`Org`: a formally organised group, an informally organised one, a community, a government."""

_FLAG: Final = "0|1"

RELEASE_22_1: Final = Layout(
    (
        Column("ActorId", "id", r"\d+", fixed=True),
        Column("NameData", "name"),
        Column("NameOrig", "original"),
        Column("NameOrigFull", "original_full"),
        Column("NameOrigFullEng", "english_full"),
        Column("NameChange", "renamed", _FLAG),
        Column("NewName", "new_name"),
        Column("NewNameFullMotherTongue", "new_full"),
        Column("NewNameFullEng", "new_english"),
        Column("Org", "org", "[1-4]", fixed=True),
        Column("ConflictId", "conflicts", r"\d+(, \d+)*"),
        Column("DyadId", "dyads", r"\d+(, \d+)*"),
        Column("PrimaryParty", "", _FLAG),
        *(Column(name) for name in ("OSID", "OSCoalition", "OSCoalitionID")),
        *(Column(name) for name in ("NSID", "NSCoalition", "NSCoalitionID")),
        Column("Splinter", "", _FLAG),
        *(Column(name) for name in ("NamePrev", "ActorIdPrev")),
        Column("SplitTemp", "", _FLAG),
        *(Column(name) for name in ("NameSplitTemp", "ActorIdSplitTemp")),
        Column("Alliance", "", _FLAG),
        *(Column(name) for name in ("NameAlliance", "ActorIdAlliance")),
        Column("JoinGroup", "", _FLAG),
        *(Column(name) for name in ("GroupName", "ActorIdGroup")),
        # Where an actor fights, not where it is from: Singapore has Afghanistan's number. Never read as its state.
        *(Column(name) for name in ("Location", "GWNOLoc", "Region")),
        Column("Version", "version", r"22\.1", fixed=True),
    ),
    rows=1725,
    missing=frozenset({"", "n/a"}),
)

NAMES: Final = ("name", "original", "original_full", "english_full", "new_name", "new_full", "new_english")


def minted(number: str) -> str:
    """The id of an actor that UCDP alone knows."""
    return f"ucdp-actor-{number}"


def adapt(draft: Draft, rows: list[Row]) -> None:
    """An actor a row; governments of states with an ISO code are those states."""
    for row in rows:
        number = whole(row["id"])
        if number is None or not row["name"]:
            draft.remark(row, "name", "The row has no id or no name.", "LEFT_OUT")
            continue
        known_as(draft, number, [row[name] for name in NAMES if row[name]], KINDS[row["org"]])


def known_as(draft: Draft, number: str, names: list[str], kind: ActorKind) -> str:
    """The actor of a number and its names."""
    ids = ((IdScheme.UCDP_ACTOR, number),)
    code = states.of_government(names[0])
    if code is not None:
        return draft.state(code, ids)
    return draft.actor(_names(names), kind, minted=minted(number), ids=ids)


def _names(names: list[str]) -> list[str]:
    """The name in use first, and each other once; a cell may hold several, parted by semicolons."""
    told = [names[0], *(part for name in names[1:] for part in parts(name) if part)]
    return list(dict.fromkeys(" ".join(name.split())[:500] for name in told))

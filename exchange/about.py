"""What the dataset is called, what it is about, and where its licence is kept."""

from typing import Final, NamedTuple
from urllib.parse import quote

TITLE: Final = "Dragoman: conflict diplomacy"
ABOUT: Final = (
    "Who met whom in conflict diplomacy: meetings and their hosts, delegations, persons and mediators, what came of "
    "them, and the sources on which it all rests."
)


class Licence(NamedTuple):
    """A licence as its author calls it, and where the author keeps it."""

    title: str
    address: str


LICENCES: Final = {
    "CC-BY-4.0": Licence(
        "Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/"
    )
}
"""By SPDX identifier."""


def licence(name: str) -> str:
    """The address of a licence by its SPDX identifier: its author's, else that of SPDX."""
    return LICENCES[name].address if name in LICENCES else f"https://spdx.org/licenses/{quote(name)}"

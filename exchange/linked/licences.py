"""Where licences are kept."""

from typing import Final
from urllib.parse import quote

_KEPT: Final = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


def licence(name: str) -> str:
    """The address of a licence by its SPDX identifier: its author's, else that of SPDX."""
    return _KEPT.get(name) or f"https://spdx.org/licenses/{quote(name)}"

"""How imports of datasets sign what they change, and whose contents a record holds after them."""

from typing import Final

DATASET: Final = "dataset:"
"""dataset:mend-2026-03 wrote the record itself."""

_ON: Final = " on "


def added_to(agent: str, owner: str) -> str:
    """`dataset:mend-2026-03 on curated:gaza.yaml`: identifiers were added, the contents stay their author's."""
    return f"{agent}{_ON}{owner}"


def owner(agent: str) -> str:
    """Whose contents they are: `owner("dataset:mend-2026-03 on curated:gaza.yaml") == "curated:gaza.yaml"`."""
    return agent.rpartition(_ON)[2] if agent.startswith(DATASET) else agent

"""Sources as published works, with the meetings that they are about."""

from typing import Final

from exchange.linked import nodes
from exchange.linked.nodes import RECORD, Rules, page

SOURCE: Final[Rules] = {**RECORD, **nodes.SOURCE, "about": page("meetings")}

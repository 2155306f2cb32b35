"""Processes as series of events, and what came of them."""

from typing import Final

from exchange.linked.nodes import RECORD, Rules, backwards, one, page, said
from exchange.linked.vocabulary import own

PROCESS: Final[Rules] = {
    **RECORD,
    "name": said("name"),
    "description": said("summary"),
    "about": one("conflict"),
    "subEvent": page("meetings"),
    "@reverse": backwards({own("process"): page("outcomes")}),
}

"""Conflicts: their parties, and the processes and meetings that deal with them."""

from typing import Final

from exchange.linked.nodes import RECORD, Rules, all_named, backwards, day, many, recorded, said
from exchange.linked.vocabulary import own

CONFLICT: Final[Rules] = {
    **RECORD,
    "name": said("name"),
    "startDate": day("started"),
    "endDate": day("ended"),
    own("started"): recorded("started"),
    own("ended"): recorded("ended"),
    own("party"): many("parties"),
    "@reverse": backwards(
        {"about": lambda record, site: all_named([*record["processes"], *record["meetings"]["nodes"]], site)}
    ),
}

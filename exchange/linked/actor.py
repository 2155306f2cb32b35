"""Countries, organisations and groups: their names and codes, what they hosted and attended, who represents them."""

from typing import Final

from db.enums import ActorKind
from exchange.linked.nodes import RECORD, Rules, backwards, many, one, other_names, page, said, term
from exchange.linked.vocabulary import own

ACTOR: Final[Rules] = {
    **RECORD,
    "name": said("name"),
    "alternateName": other_names,
    own("kind"): term("kind", ActorKind),
    own("state"): one("state"),
    "@reverse": backwards(
        {
            "organizer": page("hostedMeetings"),
            "attendee": page("attendedMeetings"),
            "affiliation": page("persons"),
            own("party"): many("conflicts"),
        }
    ),
}

"""What the words of the schema mean wherever they stand: the description of the schema itself."""

from exchange.limits import LISTS

MEANINGS = f"""
Who met whom, where, brought together by whom, and what came of it.

Ids: `id` is opaque, global and for ever. An id does not change when the date or name inside it is corrected, and the
id of a merged or renamed record keeps resolving. Countries, organisations and groups share one kind of id, so a group
that becomes a government keeps its own. `slug` is the id used in records: istanbul-2025-06-02 for a meeting, TR for Türkiye.

Hosted: the actor is a host of the meeting, alone or among several, whatever the meeting's status.

Mediated: a mediator with role MEDIATOR, FACILITATOR, GOOD_OFFICES or CHAIR is the actor, or has a person of the actor
among its people; or the actor has a delegation with role MEDIATOR. GUARANTOR, OBSERVER and CO_SPONSOR do not count.

Party: an actor with a delegation in role PARTY. Attendee: an actor with a delegation in any role.
Attended, in the room: the meeting was HELD, and the attendance is neither INVITED nor ABSENT; a delegation of which
nobody is named is taken to have come.

Filters: `where` absent, null and {{}} are the same and keep all. `in: []` matches nothing. `not` is the complement: what is
unknown is in it. `isNull` asks whether a value is missing. Comparisons of text are exact, except that `contains` and
`startsWith` ignore case and accents, and that country codes ignore case.

Dates: `gt` and `gte` compare the earliest day that a date may mean, `lt` and `lte` the latest, `eq` both. A bound that is not
known never matches. `overlaps` keeps what may have happened within a span.

Order: missing values come last in both directions. Text is ordered without regard to case and accents. The default is
the first field of the type's order, ascending. Ties are broken by a fixed key, so an order is always complete.

Pages: 20 unless asked otherwise, at most 100. Bad arguments, cursors of another list or order and questions that cost
too much are refused before anything is read: the answer then has errors with a code, and no `data`.

Lists: what is not paged is short by declaration, with a stated maximum that is enforced on writing (hosts {LISTS["hosts"]},
delegations {LISTS["delegations"]}, seats of a delegation {LISTS["delegation_seats"]}, outcomes {LISTS["outcomes"]}, statements {LISTS["statements"]}). It keeps the order of the record.
What follows from other records (the processes of a conflict, the meetings that followed one) is ordered by name or start.
""".strip()

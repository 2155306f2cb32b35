"""What is asked after each write: pages, filters, orders, counts, facets, look-ups by present and former ids, figures."""

QUESTIONS = (
    """{ meetings(first: 2, orderBy: [{field: TITLE, direction: DESC}]) {
      totalCount facets(by: HOST) { key count record { id } }
      edges { cursor node { id slug title status start { edtf } updatedAt venue { city } hosts { id name } process { name }
        conflicts { name } delegations { role actors { name } heads { name } members { role person { slug } } }
        mediators { role actor { name } } statements { summary speakers { name } }
        outcomes { id title status kind quantities { amount unit } statusHistory { status } citations { source { title } } } } }
      pageInfo { hasNextPage hasPreviousPage endCursor } } }""",
    """{ hosted: meetings(where: {host: {slug: {eq: "front"}}}) { totalCount nodes { slug } }
      truce: meetings(where: {outcomes: {some: {kind: {in: [CEASEFIRE]}}}}) { nodes { slug } }
      none: meetings(where: {not: {host: {name: {contains: "front"}}}}, last: 3) { nodes { slug } }
      named: meetings(where: {title: {contains: "round"}}) { totalCount facets(by: YEAR) { key count } nodes { title } } }""",
    """{ front: actor(slug: "front") { id name names { text kind } externalIds { scheme value } delegations { totalCount }
        hostedMeetings { totalCount nodes { slug } } attendedMeetings { nodes { slug } } mediatedMeetings { totalCount }
        history { totalCount nodes { sequence operation after } } }
      second: actor(slug: "front-2") { id name history { totalCount } } }""",
    """{ persons { totalCount nodes { slug name positions { title actor { name } } actor { id name }
        meetings { totalCount nodes { slug } } ledMeetings { nodes { slug } }
        metWith { person { slug } meetingsTogether first { edtf } } } } }""",
    """{ oslo: nodes(ids: ["Meeting:oslo"]) { ... on Meeting { title followedBy { slug } persons { nodes { name } } } }
      nodes(ids: ["Actor:front-2", "Outcome:oslo-truce", "Person:ada", "Meeting:none", "Change:3"]) {
        id ... on Actor { name } ... on Outcome { title status meeting { title } } }
      record(scheme: WIKIDATA, value: "Q2") { id ... on Actor { name } } }""",
    """{ outcomes(where: {status: {eq: AGREED}}) { totalCount facets(by: KIND) { key count } nodes { slug title } }
      sources { nodes { id title url history { totalCount } } } delegations { totalCount nodes { id meeting { slug } } }
      processes { nodes { name timeline { held agreed steps { meeting { slug } daysSincePrevious } } } } }""",
)

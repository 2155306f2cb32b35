"""The questions that the curated facts must answer, as their askers would write them."""

HOSTED_BY_TURKIYE = """
query ($where: MeetingWhere) {
  country(code: "TR") {
    name
    hostedMeetings(first: 100, where: $where) {
      totalCount
      nodes { slug title start { edtf } venue { name city } hosts { name } }
    }
  }
}"""

HOST_IS_TURKIYE = """{
  meetings(first: 100, where: {host: {code: {eq: "TR"}}}) {
    totalCount
    nodes { slug title start { edtf } venue { name city } hosts { name } }
  }
}"""

SECOND_ROUND = """{
  meeting(slug: "istanbul-2025-06-02") {
    title round note
    venue { name city country { name } }
    hosts { name }
    mediators { role actor { slug } members { person { slug } } }
    delegations {
      role size note
      actors { slug }
      heads { slug }
      members { role capacity person { slug } }
      citations { source { publisher published { edtf } url } }
    }
    outcomes {
      slug kind status title
      quantities { amount bound category unit per }
      proposedBy { slug } addressedTo { slug }
      date { edtf } expected { edtf earliest latest } ledTo { slug }
      citations { source { publisher published { edtf } url } }
    }
    statements {
      stance summary date { edtf } actor { slug } speaker { slug }
      citations { source { publisher published { edtf } url } }
    }
    follows { slug start { edtf } }
    followedBy { slug start { edtf } }
    citations { source { title publisher published { edtf } url } }
  }
}"""

LED_BY_MEDINSKY = """{
  person(slug: "vladimir-medinsky") {
    ledMeetings(first: 100) {
      totalCount
      nodes { slug delegations { role actors { slug } heads { slug } } }
    }
  }
}"""

EXCHANGES = """{
  outcomes(
    first: 100
    where: {kind: {eq: PRISONER_EXCHANGE}, status: {in: [AGREED, PARTLY_IMPLEMENTED, IMPLEMENTED]}, date: {gte: "2022-01-01"}}
    orderBy: [{field: DATE}]
  ) {
    totalCount
    nodes {
      slug status date { edtf earliest }
      quantities { amount bound unit }
      meeting { hosts { slug } mediators { role actor { slug } } }
    }
  }
}"""

MEDIATED_BY_QATAR = """{
  country(code: "QA") { mediatedMeetings(first: 100) { totalCount nodes { slug } } }
  meetings(first: 100, where: {mediator: {code: {eq: "QA"}}}) { totalCount nodes { slug } }
}"""

PROCESSES = """{
  processes(first: 100) {
    totalCount
    nodes {
      slug
      conflict { slug }
      oldest: meetings(first: 1) { totalCount nodes { slug } }
      latest: meetings(last: 1) { nodes { slug } }
    }
  }
}"""

UNITED_NATIONS = """{
  actor(slug: "united-nations") {
    delegations(first: 100) { totalCount nodes { role meeting { slug } members { role capacity person { slug } } } }
    mediations(first: 100) { totalCount nodes { role meeting { slug } members { capacity person { slug } } } }
  }
}"""

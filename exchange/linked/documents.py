"""The question that each record's address asks: one GraphQL document a type, answered by one statement."""

from typing import Final

MOST: Final = 100
"""Meetings, seats and the like that a description lists: the largest page there is. `totalCount` says how many there are."""

_PARTS: Final = {
    "When": "fragment When on FuzzyDate { edtf earliest latest precision approximate uncertain }",
    "Who": "fragment Who on Actor { __typename id kind name }",
    "Origin": "fragment Origin on Source { id url title titleKind publisher language published { ...When } }",
    "Told": """\
fragment Told on Record {
  id updatedAt
  externalIds { scheme value url release }
  citations { field claim attribution note source { ...Origin } }
}""",
    "Sat": "fragment Sat on Seat { person { __typename id name } role capacity attendance }",
    "Met": "fragment Met on Meeting { __typename id title status start { ...When } }",
    "Named": "fragment Named on Name { text language kind from { ...When } to { ...When } }",
    "Came": "fragment Came on Outcome { __typename id title kind status date { ...When } }",
}

_BODIES: Final = {
    "Meeting": """\
... on Meeting {
      ...Told
      title round kind modality status durationMinutes note
      start { ...When } end { ...When }
      venue { name city latitude longitude country { __typename id kind name code } }
      hosts { ...Who }
      process { __typename id name } conflicts { __typename id name }
      partOf { ...Met } follows { ...Met } followedBy { ...Met }
      delegations { id role size note actors { ...Who } members { ...Sat } }
      mediators { id role actor { ...Who } appointedBy { ...Who } members { ...Sat } }
      outcomes { ...Came }
      statements { id stance summary date { ...When } speakers { __typename id name } actor { ...Who } }
    }""",
    "Person": """\
... on Person {
      ...Told
      name names { ...Named }
      actor { ...Who }
      positions { title actor { ...Who } from { ...When } to { ...When } }
      seats(first: 100, orderBy: {field: START, direction: DESC}) {
        totalCount nodes { role capacity attendance meeting { ...Met } }
      }
    }""",
    "Actor": """\
... on Actor {
      ...Told
      kind name names { ...Named }
      state { ...Who }
      conflicts { __typename id name }
      hostedMeetings(first: 100, orderBy: {field: START, direction: DESC}) { totalCount nodes { ...Met } }
      attendedMeetings(first: 100, orderBy: {field: START, direction: DESC}) { totalCount nodes { ...Met } }
      mediatedMeetings(first: 100, orderBy: {field: START, direction: DESC}) { totalCount nodes { ...Met } }
      persons(first: 100) { totalCount nodes { __typename id name } }
      ... on Country { code alpha3 numeric flag }
    }""",
    "Outcome": """\
... on Outcome {
      ...Told
      title summary kind status note dateInherited
      date { ...When } expected { ...When }
      meeting { ...Met } ledTo { ...Met }
      process { __typename id name } conflicts { __typename id name }
      statusHistory { status note date { ...When } }
      proposedBy { ...Who } addressedTo { ...Who } signatories { ...Who }
      quantities { amount bound category unit per from { ...Who } to { ...Who } }
      links { kind outcome { ...Came } }
      documents { title url language externalIds { scheme value url release } }
    }""",
    "Process": """\
... on Process {
      ...Told
      name summary
      conflict { __typename id name }
      meetings(first: 100) { totalCount nodes { ...Met } }
      outcomes(first: 100) { totalCount nodes { ...Came } }
    }""",
    "Conflict": """\
... on Conflict {
      ...Told
      name started { ...When } ended { ...When }
      parties { ...Who }
      processes { __typename id name }
      meetings(first: 100) { totalCount nodes { ...Met } }
    }""",
    "Source": """\
... on Source {
      ...Origin
      meetings(first: 100) { totalCount nodes { ...Met } }
    }""",
}

DATASET: Final = """\
query Dataset {
  dataset { version licence updatedAt lastChange counts { key label count } }
  earliest: meetings(first: 1, orderBy: {field: START}) { nodes { start { earliest } } }
  latest: meetings(first: 1, orderBy: {field: END, direction: DESC}) { nodes { start { latest } end { latest } } }
  changes(first: 1) { nodes { at } }
}"""

WHERE: Final = """\
query Address($id: ID!) {
  node(id: $id) {
    __typename id
    ... on Delegation { meeting { id } }
    ... on Mediator { meeting { id } }
    ... on Statement { meeting { id } }
  }
}"""
"""Where something with a global id is described: parts of a meeting are, with their meeting."""

LAST: Final = """\
query Withdrawn($type: RecordType!, $slug: String!) {
  changes(last: 1, where: {type: {eq: $type}, slug: {eq: $slug}}) { nodes { operation at } }
}"""
"""What was last done to a record that is not there."""


def _document(kind: str) -> str:
    body = f"query {kind}Record($id: ID!) {{\n  node(id: $id) {{\n    __typename\n    {_BODIES[kind]}\n  }}\n  dataset {{ licence }}\n}}"
    return "\n\n".join([body, *(_PARTS[name] for name in _named(body))])


def _named(text: str) -> list[str]:
    """The fragments that a text spreads, and those that these spread."""
    found = [name for name in _PARTS if f"...{name}" in text]
    inner = [name for part in found for name in _named(_PARTS[part])]
    return list(dict.fromkeys([*found, *inner]))


DOCUMENTS: Final = {kind: _document(kind) for kind in _BODIES}
"""The document of each type, which takes the record's global id."""

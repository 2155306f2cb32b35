"""Everything that GraphQL shows of the curated records, by kind and id: what the leaves are looked up in."""

from typing import Any

from tests.asking import Asking

Shown = dict[str, dict[str, Any]]

_CITED = "citations { source { url } }"
_IDENTIFIED = "externalIds { scheme value validFrom { edtf } validTo { edtf } }"
_NAMED = "names { text language kind from { edtf } to { edtf } }"
_PARTS = f"""
  delegations {{ role size note actors {{ slug }} head {{ slug }} members {{ capacity person {{ slug }} }} {_CITED} }}
  mediators {{ role actor {{ slug }} members {{ person {{ slug }} }} {_CITED} }}
  statements {{ stance summary date {{ edtf }} speaker {{ slug }} actor {{ slug }} {_CITED} }}
  outcomes {{
    slug kind status title summary note date {{ edtf }} dateInherited expected {{ edtf }} ledTo {{ slug }}
    proposedBy {{ slug }} addressedTo {{ slug }} quantities {{ amount bound category unit per }} {_IDENTIFIED} {_CITED}
  }}
"""
_FIELDS = {
    "meetings": f"""
      slug title round kind status note durationMinutes start {{ edtf }} end {{ edtf }} process {{ slug }} follows {{ slug }}
      venue {{ name city latitude longitude country {{ slug }} }} hosts {{ slug }} {_CITED} {_PARTS}""",
    "persons": f"""
      slug name actor {{ slug }} {_NAMED}
      positions {{ title actor {{ slug }} from {{ edtf }} to {{ edtf }} {_CITED} }}""",
    "actors": f"slug name kind {_NAMED} {_IDENTIFIED}",
    "conflicts": f"slug name started {{ edtf }} parties {{ slug }} {_IDENTIFIED}",
    "processes": "slug name summary conflict { slug }",
    "sources": "id url title titleKind publisher language published { edtf }",
}


def shown(ask: Asking) -> dict[str, Shown]:
    """Every record of every kind; a source by its address."""
    return {
        kind: {one["url"] if kind == "sources" else one["slug"]: one for one in _all(ask, kind, fields)}
        for kind, fields in _FIELDS.items()
    }


def _all(ask: Asking, kind: str, fields: str) -> list[dict[str, Any]]:
    query = f"""query ($after: String) {{
      {kind}(first: 15, after: $after) {{ nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }}"""
    found: list[dict[str, Any]] = []
    page: dict[str, Any] = {"pageInfo": {"hasNextPage": True, "endCursor": None}}
    while page["pageInfo"]["hasNextPage"]:
        page = ask.data(query, after=page["pageInfo"]["endCursor"])[kind]
        found += page["nodes"]
    return found

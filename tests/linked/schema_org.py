"""What schema.org says of the words we use: on which types a property is used, and what the types are kinds of."""

from typing import Any, Final

Json = dict[str, Any]
SCHEMA: Final = "https://schema.org/"

KINDS_OF: Final = {
    "EventSeries": {"Event"},
    "WebPage": {"CreativeWork"},
    "Dataset": {"CreativeWork"},
    "DataCatalog": {"CreativeWork"},
    "DataDownload": {"CreativeWork", "MediaObject"},
    "DefinedTermSet": {"CreativeWork"},
    "NGO": {"Organization"},
    "Country": {"Place"},
}
EVERYTHING: Final = {
    "name",
    "alternateName",
    "description",
    "identifier",
    "sameAs",
    "url",
    "mainEntityOfPage",
    "subjectOf",
}
EVENTS: Final = {
    "previousStartDate", "duration", "eventStatus", "eventAttendanceMode", "location", "organizer", "attendee",
    "superEvent", "subEvent", "startDate", "endDate", "contributor", "sponsor", "about",
}  # fmt: skip
WORKS: Final = {
    "citation", "isPartOf", "license", "dateModified", "headline", "publisher", "datePublished", "dateCreated", "creator",
    "abstract", "sourceOrganization", "inLanguage", "about", "version", "temporalCoverage", "keywords",
}  # fmt: skip
USED_ON: Final = {
    "Event": EVENTS,
    "CreativeWork": WORKS,
    "Dataset": {"distribution"},
    "MediaObject": {"contentUrl", "encodingFormat"},
    "Person": {"affiliation", "worksFor", "hasOccupation"},
    # A Role repeats the property in which it stands.
    "Role": {"roleName", "startDate", "endDate", "worksFor", "hasOccupation"},
    "Place": {"address", "geo"},
    "PostalAddress": {"addressLocality", "addressCountry"},
    "GeoCoordinates": {"latitude", "longitude"},
    "PropertyValue": {"propertyID", "value"},
    "QuantitativeValue": {"value", "minValue", "maxValue", "unitText"},
    "DefinedTerm": {"termCode", "inDefinedTermSet"},
    "DefinedTermSet": {"hasDefinedTerm"},
}


def used_wrongly(node: object) -> list[str]:
    """Properties of schema.org that stand on a type on which schema.org does not use them, in expanded JSON-LD."""
    if isinstance(node, list):
        return [wrong for item in node for wrong in used_wrongly(item)]
    if not isinstance(node, dict) or "@value" in node:
        return []
    backwards = node.get("@reverse", {})
    said = [(name, subject) for name, subjects in backwards.items() for subject in subjects]
    allowed = _allowed(node.get("@type", []))
    names = [key.removeprefix(SCHEMA) for key in node if key.startswith(SCHEMA)]
    wrong = [f"{name} on {node.get('@type')}" for name in names if name not in allowed]
    wrong += [wrongly for name, subject in said for wrongly in used_wrongly({name: [], **subject})]
    values = [value for key, value in node.items() if key != "@reverse"]
    return wrong + [found for value in values for found in used_wrongly(value)]


def _allowed(types: list[str]) -> set[str]:
    named = {name.removeprefix(SCHEMA) for name in types}
    wider = named.union(*(KINDS_OF.get(name, set()) for name in named))
    return EVERYTHING.union(*(USED_ON.get(name, set()) for name in wider))

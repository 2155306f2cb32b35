"""The dataset as a whole, in the words of DCAT 3 and of schema.org: what it is, who may use it how, and where to get it."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from exchange.about import ABOUT, TITLE, licence
from exchange.linked.site import Site
from exchange.linked.vocabulary import context

Json = dict[str, Any]

KEYWORDS: Final = [
    "diplomacy",
    "mediation",
    "negotiations",
    "peace processes",
    "peace agreements",
    "conflicts",
]
# International issues, and the Earth: no region is left out by design.
THEME: Final = "http://publications.europa.eu/resource/authority/data-theme/INTR"
PLACE: Final = "https://sws.geonames.org/6295630/"
SPECIFICATION: Final = "https://spec.graphql.org/September2025/"

REGISTERED: Final = frozenset({"text/csv", "application/vnd.apache.parquet"})
"""Media types that IANA has registered; others are said as a format in words."""
IANA: Final = "https://www.iana.org/assignments/media-types/"

_NAMES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms:issued": {"@type": "xsd:dateTime"},
    "dcterms:modified": {"@type": "xsd:dateTime"},
    "dcat:startDate": {"@type": "xsd:date"},
    "dcat:endDate": {"@type": "xsd:date"},
    **{
        name: {"@type": "@id"}
        for name in (
            "dcat:accessURL",
            "dcat:downloadURL",
            "dcat:mediaType",
            "dcat:endpointURL",
            "dcat:endpointDescription",
            "dcat:landingPage",
            "dcat:theme",
            "dcat:servesDataset",
            "dcat:accessService",
            "dcterms:conformsTo",
            "dcterms:license",
            "dcterms:spatial",
            "dcterms:language",
        )
    },
}


class Download(NamedTuple):
    """A file in which some of it can be taken: its path, media type, and what is in it."""

    path: str
    media: str
    about: str


def dataset(told: Json, site: Site, publisher: str, downloads: Iterable[Download] = ()) -> Json:
    """The catalogue of this service; `told` is what GraphQL says of the dataset."""
    whole = told["dataset"]
    terms = licence(whole["licence"])
    common = {"dcterms:license": terms, **_published(publisher)}
    return {
        "@context": {**context(site), **_NAMES},
        "@id": f"{site.dataset}#catalog",
        "@type": ["dcat:Catalog", "DataCatalog"],
        "dcterms:title": f"{TITLE}: catalogue",
        "name": f"{TITLE}: catalogue",
        **common,
        "dcat:dataset": _dataset(told, site, common, _distributions(site, terms, downloads)),
        "dcat:service": _service(site, common),
    }


def _dataset(told: Json, site: Site, common: Json, distributions: list[Json]) -> Json:
    whole = told["dataset"]
    first, last = _bounds(told)
    issued = told["changes"]["nodes"][0]["at"] if told["changes"]["nodes"] else None
    made = {
        "@id": site.dataset,
        "@type": ["dcat:Dataset", "Dataset"],
        "dcterms:title": TITLE,
        "name": TITLE,
        "dcterms:description": ABOUT,
        "description": ABOUT,
        **common,
        "license": common["dcterms:license"],
        "dcterms:identifier": site.dataset,
        "url": site.dataset,
        "dcat:landingPage": site.dataset,
        "dcterms:issued": issued,
        "dcterms:modified": whole["updatedAt"],
        "dateModified": whole["updatedAt"],
        "dcat:version": whole["version"],
        "version": whole["version"],
        "dcat:keyword": KEYWORDS,
        "keywords": KEYWORDS,
        "dcat:theme": THEME,
        "dcterms:language": "http://publications.europa.eu/resource/authority/language/ENG",
        "inLanguage": "en",
        "dcterms:spatial": PLACE,
        "dcterms:temporal": _period(first, last),
        "temporalCoverage": f"{first}/{last}" if first and last else None,
        "dcat:distribution": distributions,
        "distribution": [{"@id": one["@id"]} for one in distributions if "contentUrl" in one] or None,
    }
    return {name: value for name, value in made.items() if value is not None}


def _bounds(told: Json) -> tuple[str | None, str | None]:
    """The first and the last day that a meeting may mean."""
    first = next((one["start"]["earliest"] for one in told["earliest"]["nodes"]), None)
    last = [(one["end"] or one["start"])["latest"] for one in told["latest"]["nodes"]]
    return first, next(iter(last), None)


def _period(first: str | None, last: str | None) -> Json | None:
    days = {"dcat:startDate": first, "dcat:endDate": last}
    found = {name: day for name, day in days.items() if day}
    return {"@type": "dcterms:PeriodOfTime", **found} if found else None


def _published(publisher: str) -> Json:
    return {"dcterms:publisher": {"@type": "foaf:Agent", "foaf:name": publisher}} if publisher else {}


def _service(site: Site, common: Json) -> Json:
    return {
        "@id": f"{site.base}/graphql",
        "@type": "dcat:DataService",
        "dcterms:title": "GraphQL",
        **common,
        "dcat:endpointURL": f"{site.base}/graphql",
        "dcterms:conformsTo": SPECIFICATION,
        "dcat:servesDataset": site.dataset,
    }


def _distributions(site: Site, terms: str, downloads: Iterable[Download]) -> list[Json]:
    """The ways to get it: by asking, and in files."""
    files = [_file(site, one, terms) for one in downloads]
    return [
        *files,
        {
            "@id": f"{site.dataset}#graphql",
            "@type": "dcat:Distribution",
            "dcterms:title": "GraphQL",
            "dcat:accessURL": f"{site.base}/graphql",
            "dcat:accessService": f"{site.base}/graphql",
            "dcat:mediaType": f"{IANA}application/graphql-response+json",
            "dcterms:license": terms,
        },
    ]


def _file(site: Site, download: Download, terms: str) -> Json:
    address = f"{site.base}{download.path}"
    known = download.media in REGISTERED
    form: Json = {"@type": "dcterms:MediaTypeOrExtent", "rdfs:label": download.media}
    return {
        "@id": address,
        "@type": ["dcat:Distribution", "DataDownload"],
        "dcterms:title": download.path.rpartition("/")[2],
        "name": download.path.rpartition("/")[2],
        "dcterms:description": download.about,
        "description": download.about,
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "contentUrl": address,
        "encodingFormat": download.media,
        **({"dcat:mediaType": IANA + download.media} if known else {"dcterms:format": form}),
        "dcterms:license": terms,
        "license": terms,
    }

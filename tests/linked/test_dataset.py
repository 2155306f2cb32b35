"""The dataset as a whole in DCAT and schema.org, over the curated facts."""

from pyld import jsonld

from exchange.linked import Site
from exchange.linked.dataset import Download, dataset
from exchange.linked.documents import DATASET
from tests.asking import Asking
from tests.linked.schema_org import used_wrongly

SITE = Site("https://example.org")
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"


def test_the_dataset_is_described_for_catalogues(ask: Asking) -> None:
    told = ask.data(DATASET)
    file = Download("/export/meetings.csv", "text/csv", "Meetings.")
    (catalog,) = jsonld.expand(dataset(told, SITE, "An Institute", [file]))
    (one,) = catalog[f"{DCAT}dataset"]
    assert one["@id"] == "https://example.org/dataset"
    assert one[f"{DCTERMS}license"] == [{"@id": "https://creativecommons.org/licenses/by/4.0/"}]
    assert one[f"{DCAT}version"] == [{"@value": told["dataset"]["version"]}]
    (period,) = one[f"{DCTERMS}temporal"]
    assert period[f"{DCAT}startDate"][0]["@value"] == "1973-01-23"
    assert catalog[f"{DCAT}service"][0][f"{DCAT}endpointURL"] == [{"@id": "https://example.org/graphql"}]
    assert one["https://schema.org/distribution"] == [{"@id": "https://example.org/export/meetings.csv"}]
    assert used_wrongly(catalog) == []


def test_nobody_publishes_what_nobody_was_named_for(ask: Asking) -> None:
    document = dataset(ask.data(DATASET), SITE, "")
    assert "dcterms:publisher" not in document["dcat:dataset"]


def test_an_empty_database_is_a_dataset_too() -> None:
    told = {
        "dataset": {"version": "0", "licence": "CC0-1.0", "updatedAt": "2026-01-01T00:00:00Z", "counts": []},
        "earliest": {"nodes": []},
        "latest": {"nodes": []},
        "changes": {"nodes": []},
    }
    (one,) = jsonld.expand(dataset(told, SITE, ""))[0][f"{DCAT}dataset"]
    assert f"{DCTERMS}temporal" not in one
    assert one[f"{DCTERMS}license"] == [{"@id": "https://spdx.org/licenses/CC0-1.0"}]

"""What Prometheus and OpenTelemetry are told, and that neither is loaded where nobody wants it."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from prometheus_client import CollectorRegistry, generate_latest

import schema
from db.migrate import upgrade
from server.app import build
from server.metrics import NAMES, Metrics
from server.observers import Observers
from server.settings import BadSetting, Settings
from server.wire import Asked, Reply, Told
from tests.server.process import serving

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def told(operation: str | None, *codes: str, status: int = 200) -> Told:
    scope = {"method": "POST", "headers": [(b"traceparent", PARENT.encode())]}
    reply = Reply(b"{}", status, operation=operation, codes=codes, cost=20)
    return Told(Asked(scope), reply, status, 0.01)


def test_operations_are_counted_by_name_and_code() -> None:
    metrics = Metrics(CollectorRegistry())
    for each in (told("Rounds"), told("Rounds"), told("Rounds", "TIMEOUT", status=503), told(None)):
        metrics(each)
    page = generate_latest(metrics.registry).decode()
    assert 'dragoman_operations_total{code="OK",name="Rounds"} 2.0' in page
    assert 'dragoman_operations_total{code="TIMEOUT",name="Rounds"} 1.0' in page
    assert 'dragoman_refusals_total{code="TIMEOUT"} 1.0' in page
    assert "dragoman_seconds_count 4.0" in page


def test_clients_cannot_make_up_lines_without_end() -> None:
    metrics = Metrics(CollectorRegistry())
    for number in range(NAMES * 3):
        metrics(told(f"Name{number}"))
    page = generate_latest(metrics.registry).decode()
    assert page.count("dragoman_operations_total{") == NAMES + 1
    assert f'dragoman_operations_total{{code="OK",name="(other)"}} {NAMES * 2}.0' in page


@pytest.mark.parametrize("workers", [1, 2])
def test_the_numbers_of_all_workers_are_at_a_bind_of_their_own(
    sqlite_states_url: str, tmp_path: Path, workers: int, free_port: int
) -> None:
    query = {"query": 'query Türkiye { country(code: "TR") { name } }'.replace("ü", "u")}
    bind = f"127.0.0.1:{free_port}"
    with serving(
        database_url=sqlite_states_url, data_directory=tmp_path, workers=workers, metrics_bind=bind
    ) as served:
        for _ in range(20):
            assert httpx.post(f"{served.address}/graphql", json=query).status_code == 200
        page = httpx.get(f"http://127.0.0.1:{free_port}/metrics").text
        assert httpx.get(f"{served.address}/metrics").status_code == 404
    assert 'dragoman_operations_total{code="OK",name="Turkiye"} 20.0' in page
    assert "dragoman_statements_room" in page


def test_nothing_is_loaded_that_nobody_wants() -> None:
    code = "import sys, server.app, server.serve; print([m for m in sys.modules if m.startswith(('prometheus', 'opentel'))])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_a_package_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch, sqlite_url: str) -> None:
    monkeypatch.setitem(sys.modules, "server.traces", None)
    with pytest.raises(BadSetting, match=r"DRAGOMAN_TRACES needs the package dragoman\[otel\]"):
        Observers(Settings(traces=True), schema.build_engine(sqlite_url))


async def test_an_operation_is_one_span_without_its_variables(sqlite_url: str) -> None:
    pytest.importorskip("opentelemetry.sdk", reason="The extra otel is not installed.")
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor  # noqa: PLC0415 - only where it is installed
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter  # noqa: PLC0415

    from server.traces import Traces  # noqa: PLC0415

    upgrade(sqlite_url)
    settings = Settings(database_url=sqlite_url)
    engine = schema.build_engine(sqlite_url)
    spans = InMemorySpanExporter()
    observers = Observers(settings, engine)
    observers.traces = Traces(SimpleSpanProcessor(spans))
    await engine.start()
    transport = httpx.ASGITransport(build(engine, settings, observers=observers))
    async with httpx.AsyncClient(transport=transport, base_url="http://d") as http:
        body = {
            "query": "query Land($code: CountryCode!) { country(code: $code) { name } }",
            "variables": {"code": "TR"},
        }
        await http.post("/graphql", json=body, headers={"traceparent": PARENT})
    await engine.stop()
    observers.traces.stop()
    [span] = spans.get_finished_spans()
    assert span.name == "GraphQL Land"
    assert span.parent is not None
    assert f"{span.parent.span_id:016x}" in PARENT
    attributes = dict(span.attributes or {})
    assert attributes["graphql.operation.name"] == "Land"
    assert "TR" not in map(str, attributes.values())

"""One OpenTelemetry span an operation, without variables or documents; imported only where traces are wanted."""

from collections.abc import Mapping
from importlib.metadata import version
from time import time_ns

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from server.wire import Told


class Traces:
    """Makes the spans. Where they go, the variables OTEL_EXPORTER_OTLP_… say."""

    def __init__(self, processor: SpanProcessor | None = None) -> None:
        resource = Resource.create({"service.name": "dragoman", "service.version": version("dragoman")})
        self.provider = TracerProvider(resource=resource)
        self.provider.add_span_processor(processor or BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self.provider.get_tracer("dragoman")
        self._propagator = TraceContextTextMapPropagator()

    def __call__(self, told: Told) -> None:
        """Makes the span of an answer, which is over by now."""
        ended = time_ns()
        reply = told.reply
        name = f"GraphQL {reply.operation}" if reply.operation else "GraphQL Operation"
        span = self._tracer.start_span(
            name,
            context=self._propagator.extract(_carrier(told.asked.headers)),
            kind=SpanKind.SERVER,
            start_time=ended - int(told.seconds * 1e9),
            attributes={
                "http.request.method": told.asked.method,
                "http.response.status_code": told.status,
                "dragoman.request_id": told.asked.id,
            },
        )
        if reply.operation:
            span.set_attribute("graphql.operation.name", reply.operation)
        if reply.cost is not None:
            span.set_attribute("dragoman.cost", reply.cost)
        if reply.codes:
            span.set_attribute("error.type", reply.codes[0])
        if told.status >= 500:
            span.set_status(Status(StatusCode.ERROR))
        span.end(ended)

    def stop(self) -> None:
        """Sends what is left."""
        self.provider.shutdown()


def _carrier(headers: Mapping[bytes, bytes]) -> dict[str, str]:
    names = ("traceparent", "tracestate")
    return {name: headers[name.encode()].decode("latin-1") for name in names if name.encode() in headers}

"""uvicorn's HTTP, which ends streams when the process is told to stop: by itself it would wait for them until it gives up."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from server.sse import ENDING


class HttpProtocol(HttpToolsProtocol):
    """One connection. WebSockets need nothing of the kind: uvicorn closes them with 1012."""

    def shutdown(self) -> None:
        """Called for each connection when the process is told to stop."""
        super().shutdown()
        cycle: RequestResponseCycle | None = self.cycle  # None until the first request
        end = cycle.scope.get(ENDING) if cycle is not None else None
        if callable(end):
            end()

"""Which pages of other sites may read answers: by default all, and never with credentials."""

from dataclasses import dataclass

from starlette.types import Send

Headers = list[tuple[bytes, bytes]]

ANY = (b"access-control-allow-origin", b"*")
EXPOSED = (
    b"access-control-expose-headers",
    b"x-request-id, etag, ratelimit, ratelimit-policy, retry-after, content-disposition, dragoman-version, link",
)
VARY_ORIGIN = (b"vary", b"Origin")
A_DAY = (b"access-control-max-age", b"86400")


@dataclass(frozen=True)
class Cors:
    """The origins that may read; `*` is every one."""

    origins: tuple[str, ...] = ("*",)

    @property
    def open(self) -> bool:
        """May every page read?"""
        return "*" in self.origins

    def headers(self, asked: dict[bytes, bytes]) -> Headers:
        """What an answer says to the browser of a page elsewhere; nothing where no page asked."""
        if b"origin" not in asked:
            return [] if self.open else [VARY_ORIGIN]
        if self.open:
            return [ANY, EXPOSED]
        origin = asked[b"origin"]
        if origin.decode("latin-1") not in self.origins:
            return [VARY_ORIGIN]
        return [(b"access-control-allow-origin", origin), EXPOSED, VARY_ORIGIN]

    async def preflight(self, asked: dict[bytes, bytes], methods: str, send: Send) -> None:
        """Answers the question a browser asks before it sends JSON to another site."""
        allowed = (b"access-control-allow-methods", methods.encode())
        # Without credentials any header is harmless, and "*" does not cover Authorization.
        any_header = (b"access-control-allow-headers", b"*, Authorization")
        headers = [*self.headers(asked), allowed, any_header, A_DAY, (b"allow", methods.encode())]
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

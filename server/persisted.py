"""Keeps documents under their SHA-256, so that a client may send the hash alone: Apollo's automatic persisted queries."""

from hashlib import sha256

from engine.cache import Cache
from engine.errors import BadRequest
from server.body import GraphQLRequest
from server.refusals import PersistedQueryMismatch, PersistedQueryNotFound, PersistedQueryNotSupported

VERSION = 1
HEX_DIGITS = 64
OVERHEAD_BYTES = 300
"""What an entry takes beside its text."""


class PersistedQueries:
    """The documents of a process, within a budget of bytes; one that is asked for once cannot drive out the others."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.documents: Cache[str] = Cache(budget)

    def document(self, request: GraphQLRequest) -> str:
        """The document that a request sends, or that its hash stands for."""
        digest = self._digest(request)
        if digest is None:
            if request.query is None:
                raise BadRequest("The parameter query is missing.", hint="It carries the GraphQL document.")
            return request.query
        if request.query is None:
            known = self.documents.get(digest)
            if known is None:
                raise PersistedQueryNotFound
            return known
        if sha256(request.query.encode()).hexdigest() != digest:
            raise PersistedQueryMismatch("The document does not have the SHA-256 that is sent with it.")
        return request.query

    def keep(self, request: GraphQLRequest) -> None:
        """Remembers the document of a request that was answered: what cannot be answered is not worth keeping."""
        if request.query is None or not request.extensions:
            return
        digest = self._digest(request)
        if digest is not None and self.documents.get(digest) is None:
            self.documents.put(digest, request.query, len(request.query) + OVERHEAD_BYTES)

    def _digest(self, request: GraphQLRequest) -> str | None:
        """The hash in `{"persistedQuery": {"version": 1, "sha256Hash": "…"}}`."""
        asked = (request.extensions or {}).get("persistedQuery")
        if asked is None:
            return None
        if not self.budget:
            raise PersistedQueryNotSupported("Persisted queries are switched off.", hint="Send the document.")
        if not isinstance(asked, dict) or asked.get("version") != VERSION:
            raise BadRequest(
                f"Persisted queries are known in version {VERSION}.",
                hint='Send "persistedQuery": {"version": 1, "sha256Hash": "…"}.',
            )
        digest = asked.get("sha256Hash")
        if not isinstance(digest, str) or len(digest) != HEX_DIGITS:
            raise BadRequest("The parameter sha256Hash has to be a SHA-256 of 64 hexadecimal digits.")
        return digest.lower()

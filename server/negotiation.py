"""Which form of answer a client accepts, and which form of body it sends: the headers' side of GraphQL over HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache

from server.coding import CODINGS, PLAIN
from server.refusals import NotAcceptable, UnsupportedMediaType

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
LD_JSON = "application/ld+json"
HTML = "text/html"
EVENTS = "text/event-stream"

# Clients send a handful of different headers; whoever makes up new ones gets no memory of ours.
REMEMBERED = 256
LONGEST_HEADER = 1_000


@dataclass(frozen=True)
class Offer:
    """The form of the answer. `legacy` is true where application/json was asked for by name.

    `events`: a stream of events is wanted more than one answer, or as much and named first.
    """

    media: str = JSON
    legacy: bool = False
    html: bool = False
    events: bool = False


@lru_cache(REMEMBERED)
def accepted(header: bytes) -> Offer:
    """The best form for an Accept header; application/json when it is absent or indifferent.

    With equal weights graphql-response+json comes first, since its status codes say more.
    """
    weights = {media: weight for media, weight in _ranges(header) if weight > 0} if header else {"*/*": 1.0}
    html = weights.get(HTML, 0.0)
    graphql = weights.get(GRAPHQL, 0.0)
    named = weights.get(JSON, 0.0)
    anything = max(weights.get("*/*", 0.0), weights.get("application/*", 0.0))
    page = html > 0 and html >= max(graphql, named)
    if _streamed(weights):
        return Offer(JSON, events=True)
    if graphql and graphql >= named:
        return Offer(GRAPHQL, html=page)
    if named or anything:
        return Offer(JSON, legacy=named > 0, html=page)
    if html:
        return Offer(JSON, html=True)
    raise NotAcceptable(f"Answers are given as {GRAPHQL} or {JSON}.", hint="Name one of them in Accept.")


def _streamed(weights: dict[str, float]) -> bool:
    """Are events wanted more than one answer, or as much and named first? urql names them last, and reads JSON as well."""
    wanted, places = weights.get(EVENTS, 0.0), list(weights)
    for media in (GRAPHQL, JSON, "application/*", "*/*"):
        rival = weights.get(media, 0.0)
        if rival > wanted or (rival == wanted > 0 and places.index(media) < places.index(EVENTS)):
            return False
    return wanted > 0


@lru_cache(REMEMBERED)
def preferred(header: bytes, forms: tuple[str, ...]) -> str:
    """The form that an Accept header wants most: the first of ours where it wants several alike, or is absent."""
    weights = dict(_ranges(header)) if header else {"*/*": 1.0}

    def weight(form: str) -> float:
        ranges = (form, f"{form.partition('/')[0]}/*", "*/*")
        return next((weights[name] for name in ranges if name in weights), 0.0)

    best = max(forms, key=weight)
    if weight(best) > 0:
        return best
    raise NotAcceptable(f"Answers are given as {', '.join(forms)}.", hint="Name one of them in Accept.")


@lru_cache(REMEMBERED)
def require_json(header: bytes) -> None:
    """Refuses a body that is not declared as JSON in UTF-8.

    A page of another site can send text/plain or a form without asking first; JSON it cannot.
    """
    message = Message()
    message["content-type"] = header[:LONGEST_HEADER].decode("latin-1")
    if not header or message.get_content_type() != JSON:
        raise UnsupportedMediaType("The body has to be JSON.", hint=f"Send it with Content-Type: {JSON}.")
    if str(message.get_param("charset", "utf-8")).lower() not in {"utf-8", "utf8"}:
        raise UnsupportedMediaType("The body has to be in UTF-8.")


@lru_cache(REMEMBERED)
def coding_of(header: bytes, codings: tuple[str, ...] = tuple(CODINGS)) -> str:
    """The coding that an Accept-Encoding header wants most, ours in their order where it wants several alike."""
    weights = dict(_ranges(header)) if header else {}
    offered = {coding: weights.get(coding, weights.get("*", 0.0)) for coding in codings}
    best = max(offered, key=lambda coding: offered[coding])
    return best if offered[best] > 0 else PLAIN


def _ranges(header: bytes) -> Iterator[tuple[str, float]]:
    """The names of a header with their weights: `text/html, */*;q=0.8`."""
    for part in header[:LONGEST_HEADER].decode("latin-1").lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name:
            yield name, _weight(parameters)


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0

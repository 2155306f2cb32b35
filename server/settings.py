"""Every setting of the process: its name, default, unit and meaning. `docs/settings.md` is made from this table."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from db.session import database_url
from engine.limits import Limits

PREFIX = "DRAGOMAN_"

_ROOT = Path(__file__).resolve().parent.parent
HOME = _ROOT if (_ROOT / "pyproject.toml").is_file() else Path.cwd()
"""Where the default database and the facts lie: the project's folder, else the working directory."""

DEFAULTS = Limits()


class BadSetting(ValueError):
    """A setting has a value it cannot have, or there is no setting of this name."""


def setting(default: object, sentence: str, *, unit: str = "", **bounds: Any) -> Any:
    """A row of the table; `bounds` are pydantic's (`ge`, `le`, `min_length`)."""
    return Field(default, description=sentence, json_schema_extra={"unit": unit}, **bounds)


def _listed(value: object) -> object:
    return (
        tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
    )


def _address(value: str) -> str:
    database_url(value)
    return value


def _origin(value: str) -> str:
    if value != "*" and (not value.startswith(("http://", "https://")) or value.count("/") != 2):
        raise ValueError('an origin is written as https://example.org, and "*" means every origin')
    return value


def _bind(value: str) -> str:
    host, _, port = value.rpartition(":")
    if value and (not host or not port.isdigit() or int(port) > 65_535):
        raise ValueError("it is written as an address and a port: 127.0.0.1:9100")
    return value


def _public(value: str) -> str:
    if value and (not value.startswith(("http://", "https://")) or value.count("/") > 2):
        raise ValueError("it is written as https://example.org, without a path")
    return value


PublicUrl = Annotated[str, AfterValidator(_public)]
Bind = Annotated[str, AfterValidator(_bind)]
DatabaseAddress = Annotated[str, AfterValidator(_address)]
Origins = Annotated[tuple[Annotated[str, AfterValidator(_origin)], ...], BeforeValidator(_listed)]
LogLevel = Annotated[
    Literal["DEBUG", "INFO", "WARNING", "ERROR"],
    BeforeValidator(lambda value: value.upper() if isinstance(value, str) else value),
]


class Settings(BaseModel):
    """The settings as read once at start and passed down."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    host: str = setting(
        "127.0.0.1", "The address to listen on; 0.0.0.0 is every interface of the machine.", min_length=1
    )
    port: int = setting(8000, "The port to listen on; 0 lets the system choose a free one.", ge=0, le=65535)
    workers: int = setting(
        1,
        "Processes that answer; more than one where PostgreSQL or several cores are there to be used.",
        unit="processes",
        ge=1,
        le=64,
    )
    database_url: DatabaseAddress = setting(
        f"sqlite:///{HOME / 'var' / 'dragoman.db'}",
        "The database: sqlite:///path/to/file.db, or postgresql://user@host/name.",
    )
    public_url: PublicUrl = setting(
        "",
        "Where the world finds this service: https://example.org. Addresses of records begin with it; when it is empty, with the "
        "host that each request names.",
    )
    publisher: str = setting("", "Who publishes the data of this service, as its description in DCAT says.")
    data_directory: Path = setting(
        HOME / "data", "The folder of curated facts that `serve` and `load` read; one YAML file a process."
    )
    max_body_bytes: int = setting(
        1_000_000,
        "The longest request body, query string or message of a WebSocket; the largest documents of front ends stay below a tenth of it.",
        unit="bytes",
        ge=1_000,
        le=100_000_000,
    )
    body_seconds: float = setting(
        10.0, "How long a client may take to send a request's body.", unit="seconds", gt=0, le=600
    )
    max_document_bytes: int = setting(
        DEFAULTS.document_bytes,
        "The longest GraphQL document; checking one takes more than twice as long when it is twice as long.",
        unit="bytes",
        ge=100,
    )
    max_tokens: int = setting(DEFAULTS.tokens, "The most tokens of a document.", unit="tokens", ge=10)
    max_levels: int = setting(
        DEFAULTS.levels, "How deep records may be nested in a question.", unit="levels", ge=1, le=30
    )
    max_nodes: int = setting(
        DEFAULTS.nodes, "The most fields of a question, with fragments counted out.", unit="fields", ge=1
    )
    max_depth: int = setting(DEFAULTS.depth, "How deep fields may be nested.", unit="fields", ge=1, le=100)
    max_conditions: int = setting(
        DEFAULTS.conditions, "The most conditions in all filters of a question.", unit="conditions", ge=1
    )
    max_list_items: int = setting(
        DEFAULTS.items, "The most items of a list in a variable.", unit="items", ge=1
    )
    max_rows: int = setting(
        DEFAULTS.rows,
        "The most rows that a question may read, by its page sizes and the longest that plain lists can be.",
        unit="rows",
        ge=1,
    )
    max_ids: int = setting(DEFAULTS.ids, "The most ids of one nodes(ids:).", unit="ids", ge=1)
    statement_seconds: float = setting(
        DEFAULTS.seconds, "How long the database may work on a question.", unit="seconds", gt=0, le=600
    )
    lanes: int = setting(
        1,
        "SQLite: threads of a process for long statements; short ones run at once.",
        unit="threads",
        ge=1,
        le=16,
    )
    connections: int = setting(
        4, "PostgreSQL: connections of a process for reading.", unit="connections", ge=1, le=100
    )
    waiting_statements: int = setting(
        100,
        "How many statements of a process may wait for a thread or connection; the next is refused.",
        unit="statements",
        ge=0,
        le=10_000,
    )
    exports: int = setting(
        2,
        "How many exports a process writes at once; the next is refused. Each has a connection of its own.",
        unit="exports",
        ge=0,
        le=100,
    )
    export_seconds: float = setting(
        1_800.0,
        "How long one export may take, the client's reading included: while it lasts, the database keeps what it deletes.",
        unit="seconds",
        gt=0,
        le=86_400,
    )
    persisted_bytes: int = setting(
        8_000_000,
        "Memory of a process for persisted queries; 0 switches them off.",
        unit="bytes",
        ge=0,
    )
    cache_bytes: int = setting(
        32_000_000,
        "Memory of a process for answers that are asked for again while the data is the same; 0 switches it off.",
        unit="bytes",
        ge=0,
    )
    fresh_seconds: int = setting(
        60,
        "How long browsers and CDNs may show an answer to GET without asking again; 0 makes them always ask.",
        unit="seconds",
        ge=0,
        le=31_536_000,
    )
    stale_seconds: int = setting(
        300,
        "How long after that they may still show it while they ask for a newer one.",
        unit="seconds",
        ge=0,
        le=31_536_000,
    )
    rate_points: int = setting(
        30_000,
        "What a client may spend a minute at one process; 0 is no limit. docs/operations.md says what costs how much.",
        unit="points",
        ge=0,
    )
    trusted_proxies: int = setting(
        0,
        "Proxies before this server; so many names at the end of X-Forwarded-For are believed.",
        unit="proxies",
        ge=0,
        le=10,
    )
    compress_from_bytes: int = setting(
        1_000,
        "Answers of this length and longer are compressed for clients that accept it; shorter ones fit a packet.",
        unit="bytes",
        ge=0,
    )
    keep_alive_seconds: int = setting(
        75,
        "How long an idle connection stays open; longer than the 60 seconds of common proxies, so that they close first.",
        unit="seconds",
        ge=1,
        le=3600,
    )
    shutdown_seconds: int = setting(
        10,
        "How long running requests may take to end when the process is stopped.",
        unit="seconds",
        ge=0,
        le=600,
    )
    max_subscriptions: int = setting(
        1_000,
        "Subscriptions, and WebSockets, that a process keeps open; the next is refused.",
        unit="subscriptions",
        ge=0,
    )
    max_operations: int = setting(
        100, "Operations at work at once over one WebSocket.", unit="operations", ge=1, le=10_000
    )
    alive_seconds: float = setting(
        15.0,
        "How often a stream that has nothing to tell gives a sign of life: a comment, or a WebSocket's ping.",
        unit="seconds",
        gt=0,
        le=600,
    )
    slow_seconds: float = setting(
        30.0,
        "How long a subscriber may take to take the next event; then it is told, and cut off. Connections whose client takes "
        "nothing at all for twice as long are ended.",
        unit="seconds",
        gt=0,
        le=600,
    )
    init_seconds: float = setting(
        10.0, "How long a WebSocket may take to send connection_init.", unit="seconds", gt=0, le=600
    )
    cors_origins: Origins = setting(
        ("*",),
        "Origins whose pages may read answers, separated by commas; never with credentials. A WebSocket is opened only to "
        "pages of this server and to those named here.",
        unit="origins",
    )
    graphiql: bool = setting(True, "Whether a browser at /graphql gets GraphiQL.")
    metrics_bind: Bind = setting(
        "",
        "Where Prometheus finds /metrics: 127.0.0.1:9100; nowhere when empty. Never open it to the public.",
    )
    traces: bool = setting(
        False,
        "Whether each operation makes an OpenTelemetry span, sent as the OTEL_… variables say; needs dragoman[otel].",
    )
    log_level: LogLevel = setting("INFO", "The least grave log lines written: DEBUG, INFO, WARNING or ERROR.")
    log_requests: bool = setting(False, "Whether every request gets a log line, and not only failures.")

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """The settings of an environment; an empty variable counts as absent."""
        given = {name: value for name, value in environ.items() if name.startswith(PREFIX) and value}
        fields = {name.removeprefix(PREFIX).lower(): value for name, value in given.items()}
        for field in fields:
            if field not in cls.model_fields:
                raise BadSetting(_unknown(field, list(cls.model_fields)))
        try:
            return cls.model_validate(fields)
        except ValidationError as error:
            raise BadSetting(_invalid(error)) from None

    @property
    def limits(self) -> Limits:
        """What one request may ask of the engine."""
        return Limits(
            levels=self.max_levels,
            nodes=self.max_nodes,
            depth=self.max_depth,
            conditions=self.max_conditions,
            items=self.max_list_items,
            rows=self.max_rows,
            ids=self.max_ids,
            document_bytes=self.max_document_bytes,
            tokens=self.max_tokens,
            seconds=self.statement_seconds,
        )


def variable(field: str) -> str:
    """The environment variable of a setting: `DRAGOMAN_PORT`."""
    return PREFIX + field.upper()


def _unknown(field: str, known: list[str]) -> str:
    near = get_close_matches(field, known, n=1)
    meant = f"; did you mean {variable(near[0])}?" if near else "; docs/settings.md lists those there are."
    return f"There is no setting {variable(field)}{meant}"


def _invalid(error: ValidationError) -> str:
    """One sentence about the first mistake; values stay unsaid, for an address may hold a password."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    problem = first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{variable(str(first['loc'][0]))} is not valid: {problem[0].lower()}{problem[1:]}."

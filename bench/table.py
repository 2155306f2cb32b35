"""Writes what was measured as Markdown: one table of all cells, and the ratios that are promised."""

from collections.abc import Callable, Iterable, Sequence

from bench.measure import Cell, Cells, Stage
from bench.neighbours import Beside
from bench.questions import QUESTIONS
from bench.servers import Server

OURS = ("Dragoman, SQLite", "Dragoman, PostgreSQL")
COLUMNS = (
    "question",
    "server",
    "requests/s",
    "× PostGraphile",
    "p50 ms",
    "p99 ms",
    "p99/p50",
    "CPU ms/request",
    "of which database",
    "anonymous MiB",
)
PEER = "PostGraphile 5, PostgreSQL"


def render(servers: Sequence[Server], cells: Cells, beside: Sequence[Beside], stage: Stage) -> str:
    """All tables."""
    legend = [f"- {question.name}: {question.about}" for question in QUESTIONS]
    parts = [
        f"{stage.rounds} rounds of {stage.seconds:g} s a cell, 8 connections; medians of the rounds.",
        "\n".join(legend),
        _cells(servers, cells),
        _ratios(servers, cells),
        _beside(beside),
    ]
    return "\n\n".join(part for part in parts if part)


def _cells(servers: Sequence[Server], cells: Cells) -> str:
    """A row for each question and server."""
    memory = {server.kind.name: server.family.anonymous_mib() for server in servers}
    rows: list[tuple[str, ...]] = []
    for question in QUESTIONS:
        peer = cells.get((PEER, question.name))
        for server in servers:
            cell = cells.get((server.kind.name, question.name))
            if cell is not None:
                rows.append(
                    (
                        question.name,
                        server.kind.name,
                        *_figures(cell, peer),
                        f"{memory[server.kind.name]:.0f}",
                    )
                )
    return _table(COLUMNS, rows)


def _figures(cell: Cell, peer: Cell | None) -> tuple[str, ...]:
    rate, p50, p99 = cell.middle("rates"), cell.middle("p50"), cell.middle("p99")
    own, database = cell.middle("cpu"), cell.middle("cpu_database")
    ratio = f"{rate / peer.middle('rates'):.1f}" if peer else "–"
    return (
        f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}",
        ratio,
        f"{p50:.2f}",
        f"{p99:.2f}",
        f"{p99 / p50:.1f}" if p50 else "–",
        f"{own + database:.3f}",
        f"{database:.3f}",
    )


def _ratios(servers: Sequence[Server], cells: Cells) -> str:
    """This server beside each other one, in requests a second; the floor in CPU; a larger record as a loss."""
    names = [server.kind.name for server in servers]
    rows: list[tuple[str, ...]] = []
    for own in OURS:
        kind = own.partition(", ")[2]
        rows += _row(cells, f"{own}: requests/s over PostGraphile", own, PEER, _faster)
        rows += _row(cells, f"{own}: CPU a request, PostGraphile's over it", own, PEER, _thriftier)
        rows += _row(cells, f"{own}: requests/s over the ordinary way", own, f"ordinary, {kind}", _faster)
        rows += _row(cells, f"{own}: CPU over the floor", own, f"floor, {kind}", _dearer)
        for name in names:
            if name.startswith(f"{own}, "):
                rows += _row(cells, f"{name}: loss of requests/s", name, own, _loss)
                rows += _row(cells, f"{name}: more CPU a request", name, own, _more)
    return _table(("ratio", *(question.name for question in QUESTIONS)), rows)


Compare = Callable[[Cell, Cell], str]


def _row(cells: Cells, title: str, one: str, other: str, compare: Compare) -> Iterable[tuple[str, ...]]:
    pairs = [(cells.get((one, q.name)), cells.get((other, q.name))) for q in QUESTIONS]
    if any(a and b for a, b in pairs):
        yield (title, *(compare(a, b) if a and b else "–" for a, b in pairs))


def _faster(one: Cell, other: Cell) -> str:
    return f"{one.middle('rates') / other.middle('rates'):.1f}×"


def _thriftier(one: Cell, other: Cell) -> str:
    return f"{other.middle('cpu_all') / one.middle('cpu_all'):.1f}×"


def _dearer(one: Cell, other: Cell) -> str:
    return f"{one.middle('cpu') / other.middle('cpu'):.2f}×"


def _loss(one: Cell, other: Cell) -> str:
    return f"{(1 - one.middle('rates') / other.middle('rates')) * 100:.0f} %"


def _more(one: Cell, other: Cell) -> str:
    return f"{(one.middle('cpu_all') / other.middle('cpu_all') - 1) * 100:.0f} %"


def _beside(measured: Sequence[Beside]) -> str:
    """Light requests alone and in company."""
    head = ("server", "Q2/s alone", "p99 ms alone", "Q2/s beside", "p99 ms beside", "p99 ratio", "heavy/s")
    rows = [
        (
            one.server,
            f"{one.quiet.rate:,.0f}",
            f"{one.quiet.p99:.2f}",
            f"{one.busy.rate:,.0f}",
            f"{one.busy.p99:.2f}",
            f"{one.busy.p99 / one.quiet.p99:.1f}×",
            f"{one.heavy.rate:.1f}",
        )
        for one in measured
    ]
    return _table(head, rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) if rows else ""

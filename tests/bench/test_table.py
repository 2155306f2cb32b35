"""What was measured is written down as it was."""

from pathlib import Path

from bench.measure import Cell, Stage
from bench.meter import Family
from bench.servers import Server, kinds
from bench.table import OURS, PEER, render

NODE = (Path("node"), Path("server.mjs"))


def server(name: str) -> Server:
    kind = next(kind for kind in kinds(Path("statements.json"), NODE) if kind.name == name)
    return Server(kind, 200, 1, Family(2**22 + 1))  # no process has this number: it uses nothing


def test_ratios_are_of_medians() -> None:
    own = Cell(rates=[900, 1_000, 5_000], p50=[1.0], p99=[4.0], cpu=[0.25], cpu_database=[0.0])
    peer = Cell(rates=[200, 250, 300], p50=[8.0], p99=[16.0], cpu=[1.0], cpu_database=[0.5])
    cells = {(OURS[0], "Q2"): own, (PEER, "Q2"): peer}
    written = render([server(OURS[0]), server(PEER)], cells, [], Stage(1, 3, {0}, None))
    assert "| Q2 | Dragoman, SQLite | 1,000 | 4.0 | 1.00 | 4.00 | 4.0 | 0.250 | 0.000 | 0 |" in written
    assert (
        "| Q2 | PostGraphile 5, PostgreSQL | 250 | 1.0 | 8.00 | 16.00 | 2.0 | 1.500 | 0.500 | 0 |" in written
    )
    assert "| Dragoman, SQLite: requests/s over PostGraphile | – | – | 4.0× |" in written
    assert "PostGraphile's over it | – | – | 6.0× |" in written

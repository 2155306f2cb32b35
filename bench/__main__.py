"""`python -m bench`: makes the data, starts the servers, measures, and prints the tables."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from bench import node, page, postgres, store, table
from bench.cores import shares
from bench.corpus import Shape
from bench.measure import Stage, measure, require_same_answers
from bench.neighbours import beside_heavy
from bench.servers import Kind, Server, kinds, larger, running
from bench.statements import take_statements

STATEMENTS = store.FOLDER / "statements.json"


@dataclass(frozen=True)
class Record:
    """A generated record in both databases."""

    meetings: int
    sqlite: str
    postgres: str


def arguments(given: Sequence[str]) -> Namespace:
    """What to measure, and for how long."""
    parser = ArgumentParser(
        "python -m bench", description="Requests per second of this server and of others."
    )
    parser.add_argument("--meetings", type=int, default=20_000, help="meetings; 3 delegations each, 12 seats")
    parser.add_argument("--times", type=int, default=1, help="also a record so many times as large: 10")
    parser.add_argument("--seconds", type=float, default=2, help="seconds a cell, whole ones")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; figures are their medians")
    parser.add_argument("--only", default="", help="servers whose name contains this")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other data")
    return parser.parse_args(given)


def main(given: Sequence[str]) -> None:
    """Prints the tables to standard output."""
    asked = arguments(given)
    server_cores, load_cores = shares()
    store.FOLDER.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        cluster = stack.enter_context(postgres.running(store.FOLDER / "postgres"))
        records = {False: _record(Shape(asked.meetings, asked.seed), cluster)}
        if asked.times > 1:
            records[True] = _record(Shape(asked.meetings * asked.times, asked.seed), cluster)
        take_statements(records[False].sqlite, asked.meetings, STATEMENTS)
        wanted = [kind for kind in _kinds(asked.times) if asked.only.lower() in kind.name.lower()]
        servers = [_start(stack, kind, records[kind.times_larger], server_cores) for kind in wanted]
        require_same_answers([server for server in servers if not server.kind.times_larger])
        stage = Stage(asked.seconds, asked.rounds, load_cores, cluster.family)
        cells = measure(servers, stage)
        facts = page.circumstances(len(server_cores | load_cores), asked.meetings, cluster)
        tables = f"{facts}\n{table.render(servers, cells, beside_heavy(servers, stage), stage)}"
    print(tables)
    if asked.write:
        page.write(tables)


def _record(shape: Shape, cluster: postgres.Cluster) -> Record:
    return Record(shape.meetings, store.sqlite(shape), store.postgres(shape, cluster))


def _kinds(times: int) -> list[Kind]:
    found = kinds(STATEMENTS, node.install(store.FOLDER / "postgraphile"))
    return [*found, *(larger(kind, times) for kind in found[:2] if times > 1)]


def _start(stack: ExitStack, kind: Kind, record: Record, cores: set[int]) -> Server:
    log = store.FOLDER / f"{kind.name.replace(' ', '-').replace(',', '')}.log"
    url = record.sqlite if kind.database == "sqlite" else record.postgres
    return stack.enter_context(running(kind, url, record.meetings, cores, log))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Reads how a database would run a statement, and finds tables that would be read whole.

Not counted: derived tables, CTEs and parameters (json_each), which hold what was found already; an index read in its
order under a limit; the count of a whole table. The curated facts are few, and for few rows reading all of them is
cheapest: so the planners are asked when they know nothing of the tables, and PostgreSQL is forbidden the plans that
need no index. A scan that is left then has no index to use.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import asyncpg

from db import metadata, versions
from db.sqlite import dbapi2
from engine import lite, postgres
from engine.database import Prepared
from tests.examples.layout import Group, parsed

# Undone with its transaction: as if nobody had ever looked what the tables hold.
PRETENCE = """
    update pg_class set reltuples = -1, relpages = 0
    where relkind in ('r', 'i') and relnamespace = 'public'::regnamespace;
    delete from pg_statistic;
    set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off;
"""
TABLES = {*metadata.tables, *versions.tables}
STREAMING = {"Nested Loop", "Result", "Subquery Scan", "Bitmap Heap Scan"}
SCAN = re.compile(r"SCAN (?P<name>\w+)(?P<index> USING (?P<covering>COVERING )?INDEX \w+)?$")


def sqlite_scans(path: str, prepared: Prepared, values: list[Any]) -> list[str]:
    """What SQLite would read whole, as it says it."""
    sql = prepared.statement.sql
    connection = dbapi2.connect(path)
    try:
        steps = connection.execute(f"explain query plan {sql}", lite.bound(values)).fetchall()
    finally:
        connection.close()
    said = {(parent, text) for _, parent, _, text in steps}
    named = {alias: table for table, alias in re.findall(r'"(\w+)" (\w+)', sql)}
    names = {table: table for table in named.values()} | named
    return [
        text
        for _, parent, _, text in steps
        if (scan := SCAN.fullmatch(text))
        and names.get(scan["name"]) in TABLES
        and not said & {(parent, f"{how} {scan['name']}") for how in ("CO-ROUTINE", "MATERIALIZE")}
        and not _counts_all(sql, names[scan["name"]])
        and not (
            scan["index"]
            and (parent, "USE TEMP B-TREE FOR ORDER BY") not in said
            and _limited(parsed(sql), scan["name"])
        )
    ]


def _counts_all(sql: str, table: str) -> bool:
    return bool(re.search(rf'select count\(\*\) from "{table}"( t\d+)?\)', sql))


def _limited(group: Group, alias: str) -> bool:
    """The select that reads the alias has a limit of its own."""
    own = "".join(part if isinstance(part, str) else "()" for part in group.parts)
    here = bool(re.search(rf'" {alias}\b', own) and re.search(r" limit (?!-1)", own))
    return here or any(_limited(part, alias) for part in group.parts if isinstance(part, Group))


async def postgres_scans(url: str, prepared: Prepared, values: list[Any]) -> list[str]:
    """What PostgreSQL would read whole: kind of step and table."""
    bound = postgres.bound(values, prepared.statement)
    connection = await asyncpg.connect(url)
    try:
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute(PRETENCE)
        told = await connection.fetchval(f"explain (format json) {prepared.statement.sql}", *bound)
        await transaction.rollback()
    finally:
        await connection.close()
    return list(_whole(json.loads(told)[0]["Plan"], ()))


def _whole(step: dict[str, Any], above: tuple[dict[str, Any], ...]) -> Iterator[str]:
    kind = step["Node Type"]
    unguided = kind in {"Index Scan", "Index Only Scan", "Bitmap Index Scan"} and "Index Cond" not in step
    if kind == "Seq Scan" or (unguided and not _in_order(above) and not _count(step, above)):
        yield f"{kind} {step.get('Relation Name', step.get('Index Name'))}"
    for below in step.get("Plans", []):
        yield from _whole(below, (step, *above))


def _in_order(above: tuple[dict[str, Any], ...]) -> bool:
    """Nothing between the scan and a limit needs all rows first."""
    kinds = [step["Node Type"] for step in above]
    return "Limit" in kinds and STREAMING.issuperset(kinds[: kinds.index("Limit")])


def _count(step: dict[str, Any], above: tuple[dict[str, Any], ...]) -> bool:
    """The count of a whole table: an aggregate right above, and no condition."""
    near = [step, *above[:1]] if step["Node Type"] == "Bitmap Index Scan" else [step]
    over = above[len(near) - 1 :]
    return bool(over) and over[0]["Node Type"] == "Aggregate" and not any("Filter" in each for each in near)

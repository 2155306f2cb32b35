"""A search reads its tables by their indexes, never from end to end."""

import re

import orjson

from db.search_question import spellings
from db.session import connect
from engine.catalog import Catalog
from engine.dialect import PostgreSQL, SQLite
from engine.searchsql import ranked_hits
from engine.specs import Search
from schema import build_schema, core_schema

TABLES = {"w": "search_word", "k": "search_key", "p": "search_posting", "t": "search_term"}
"""The tables of the search by the names that its statement gives them."""

ASKED = orjson.dumps(spellings("second round istanbul")).decode()


def spec() -> Search:
    found = Catalog(core_schema(build_schema())).fields["Query"]["search"].spec
    assert isinstance(found, Search)
    return found


def test_every_table_of_the_search_is_read_by_an_index(curated_url: str) -> None:
    engine = connect(curated_url)
    with engine.connect() as connection:
        if curated_url.startswith("sqlite"):
            sql = ranked_hits(spec(), SQLite(), "?1", "?2", "?3")
            types = orjson.dumps(spec().types).decode()
            rows = connection.exec_driver_sql(f"explain query plan {sql}", (ASKED, types, 10))
            plan = [str(row[3]) for row in rows]
            read = {name for name in TABLES if any(line.startswith(f"SEARCH {name} USING") for line in plan)}
            whole = [line for line in plan if re.match(rf"SCAN ({'|'.join(TABLES)})\b", line)]
        else:
            # A table of a few pages is scanned when it may be; here it may not, unless there is no other way.
            connection.exec_driver_sql("set enable_seqscan = off")
            types = ",".join(f"'{one}'" for one in spec().types)
            sql = ranked_hits(spec(), PostgreSQL(), f"'{ASKED}'::text", f"array[{types}]", "10")
            plan = [str(row[0]) for row in connection.exec_driver_sql(f"explain {sql}".replace("%", "%%"))]
            text = "\n".join(plan)
            read = {name for name, table in TABLES.items() if re.search(rf"(using|on) \w*{table}", text)}
            whole = [line for line in plan if "Seq Scan on search_" in line]
    engine.dispose()
    assert read == set(TABLES)
    assert whole == []

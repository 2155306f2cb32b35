"""How each database writes JSON: SQLite with its JSON functions, PostgreSQL as text. The bytes are the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from engine.plan import BOOL, INT, JSON, WORD

_PAIRS = 60  # json_object took 63 pairs before SQLite 3.48


@dataclass(frozen=True, slots=True)
class Json:
    """A piece of JSON: `raw` pieces are plain SQL values that a JSON function quotes, others are JSON already."""

    sql: str
    nullable: bool = False
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A member of an object; `when` is the SQL condition under which the row has it."""

    key: str
    value: Json
    when: str | None = None


def concat(parts: Sequence[str]) -> str:
    """Texts joined into one."""
    return balanced(parts, "||")


def balanced(parts: Sequence[str], operator: str) -> str:
    """A balanced tree of one operator: databases limit the depth of an expression, not its size."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return f"({balanced(parts[:middle], operator)}{operator}{balanced(parts[middle:], operator)})"


def quoted(text: str) -> str:
    """A text literal."""
    return "'" + text.replace("'", "''") + "'"


class Dialect:
    """What differs between the databases. The base class says what they share."""

    name: str
    true: str
    false: str
    null: str

    def object(self, pairs: Sequence[Pair]) -> Json:
        """An object built as text. Every member brings its comma, unless the first is in every row.

        Where it is not, the comma is cut off: substr counts the letters of all that is inside, at every level, which
        doubles the time of a deep answer on PostgreSQL.
        """
        sure = bool(pairs) and pairs[0].when is None
        parts = []
        for number, pair in enumerate(pairs):
            head = "{" if sure and number == 0 else ","
            text = concat([quoted(f'{head}"{pair.key}":'), self.text(pair.value)])
            parts.append(f"case when {pair.when} then {text} else '' end" if pair.when else text)
        if sure:
            return self.document(concat([*parts, "'}'"]))
        return self.document(f"'{{'||substr({concat(parts)},2)||'}}'" if parts else "'{}'")

    def document(self, sql: str) -> Json:
        """Text that is JSON."""
        raise TypeError(f"{type(self).__name__} must say how text becomes JSON")

    def text(self, value: Json) -> str:
        """A value as JSON text, never NULL."""
        return f"coalesce({value.sql},'null')" if value.nullable else value.sql

    def constant(self, text: str) -> Json:
        """A text constant."""
        return Json(quoted(text), raw=True)


class SQLite(Dialect):
    """SQLite 3.46 or newer."""

    name = "sqlite"
    true, false, null = "1", "0", "null"

    def placeholder(self, number: int, kind: str) -> str:
        """A numbered parameter."""
        return f"?{number}"

    def leaf(self, sql: str, kind: str, *, nullable: bool) -> Json:
        """A scalar; JSON functions quote it."""
        if kind == JSON:
            return Json(f"json({sql})", nullable)
        if kind == BOOL:
            return Json(f"case {sql} when 1 then json('true') when 0 then json('false') end", nullable)
        return Json(sql, nullable, raw=True)

    def text(self, value: Json) -> str:
        """A value as JSON text; json_quote writes NULL as null."""
        return f"json_quote({value.sql})" if value.raw else super().text(value)

    def object(self, pairs: Sequence[Pair]) -> Json:
        """json_object where every row has every member, else text."""
        if len(pairs) > _PAIRS or any(pair.when for pair in pairs):
            return super().object(pairs)
        members = ",".join(f"'{pair.key}',{pair.value.sql}" for pair in pairs)
        return Json(f"json_object({members})")

    def document(self, sql: str) -> Json:
        """Text gets its JSON subtype back."""
        return Json(f"json({sql})")

    def array(self, item: Json, order: str, *, only: str | None = None) -> Json:
        """Items in the order of the derived table they come from (the only FROM item)."""
        kept = f" filter (where {only})" if only else ""
        return Json(f"json_group_array({item.sql}){kept}")

    def flag(self, condition: str) -> Json:
        """A condition as true or false."""
        return Json(f"json(iif({condition},'true','false'))")

    def cursor(self, code: str, values: Sequence[str]) -> Json:
        """Lower-case hex of a JSON list."""
        parts = [quoted(f'["{code}"'), *(f"','||json_quote({value})" for value in values), "']'"]
        return Json(f"lower(hex({concat(parts)}))", raw=True)

    def among(self, sql: str, placeholder: str) -> str:
        """Membership in a list parameter."""
        return f"{sql} in (select value from json_each({placeholder}))"

    def place(self, sql: str, placeholder: str) -> str:
        """Where a value stands in a list parameter."""
        return f"(select key from json_each({placeholder}) where value={sql})"

    def contains(self, sql: str, part: str) -> str:
        """Substring, by bytes."""
        return f"instr({sql},{part})>0"

    def pairs(self, placeholder: str) -> str:
        """Rows (prefix, slug, position) of a list of pairs."""
        columns = "json_extract(e.value,'$[0]') prefix,json_extract(e.value,'$[1]') slug,e.key position"
        return f"(select {columns} from json_each({placeholder}) e order by e.key limit -1)"

    def spellings(self, placeholder: str) -> str:
        """Rows (n, kind, spelling, upper, size) of a list of lists."""
        names = ("n", "kind", "spelling", "upper", "size")
        columns = ",".join(f"json_extract(e.value,'$[{at}]') {name}" for at, name in enumerate(names))
        return f"select {columns} from json_each({placeholder}) e"

    def texts(self, placeholder: str) -> str:
        """A list parameter as rows (value)."""
        return f"(select value from json_each({placeholder}))"

    def lateral(self, query: str) -> str:
        """Joins the one column of a query, which may read the rows before it, as `e.value`."""
        return f"cross join json_each((select json_group_array(value) from ({query}))) e"

    def days(self, later: str, earlier: str) -> str:
        """The days from one ISO day to another."""
        return f"cast(julianday({later})-julianday({earlier}) as integer)"

    def whole(self, text: str) -> str:
        """The whole number that a text is, NULL when it is none."""
        number = f"{text} not glob '*[^0-9]*' and length({text}) between 1 and 18"
        return f"(case when {number} then cast({text} as integer) end)"

    def holds(self, since: str, until: str, number: str) -> str:
        """The number lies from `since` up to, and without, `until`."""
        return f"{since}<={number} and {until}>{number}"

    by_bytes = ""  # texts are ordered by bytes
    last_letter = "char(1114111)"
    least = "min"
    rows_limit = " limit -1"  # keeps the order of a derived table


class PostgreSQL(Dialect):
    """PostgreSQL 14 or newer."""

    name = "postgresql"
    true, false, null = "true", "false", "'null'"
    _types: ClassVar[dict[str, str]] = {
        "text": "text",
        "int": "bigint",
        "float": "double precision",
        "bool": "boolean",
        "texts": "text[]",
        "ints": "bigint[]",
        "floats": "double precision[]",
        "pairs": "text",
    }

    def placeholder(self, number: int, kind: str) -> str:
        """A numbered parameter with its type, which text concatenation alone could not tell."""
        return f"${number}::{self._types[kind]}"

    def leaf(self, sql: str, kind: str, *, nullable: bool) -> Json:
        """A scalar as JSON text."""
        if kind in (INT, BOOL):
            made = f"{sql}::text"
        elif kind == JSON:
            made = sql
        elif kind == WORD:
            made = f"('\"'||{sql}||'\"')"
        else:
            made = f"to_json({sql})::text"
        return Json(f"coalesce({made},'null')" if nullable else made)

    def constant(self, text: str) -> Json:
        """A text constant, quoted here: the words of a schema need no escaping."""
        return Json(quoted(f'"{text}"'))

    def document(self, sql: str) -> Json:
        """Text is JSON."""
        return Json(f"({sql})")

    def array(self, item: Json, order: str, *, only: str | None = None) -> Json:
        """Items joined in an explicit order."""
        kept = f" filter (where {only})" if only else ""
        return Json(f"('['||coalesce(string_agg({self.text(item)},',' order by {order}){kept},'')||']')")

    def flag(self, condition: str) -> Json:
        """A condition as true or false."""
        return Json(f"case when {condition} then 'true' else 'false' end")

    def cursor(self, code: str, values: Sequence[str]) -> Json:
        """Lower-case hex of a JSON list."""
        parts = [quoted(f'["{code}"'), *(f"','||to_json({value})::text" for value in values), "']'"]
        return Json(f"""('"'||encode(convert_to({concat(parts)},'UTF8'),'hex')||'"')""", nullable=False)

    def among(self, sql: str, placeholder: str) -> str:
        """Membership in a list parameter."""
        return f"{sql}=any({placeholder})"

    def place(self, sql: str, placeholder: str) -> str:
        """Where a value stands in a list parameter."""
        return f"array_position({placeholder},{sql}::text)"

    def contains(self, sql: str, part: str) -> str:
        """Substring."""
        return f"strpos({sql},{part})>0"

    def pairs(self, placeholder: str) -> str:
        """Rows (prefix, slug, position) of a list of pairs."""
        columns = "e.value->>0 prefix,e.value->>1 slug,e.position"
        return f"(select {columns} from json_array_elements({placeholder}::json) with ordinality e(value,position))"

    def spellings(self, placeholder: str) -> str:
        """Rows (n, kind, spelling, upper, size) of a list of lists."""
        columns = "(e->>0)::int n,e->>1 kind,e->>2 spelling,e->>3 upper,(e->>4)::int size"
        return f"select {columns} from json_array_elements({placeholder}::json) e"

    def texts(self, placeholder: str) -> str:
        """A list parameter as rows (value)."""
        return f"(select unnest({placeholder}) as value)"

    def lateral(self, query: str) -> str:
        """Joins the one column of a query, which may read the rows before it, as `e.value`."""
        return f"cross join lateral ({query}) e(value)"

    def days(self, later: str, earlier: str) -> str:
        """The days from one ISO day to another."""
        return f"({later}::date-{earlier}::date)"

    def whole(self, text: str) -> str:
        """The whole number that a text is, NULL when it is none."""
        return f"(case when {text}~'^[0-9]{{1,18}}$' then ({text})::bigint end)"

    def holds(self, since: str, until: str, number: str) -> str:
        """The number lies from `since` up to, and without, `until`.

        Of plain comparisons PostgreSQL takes it that one row in nine passes, and sorts what it should read in order.
        Nearly all do, as it takes it of what is not equal.
        """
        return f"least({since},{number}+1)<>{number}+1 and greatest({until},{number})<>{number}"

    by_bytes = ' collate "C"'  # closed vocabularies have no collation of their own
    last_letter = "chr(1114111)"
    least = "least"
    rows_limit = ""

"""Which text `contains` and `startsWith` compare: the folded column, else the lower case of a text that is ASCII."""

from db.base import metadata
from db.text import fold
from tests.oracle.rows import Row

_ASCII = {ord(letter): ord(letter.lower()) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def folded(row: Row, column: str, asked: str) -> tuple[str, str]:
    """The text of the row and the text asked for, made comparable."""
    if f"{column}_fold" in metadata.tables[row.table].columns:
        return str(row[f"{column}_fold"]), fold(asked)
    return str(row[column]).translate(_ASCII), fold(asked)

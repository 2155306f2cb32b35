"""Records into table rows: each noun says which rows its record means."""

from exchange.rows.build import build
from exchange.rows.common import Context, Rows

__all__ = ["Context", "Rows", "build"]

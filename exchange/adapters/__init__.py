"""Foreign datasets as records: a layout and an adapter for each release, from file to records, never touching a database."""

from exchange.adapters.datasets import DATASETS, Adapted, Dataset, adapt
from exchange.adapters.draft import Draft, Known, Nothing
from exchange.adapters.table import Table, read_table

__all__ = ["DATASETS", "Adapted", "Dataset", "Draft", "Known", "Nothing", "Table", "adapt", "read_table"]

"""How facts come in and go out: the one record form behind curated files, partners' files, mutations and exports."""

from exchange import limits
from exchange.check_data import data_command
from exchange.countries import countries
from exchange.dates import BadDate, Edtf
from exchange.dates import parse as parse_date
from exchange.history import canonical, last_changes
from exchange.load import DATA, curated_files, import_files, load, summary
from exchange.merge import merge
from exchange.problems import CODES, Problem, Refused
from exchange.read import read_file, read_lines, read_yaml, validate
from exchange.record import TYPES, Bundle, Entry
from exchange.write import Action, Author, Report, Result, upsert

__all__ = [
    "CODES",
    "DATA",
    "TYPES",
    "Action",
    "Author",
    "BadDate",
    "Bundle",
    "Edtf",
    "Entry",
    "Problem",
    "Refused",
    "Report",
    "Result",
    "canonical",
    "countries",
    "curated_files",
    "data_command",
    "import_files",
    "last_changes",
    "limits",
    "load",
    "merge",
    "parse_date",
    "read_file",
    "read_lines",
    "read_yaml",
    "summary",
    "upsert",
    "validate",
]

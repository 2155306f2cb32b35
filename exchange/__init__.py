"""How facts come in and go out: the one record form behind curated files, partners' files, mutations and exports."""

from exchange import limits
from exchange.check_data import data_command
from exchange.countries import countries
from exchange.dates import BadDate, Edtf
from exchange.dates import parse as parse_date
from exchange.history import canonical, last_changes
from exchange.load import DATA, curated_files, import_files, load, summary
from exchange.merge import merge
from exchange.merging import merge_records
from exchange.once import Terms
from exchange.problems import CODES, Problem, Refused
from exchange.read import read_file, read_lines, read_yaml, validate
from exchange.receipt import Fault, Line, Receipt
from exchange.record import TYPES, Bundle, Entry
from exchange.submit import LARGEST_BATCH, Sent, submit
from exchange.withdraw import delete_record
from exchange.write import Action, Author, Report, Result, upsert

__all__ = [
    "CODES",
    "DATA",
    "LARGEST_BATCH",
    "TYPES",
    "Action",
    "Author",
    "BadDate",
    "Bundle",
    "Edtf",
    "Entry",
    "Fault",
    "Line",
    "Problem",
    "Receipt",
    "Refused",
    "Report",
    "Result",
    "Sent",
    "Terms",
    "canonical",
    "countries",
    "curated_files",
    "data_command",
    "delete_record",
    "import_files",
    "last_changes",
    "limits",
    "load",
    "merge",
    "merge_records",
    "parse_date",
    "read_file",
    "read_lines",
    "read_yaml",
    "submit",
    "summary",
    "upsert",
    "validate",
]

"""What is wrong with a record, said so that its author finds the place: file, record, field, line."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

CODES: Final[dict[str, str]] = {
    "BROKEN_FILE": "The file cannot be read as YAML or JSON Lines.",
    "WRONG_VALUE": "A value does not have the form that the field needs.",
    "UNKNOWN_FIELD": "The record form has no such field.",
    "MISSING_FIELD": "A field that every such record needs is not there.",
    "TOO_LONG": "A text or list is longer than allowed.",
    "BAD_DATE": "The date is not EDTF (level 1), or does not exist.",
    "UNKNOWN_REFERENCE": "The id named here belongs to no record.",
    "DUPLICATE_ID": "Two records have the same id.",
    "DISAGREES": "Two files say different things about the same record.",
    "CYCLE": "Meetings follow, or are part of, each other in a circle.",
    "NOT_CANONICAL": "The file is not in its canonical form.",
    "CHANGED_ELSEWHERE": "The record was last changed by somebody else, whose change is kept.",
    "WRONG_FILE": "The file is not the release of the dataset that it was said to be.",
    "LEFT_OUT": "A row of a dataset gave no record.",
    "DOUBTFUL": "A cell of a dataset is kept, or left aside, with a remark.",
    "TOLD_BY_MEETING": "The outcome stands inside the record of its meeting, and is brought in with that.",
    "CHANGED_SINCE": "The record was changed later than the change that the sender named.",
    "MERGED": "The id belongs to a record that was merged into another.",
    "NOT_MERGEABLE": "The two records cannot be merged.",
    "PROTECTED": "The record comes with the application and cannot be taken away.",
    "STILL_REFERRED": "Other records name this one, so that it cannot be withdrawn.",
    "NOT_WRITTEN": "Nothing is wrong with the record, but another one of the batch was rejected.",
    "BATCH_TOO_LARGE": "The batch has more records than allowed.",
    "IDEMPOTENCY_KEY_REUSED": "Something else was sent under this idempotency key before.",
    "SAME_SOURCE": "One address is described in two ways; the first description is kept.",
}
"""The stable codes, each with its meaning."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `record` is an id, `field` a dotted path inside the record."""

    code: str
    message: str
    file: str = ""
    record: str = ""
    field: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        where = ", ".join(part for part in (self.record, self.field) if part)
        return ": ".join(part for part in (place, where, self.message) if part)


class Refused(ValueError):
    """Nothing was written; `problems` says everything that stands in the way."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

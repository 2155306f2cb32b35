"""The written corpus: documents with, in comments, the variables and the operation that each is run with."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True)
class Case:
    """One run of one document."""

    name: str
    query: str
    variables: dict[str, Any]
    operation: str | None = None


def cases() -> list[Case]:
    """Every run, in the order of file names."""
    return [case for path in sorted(FOLDER.glob("*.graphql")) for case in _of(path)]


def _of(path: Path) -> list[Case]:
    text = path.read_text(encoding="utf-8")
    named = re.search(r"^# operation: (\w+)$", text, re.MULTILINE)
    given = re.findall(r"^# variables: (.*)$", text, re.MULTILINE) or ["{}"]
    return [
        Case(f"{path.stem}-{place}", text, json.loads(variables), named and named[1])
        for place, variables in enumerate(given, start=1)
    ]

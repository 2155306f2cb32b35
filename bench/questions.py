"""The questions that every server is asked, with the values they are asked with."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.corpus import HEAVY_HOST, RARE_KIND, RARE_SINCE, SMALL_HOST, SMALL_LEADER

DOCUMENTS = Path(__file__).parent / "documents"

SLUGS = 500
"""Different meetings asked for in turn."""

MARK = "@@"
"""Stands in a document for a number that is new in each request."""

Variables = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """One cell's worth of load: a document, and the variables of its requests, taken in turn."""

    name: str
    about: str
    document: str  # a file without its suffix, in the folder of each dialect
    variables: Callable[[int], list[Variables]]
    grows: bool = True  # whether it should take as long over ten times as many meetings

    def text(self, dialect: str) -> str:
        """The document in a server's dialect."""
        return _read(dialect, self.document)


@cache
def _read(dialect: str, name: str) -> str:
    return (DOCUMENTS / dialect / f"{name}.graphql").read_text()


def _once(**variables: Any) -> Callable[[int], list[Variables]]:
    return lambda _: [variables]


def _slugs(meetings: int) -> list[Variables]:
    step = max(1, meetings // SLUGS)
    return [{"slug": f"meeting-{number}"} for number in range(0, meetings, step)]


def _no_variables(_: int) -> list[Variables]:
    return [{}]


QUESTIONS = (
    Question("Q1", "a country's 50 hosted meetings with all below them", "host", _once(code=SMALL_HOST)),
    Question("Q1h", "the same of a host of half of all meetings", "host", _once(code=HEAVY_HOST)),
    Question("Q2", "one meeting", "meeting", _slugs),
    Question(
        "Q3",
        "a filtered, ordered page of 20 with totalCount",
        "page",
        _once(kind=RARE_KIND, since=RARE_SINCE),
    ),
    Question("Q4", "a person's meetings with who led beside", "person", _once(slug=SMALL_LEADER)),
    Question("Q5", "one meeting, each request a document of new shape", "cold", _no_variables, grows=False),
    Question(
        "Q5v", "one meeting, each request with its values in the text", "literal", _no_variables, grows=False
    ),
    Question("Q6", "a filter over hosts and outcomes", "filter", _once(code=SMALL_HOST, kind="CEASEFIRE")),
    Question(
        "Q6h",
        "the same of a host of half of all meetings",
        "filter",
        _once(code=HEAVY_HOST, kind="CEASEFIRE"),
    ),
)

HEAVY = Question("H", "how many of all meetings match, by reading all of them", "heavy", _once(word="ratif"))
"""Asked beside the light ones, to see whether they still get through."""

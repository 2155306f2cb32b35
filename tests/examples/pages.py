"""The pages of docs/examples: the question, the answer and the statements written there."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.examples import BLOCK, EXAMPLES, parts
from server.graphiql import Example
from tests.examples import layout

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "examples"
HEADINGS = {"sqlite": "The statement on SQLite", "postgresql": "The statement on PostgreSQL"}
ANSWER = "The answer"


@dataclass(frozen=True)
class Page:
    """One page; `answer` and `statements` are as written, empty where nothing is."""

    example: Example
    question: str
    answer: Any
    statements: dict[str, str]


def path(name: str) -> Path:
    """Where the page of an example lies."""
    return FOLDER / f"{name}.md"


def read(example: Example) -> Page:
    """The page of an example."""
    question, sections = parts(path(example.name).read_text(encoding="utf-8"))
    blocks = {heading: found["text"] for heading, body in sections if (found := BLOCK.search(body))}
    statements = {kind: blocks.get(heading, "") for kind, heading in HEADINGS.items()}
    return Page(example, question, json.loads(blocks.get(ANSWER, "null")), statements)


def write(page: Page) -> None:
    """Writes the page with its answer and statements."""
    sections = [(ANSWER, "json", layout.answer(page.answer))]
    sections += [(heading, "sql", page.statements[kind].strip()) for kind, heading in HEADINGS.items()]
    text = "\n".join(f"## {heading}\n\n```{kind}\n{block}\n```\n" for heading, kind, block in sections)
    path(page.example.name).write_text(f"{page.question.strip()}\n\n{text}", encoding="utf-8")


def pages() -> list[Page]:
    """Every page, in the order of the menu."""
    return [read(example) for example in EXAMPLES]

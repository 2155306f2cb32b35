"""Reads the questions of docs/examples for GraphiQL's Examples menu, in the order and groups of that folder's README."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from server.graphiql import Example

HERE = Path(__file__).resolve().parent
# A wheel carries the folder with the page; a clone has it among the documents.
FOLDERS = (HERE / "pages" / "examples", HERE.parent / "docs" / "examples")

LISTED = re.compile(r"^## (?P<group>.+)$|^- \[.+\]\((?P<name>[\w-]+)\.md\)$", re.MULTILINE)
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def read(folders: tuple[Path, ...] = FOLDERS) -> tuple[Example, ...]:
    """The examples of the first folder that is there; none where the installation has no documents."""
    folder = next((each for each in folders if (each / "README.md").is_file()), None)
    return tuple(_listed(folder)) if folder else ()


def parts(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The question of a page, and its other sections by their headings."""
    question, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    split = (section.partition("\n") for section in sections)
    return question, [(heading, body) for heading, _, body in split]


def _listed(folder: Path) -> Iterator[Example]:
    group = ""
    for line in LISTED.finditer((folder / "README.md").read_text(encoding="utf-8")):
        if line["group"]:
            group = line["group"]
        else:
            page = (folder / f"{line['name']}.md").read_text(encoding="utf-8")
            yield example(line["name"], page, group)


def example(name: str, page: str, group: str = "") -> Example:
    """The question that a page asks."""
    question, _ = parts(page)
    title, description = re.findall(r"^(?!```)\S.*$", question.partition("```")[0], re.MULTILINE)[:2]
    blocks = {found["kind"]: found["text"] for found in BLOCK.finditer(question)}
    variables: dict[str, Any] | None = json.loads(blocks["json"]) if "json" in blocks else None
    return Example(name, title.removeprefix("# "), description, blocks["graphql"], variables, group)


EXAMPLES = read()

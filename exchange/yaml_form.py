"""The canonical byte form of curated files: one spelling, with comments, list order and the style of mappings kept.

UTF-8, LF, two spaces a level, lists indented under their key, no line folding, text quoted only where YAML needs it
or the author did. Writing a canonical file again gives the same bytes.
"""

from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML

from exchange import yaml_nodes
from exchange.problems import Problem, Refused


def canonical(text: str, file: str = "") -> str:
    """The canonical form of a YAML text. Raises `Refused` when it cannot be read."""
    before, _ = yaml_nodes.read(text, file)
    written = StringIO()
    form = _form()
    form.dump(form.load(text), written)
    lines = (line.rstrip() for line in written.getvalue().strip("\n").split("\n"))
    form_text = "\n".join(lines) + "\n"
    if form_text != text and yaml_nodes.read(form_text, file)[0] != before:
        raise Refused([Problem("BROKEN_FILE", "Writing the file anew would change what it says.", file)])
    return form_text


def _form() -> YAML:
    form = YAML(typ="rt", pure=True)
    form.preserve_quotes = True
    form.allow_unicode = True
    form.width = 2**20  # never folded: one fact, one line
    form.indent(mapping=2, sequence=4, offset=2)
    return form


def check_files(paths: Iterable[Path]) -> list[Problem]:
    """The files that are not in canonical form, with the first line that differs."""
    return [problem for path in paths for problem in _check(path)]


def _check(path: Path) -> list[Problem]:
    text = path.read_bytes().decode("utf-8")
    try:
        wanted = canonical(text, path.name)
    except Refused as refused:
        return list(refused.problems)
    if text == wanted:
        return []
    line = _first_difference(text, wanted)
    return [Problem("NOT_CANONICAL", "The file is not in its canonical form.", path.name, line=line)]


def _first_difference(text: str, wanted: str) -> int:
    pairs = zip(text.split("\n"), wanted.split("\n"), strict=False)
    return next((at for at, (one, two) in enumerate(pairs, start=1) if one != two), text.count("\n") + 1)


def canonicalise(paths: Iterable[Path]) -> list[Path]:
    """Write the files in canonical form; the answer names those that were changed. Raises `Refused`."""
    forms = [(path, canonical(path.read_bytes().decode("utf-8"), path.name)) for path in paths]
    changed = [(path, form) for path, form in forms if path.read_bytes() != form.encode()]
    for path, form in changed:
        path.write_bytes(form.encode())
    return [path for path, _ in changed]

"""Reads YAML into plain data with the line of every value; dates stay the text that was written."""

import re
from collections.abc import Mapping
from io import StringIO
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from exchange import limits
from exchange.problems import Problem, Refused

Path = tuple[str | int, ...]

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
_WORDS: Final[Mapping[str, bool | None]] = {"": None, "null": None, "~": None, "true": True, "false": False}
# What YAML 1.1 reads as yes or no: refused unless quoted, or Norway would depend on the reader.
_TRAPS = frozenset(
    {"NO", "No", "no", "YES", "Yes", "yes", "on", "On", "ON", "off", "Off", "OFF", "y", "Y", "n", "N"}
)


def read(text: str, file: str) -> tuple[Any, dict[Path, int]]:
    """The data of one document, and the line of each value by its path. Raises `Refused`."""
    try:
        node = YAML(typ="safe", pure=True).compose(StringIO(text))
    except MarkedYAMLError as error:
        raise Refused([_broken(file, error)]) from None
    except (YAMLError, ReaderError, ValueError, RecursionError) as error:
        raise Refused([Problem("BROKEN_FILE", f"Not YAML: {_first_line(error)}", file)]) from None
    if node is None:
        return {}, {}
    reader = _Reader(file)
    data = reader.value(node, (), 0)
    if reader.problems:
        raise Refused(reader.problems)
    return data, reader.lines


def _broken(file: str, error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    said = ", ".join(part for part in (error.context, error.problem) if part)
    place = (mark.line + 1, mark.column + 1) if mark else (None, None)
    return Problem("BROKEN_FILE", f"Not YAML: {said}.", file, line=place[0], column=place[1])


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["it cannot be read."])[0]


class _Reader:
    """Turns nodes into data; collects lines and problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def value(self, node: Node, path: Path, depth: int) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if depth > limits.DEPTH:
            return self._refuse(node, f"More than {limits.DEPTH} levels deep.")
        if node.anchor is not None or id(node) in self._seen:
            return self._refuse(node, "Anchors and aliases (& and *) are not used here: write the value out.")
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, SequenceNode):
            return [self.value(one, (*path, at), depth + 1) for at, one in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: MappingNode, path: Path, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._refuse(key, "A field's name is plain text.")
            elif key.value in data:
                self._refuse(key, f"The field {key.value!r} is given twice.")
            else:
                data[key.value] = self.value(value, (*path, key.value), depth + 1)
        return data

    def _scalar(self, node: Any) -> Any:
        text: str = node.value
        if node.style is not None:
            return text
        if text in _TRAPS:
            return self._refuse(node, f'Quote "{text}": some readers of YAML take it for yes or no.')
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE.fullmatch(text):
            return int(text) if len(text) <= 18 else float(text)
        return float(text) if _DECIMAL.fullmatch(text) else text

    def _refuse(self, node: Node, message: str) -> None:
        mark = node.start_mark
        self.problems.append(
            Problem("BROKEN_FILE", message, self.file, line=mark.line + 1, column=mark.column + 1)
        )

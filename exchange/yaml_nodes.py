"""Reads YAML into plain data with the line of every value; dates stay the text that was written."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import yaml
from yaml.events import (
    CollectionEndEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from exchange import limits
from exchange.problems import Problem, Refused

Path = tuple[str | int, ...]

_PARSER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""That of libyaml, which takes a quarter of the time, where PyYAML was built with it: all its wheels are."""

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
_WORDS: Final[Mapping[str, bool | None]] = {"": None, "null": None, "~": None, "true": True, "false": False}
# What YAML 1.1 reads as yes or no: refused unless quoted, or Norway would depend on the reader.
_TRAPS = frozenset(
    {"NO", "No", "no", "YES", "Yes", "yes", "on", "On", "ON", "off", "Off", "OFF", "y", "Y", "n", "N"}
)


def read(text: str, file: str) -> tuple[Any, dict[Path, int]]:
    """The data of one document, and the line of each value by its path. Raises `Refused`."""
    reader = _Reader(file, yaml.parse(text, Loader=_PARSER))
    try:
        data = reader.document()
    except yaml.MarkedYAMLError as error:
        raise Refused([_broken(file, error)]) from None
    except (yaml.YAMLError, ValueError) as error:
        raise Refused([Problem("BROKEN_FILE", f"Not YAML: {_first_line(error)}", file)]) from None
    if reader.problems:
        raise Refused(reader.problems)
    return data, reader.lines


def _broken(file: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    said = ", ".join(part for part in (error.context, error.problem) if part)
    place = (mark.line + 1, mark.column + 1) if mark else (None, None)
    return Problem("BROKEN_FILE", f"Not YAML: {said}.", file, line=place[0], column=place[1])


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["it cannot be read."])[0]


def _place(event: Event) -> tuple[int, int]:
    """Line and column, counted from one."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Reader:
    """Turns what the parser meets into data, and stops at what is too deep; collects lines and problems."""

    def __init__(self, file: str, events: Iterator[Event]) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._events = events

    def document(self) -> Any:
        """The data of the one document; of none, no sections."""
        next(self._events)
        if isinstance(next(self._events), StreamEndEvent):
            return {}
        data = self._value(next(self._events), (), 0)
        next(self._events)
        more = next(self._events)
        if not isinstance(more, StreamEndEvent):
            self._refuse(more, "Not YAML: one document is expected.")
        return data

    def _value(self, event: Event, path: Path, depth: int) -> Any:
        self.lines[path] = _place(event)[0]
        if depth > limits.DEPTH:
            self._refuse(event, f"More than {limits.DEPTH} levels deep.")
            raise Refused(self.problems)
        if isinstance(event, NodeEvent) and event.anchor is not None:
            self._refuse(event, "Anchors and aliases (& and *) are not used here: write the value out.")
        if isinstance(event, MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, SequenceStartEvent):
            return [self._value(one, (*path, at), depth + 1) for at, one in enumerate(self._inside())]
        return self._scalar(event) if isinstance(event, ScalarEvent) else None

    def _inside(self) -> Iterator[Event]:
        """What begins inside a mapping or sequence; whoever takes one reads it to its end."""
        for event in self._events:
            if isinstance(event, CollectionEndEvent):
                return
            yield event

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        inside = self._inside()
        for key in inside:
            name = key.value if isinstance(key, ScalarEvent) else ""
            if not isinstance(key, ScalarEvent):
                self._refuse(key, "A field's name is plain text.")
                self._value(key, path, depth + 1)
            elif name in data:
                self._refuse(key, f"The field {name!r} is given twice.")
            data[name] = self._value(next(inside), (*path, name), depth + 1)
        return data

    def _scalar(self, event: ScalarEvent) -> Any:
        text: str = event.value
        if event.style:
            return text
        if text in _TRAPS:
            return self._refuse(event, f'Quote "{text}": some readers of YAML take it for yes or no.')
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE.fullmatch(text):
            return int(text) if len(text) <= 18 else float(text)
        return float(text) if _DECIMAL.fullmatch(text) else text

    def _refuse(self, event: Event, message: str) -> None:
        line, column = _place(event)
        self.problems.append(Problem("BROKEN_FILE", message, self.file, line=line, column=column))

"""What `dragoman data` does: checks curated files, alone and between each other, and writes their canonical form."""

from collections.abc import Sequence
from pathlib import Path

from exchange import countries, yaml_form
from exchange.load import curated_files, joined
from exchange.problems import Problem, Refused
from exchange.read import read_file


def data_command(paths: Sequence[Path] = (), *, write: bool = False) -> list[Problem]:
    """Everything wrong with these files (all curated files when none are named).

    Files beside them are read too, since records name records of other files. With `write`, files that are not in
    canonical form are written anew when nothing else is wrong with them.
    """
    files = list(paths) or curated_files()
    problems = _between(files)
    if problems or not write:
        return [*problems, *yaml_form.check_files(_readable(files, problems))]
    try:
        yaml_form.canonicalise(files)
    except Refused as refused:
        return list(refused.problems)
    return []


def _between(files: Sequence[Path]) -> list[Problem]:
    beside = {path.resolve() for file in files for path in curated_files(file.parent)}
    every = sorted(beside | {file.resolve() for file in files})
    bundle = joined([countries.bundle(), *(read_file(path) for path in every)])
    asked = {file.name for file in files}
    return [problem for problem in bundle.problems if problem.file in asked]


def _readable(files: Sequence[Path], problems: list[Problem]) -> list[Path]:
    broken = {problem.file for problem in problems if problem.code == "BROKEN_FILE"}
    return [file for file in files if file.name not in broken]

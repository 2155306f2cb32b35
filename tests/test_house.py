"""The house keeps its own rules: rooms that are its own, short files, honest pages, nothing of one machine."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text())
ROOMS = tuple(PROJECT["tool"]["importlinter"]["root_packages"])
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
MOST_VERBS = 10

# Written so that none of them finds itself here.
FOREIGN = {
    "a package registry": r"(pythonhos[t]ed|py[p]i)\.[o]rg|registry\.npm[j]s\.[o]rg|deb\.de[b]ian\.[o]rg",
    "a path of one machine": r"(^|[^\w.-])/(w[o]rk|f[a]rm|r[o]ot|h[o]me|U[s]ers)/",
}
UNFINISHED = r"\b(TO[D]O|FIX[M]E|XX[X]|NotImplemented[E]rror)\b"


def tracked(*patterns: str) -> list[Path]:
    """The files that the repository holds and that are still there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=HOUSE, check=True, capture_output=True, text=True
    ).stdout
    return [HOUSE / name for name in listed.split("\0") if name and (HOUSE / name).is_file()]


def sources() -> list[Path]:
    """Every Python file except the migrations, which are written once and by a tool."""
    return [path for path in tracked("*.py") if "versions" not in path.parts]


def found(pattern: str, paths: list[Path]) -> list[str]:
    """`path:line` of each line of text in which the pattern is found."""
    return [
        f"{path.relative_to(HOUSE)}:{number}"
        for path in paths
        for number, line in enumerate(lines(path), start=1)
        if re.search(pattern, line)
    ]


def lines(path: Path) -> list[str]:
    """The lines of a text file; none of a binary one."""
    content = path.read_bytes()
    return [] if b"\0" in content else content.decode(errors="replace").splitlines()


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file with its number of lines."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (
                f"{path.relative_to(HOUSE)}:{node.lineno} {node.name}",
                (node.end_lineno or 0) - node.lineno + 1,
            )


def verbs() -> dict[str, str]:
    """The verbs of the Makefile with their line of help."""
    return dict(re.findall(r"^([a-z]+):.*?## (.+)$", (HOUSE / "Makefile").read_text(), re.MULTILINE))


def test_the_arrows_of_every_room_are_checked() -> None:
    assert {face.parent.name for face in HOUSE.glob("*/__init__.py")} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_no_other_distribution_owns_the_name_of_a_room(room: str) -> None:
    assert set(packages_distributions().get(room, [])) <= {"dragoman"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_imported_from_this_house(room: str) -> None:
    spec = find_spec(room)
    assert spec is not None
    assert spec.origin == str(HOUSE / room / "__init__.py"), "every room has a face, and it is this one"


def test_no_file_is_a_giant() -> None:
    giants = {str(path.relative_to(HOUSE)): len(lines(path)) for path in sources()}
    assert {path: length for path, length in giants.items() if length > LONGEST_FILE} == {}


def test_no_function_is_a_giant() -> None:
    lengths = dict(each for path in sources() for each in functions(path))
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_nothing_is_left_unfinished() -> None:
    assert found(UNFINISHED, sources()) == []


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_names(what: str) -> None:
    assert found(FOREIGN[what], tracked()) == []


def test_every_verb_has_a_line_of_help() -> None:
    promised = re.findall(r"^\.PHONY: (help .*)$", (HOUSE / "Makefile").read_text(), re.MULTILINE)[0].split()
    assert sorted(verbs()) == sorted(promised)
    assert len(verbs()) <= MOST_VERBS


@pytest.mark.parametrize("page", ["README.md", "docs/contributing.md", "docs/architecture.md"])
def test_a_page_names_only_verbs_that_exist(page: str) -> None:
    code = re.findall(r"```.*?```|`[^`\n]+`", (HOUSE / page).read_text(), re.DOTALL)
    named = set(re.findall(r"\bmake ([a-z]+)", "\n".join(code)))
    assert named <= set(verbs())


def test_the_readme_names_the_two_commands() -> None:
    readme = (HOUSE / "README.md").read_text()
    assert "make serve" in readme
    assert "make test" in readme


def test_the_locks_pin_whatever_the_project_asks_for() -> None:
    project = PROJECT["project"]
    runtime = {name(asked) for asked in project["dependencies"]}
    assert runtime <= pinned("requirements.lock")
    assert runtime | {name(asked) for asked in project["optional-dependencies"]["dev"]} <= pinned(
        "requirements-dev.lock"
    )


def pinned(lock: str) -> set[str]:
    """The names a lock file pins; it names no address to fetch them from, and a hash for each."""
    text = (HOUSE / lock).read_text()
    assert "://" not in text
    return set(re.findall(r"^([a-z0-9.-]+)==.*\\\n +--hash=sha256:", text, re.MULTILINE))


def name(requirement: str) -> str:
    """The name in a requirement, as lock files spell it: SQLAlchemy[asyncio]>=2.1 is sqlalchemy."""
    return re.sub(r"[._]", "-", re.split(r"[\[<>=;! ]", requirement)[0].lower())

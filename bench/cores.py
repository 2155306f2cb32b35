"""Which core works for whom, so that nobody moves about while it is measured."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


def shares() -> tuple[set[int], set[int]]:
    """The core of the server, and those of the load; PostgreSQL may use all, as it would on a machine of its own size."""
    cores = sorted(os.sched_getaffinity(0))
    return {cores[0]}, set(cores[1:]) or {cores[0]}


@contextmanager
def on_cores(cores: set[int]) -> Iterator[None]:
    """Processes started inside stay on these cores."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)

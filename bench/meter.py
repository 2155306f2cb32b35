"""Reads what processes have used, from /proc: seconds of CPU, bytes of memory of their own."""

import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


@dataclass(frozen=True)
class Family:
    """A process and all that it started, as they are at the moment of asking."""

    root: int

    def cpu_seconds(self) -> float:
        """User and system time of all, of their children that have ended too."""
        return sum(_cpu_ticks(pid) for pid in self._members()) / TICKS

    def anonymous_mib(self) -> float:
        """Memory that is not backed by files, of all."""
        return sum(_anonymous_kib(pid) for pid in self._members()) / 1024

    def _members(self) -> list[int]:
        children: dict[int, list[int]] = defaultdict(list)
        for entry in PROC.iterdir():
            if entry.name.isdigit():
                children[_parent(int(entry.name))].append(int(entry.name))
        found = [self.root]
        for pid in found:
            found += children[pid]
        return found


def _stat(pid: int) -> list[str]:
    """The fields after the name, which may itself hold blanks and brackets."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []  # it ended meanwhile


def _parent(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[1]) if fields else 0


def _cpu_ticks(pid: int) -> int:
    return sum(int(field) for field in _stat(pid)[11:15])


def _anonymous_kib(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon:"))

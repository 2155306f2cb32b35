"""The present moment as the tables keep it: UTC, milliseconds, always 24 characters."""

from datetime import UTC, datetime


def now() -> str:
    """`2026-11-23T06:25:00.000Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"

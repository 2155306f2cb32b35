"""How the process logs: one JSON object a line on standard error, never with variables or answers in it."""

import logging
import logging.config
from contextvars import ContextVar
from datetime import UTC, datetime
from itertools import count
from secrets import token_hex
from typing import Any

import orjson

# What `extra=` may add to a line; anything else a library attaches stays out.
FIELDS = ("request_id", "operation", "method", "path", "status", "codes", "cost", "milliseconds", "bytes")

REQUEST: ContextVar[str] = ContextVar("request")
"""The id of the request that is being answered, for lines that other rooms write meanwhile."""

# Random a process and counted within: asking the system for random bytes costs more than all else a request id needs.
_PROCESS = token_hex(4)
_COUNTER = count(1)


class JsonLines(logging.Formatter):
    """`{"time":"2025-06-02T09:00:00.000Z","level":"INFO","logger":"dragoman","message":"request",…}`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        request = REQUEST.get(None)
        if request is not None:
            line.setdefault("request_id", request)
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


def new_id() -> str:
    """An id for a request, which its answer and its log lines carry."""
    return f"{_PROCESS}-{next(_COUNTER):x}"


def configure(level: str) -> None:
    """Sets the one handler of the process; libraries report from WARNING on."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": JsonLines}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"level": "WARNING", "handlers": ["stderr"]},
            # uvicorn warns of every request that is no HTTP; anyone could fill the log with these.
            "loggers": {"dragoman": {"level": level}, "uvicorn.error": {"level": "ERROR"}},
        }
    )

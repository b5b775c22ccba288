"""Log lines: one JSON object each, with the reference number that error pages show."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

# The request being answered; empty in commands.
request_id: ContextVar[str] = ContextVar("request_id", default="")

# What `logging` itself puts on a record; all else came through `extra=`.
_OWN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request_id"}


class WithRequest(logging.Filter):
    """Puts the reference number on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request_id", ""),
            "message": record.getMessage(),
        }
        line |= {
            name: value
            for name, value in vars(record).items()
            if name not in _OWN and isinstance(value, str | int | float | bool | None)
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)

"""A figure with its limit, as a sentence."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Line:
    """What was measured. Without a limit it is told, and judges nothing."""

    name: str
    value: float
    words: str
    most: float | None = None
    rounds: list[float] = field(default_factory=list)

    @property
    def is_missed(self):
        return self.most is not None and self.value > self.most

    @property
    def sentence(self):
        limit = "" if self.most is None else f"; limit {self.most:g}"
        return f"{self.name}: {self.words}{limit}"

    @property
    def facts(self) -> dict[str, Any]:
        return {"name": self.name, "value": round(self.value, 3), "most": self.most, "words": self.words}

"""Compiles the translations without gettext: ``python -m exchangeoffice.messages``.

Django reads compiled message files only. They are made from the ``.po`` files where they are
missing or older, by `make run`, by the tests, and once at each deployment.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent / "locale"


def stale(folder: Path = LOCALE) -> Iterator[Path]:
    """The message files whose compiled twin is missing or older."""
    for source in sorted(folder.rglob("*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            yield source


def compile_messages(folder: Path = LOCALE) -> list[Path]:
    """Compile what is stale; returns the files written.

    Several processes may do this at once, each to a name of its own: a file that is half written
    is never read.
    """
    written = []
    for source in stale(folder):
        compiled = source.with_suffix(".mo")
        unfinished = compiled.with_name(f"{compiled.stem}.{os.getpid()}.mo")
        polib.pofile(str(source)).save_as_mofile(str(unfinished))
        unfinished.replace(compiled)
        written.append(compiled)
    return written


if __name__ == "__main__":
    compile_messages()

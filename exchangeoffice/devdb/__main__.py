"""``python -m exchangeoffice.devdb start|stop|url``: the embedded database by hand."""

import argparse
from pathlib import Path

from exchangeoffice.devdb import server

PROJECT = Path(__file__).resolve().parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m exchangeoffice.devdb", description=__doc__)
    parser.add_argument("what", choices=["start", "stop", "url"])
    what = parser.parse_args().what
    if what == "start":
        server.ensure(PROJECT)
    elif what == "stop":
        server.stop(PROJECT)
    else:
        print(server.url(PROJECT))  # noqa: T201 - the answer asked for, e.g. for psql


if __name__ == "__main__":
    main()

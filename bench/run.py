"""Measures the office's pages against a floor and a naive version: ``python bench/run.py``.

Everything happens in one run, interleaved, on a throwaway database of made data:

* floor: the same rows by raw SQL and string formatting, without a framework (bench/floor.py, bench/pages.py);
* office: the real WSGI application through all its middleware, signed in;
* naive: the same page as a beginner would write it (bench/naive), where there is one.

What counts is CPU time of the application and of its database backend together (bench/meter.py), the number of
queries and of bytes. A ratio is the median of the rounds' ratios. Wall time is told and judges nothing.

    --gate          exit with 1 past a limit
    --full          a million placements beside the 2,000, the export and the triggers (ten minutes)
    --only NAME     one page (again for more)
    --rounds N      how often each is measured, by turns
    --most NAME=X   another limit for a page
    --write         keep the figures in bench/results, with machine and date
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

import django

django.setup()

from bench import growth, judging, report, writing  # noqa: E402 - Django is ready now
from bench.comparing import compare  # noqa: E402
from bench.meter import CannotMeasureError  # noqa: E402
from bench.pages import PAGES  # noqa: E402
from bench.world import ground, make_world  # noqa: E402

SMALL, LARGE = 2_000, 1_000_000


def main(arguments=None):
    """Measure what is asked for, tell it, and answer with the exit code."""
    asked = _parser().parse_args(arguments)
    pages = [page for page in PAGES if not asked.only or page.name in asked.only]
    limits = {page.name: page.most for page in pages} | dict(asked.most)
    machine = report.machine()
    try:
        with ground() as (server, base):
            small = make_world(server, base, SMALL)
            compared = _measured(small, pages, limits, rounds=asked.rounds)
            writes = [] if asked.only else writing.costs_of_triggers(small, rounds=asked.rounds)
            grown = []
            if asked.full:
                writes.append(writing.cost_of_an_import(small))
                grown = growth.growth(small, make_world(server, base, asked.size), rounds=asked.rounds)
    except CannotMeasureError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    told = report.Report(machine, compared, writes, grown, judging.missed(compared, writes, grown, limits))
    sys.stdout.write(told.as_text())
    if asked.write:
        sys.stdout.write(f"Written: {', '.join(str(file) for file in told.write())}\n")
    return 1 if asked.gate and told.missed else 0


def _measured(world, pages, limits, *, rounds):
    """Each page. First those that only read: the trail would be another after each list that is taken out."""
    reading, leaving = ([page for page in pages if page.leaves_a_row == leaves] for leaves in (False, True))
    return [*_kept_or_again(world, reading, limits, rounds), *_kept_or_again(world, leaving, limits, rounds)]


def _kept_or_again(world, pages, limits, rounds):
    """Once more and longer where a page is past its limit: noise goes by, a page that is slower stays so."""
    compared = compare(world, pages, rounds=rounds)
    past = [one.page for one in compared if one.ratio > limits[one.page.name]]
    again = {one.page.name: one for one in compare(world, past, rounds=2 * rounds)} if past else {}
    return [again.get(one.page.name, one) for one in compared]


def _limit(text):
    name, _equals, most = text.partition("=")
    return name, float(most)


def _parser():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--size", type=int, default=LARGE, help=argparse.SUPPRESS)
    parser.add_argument("--only", action="append", choices=[page.name for page in PAGES])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=_limit, action="append", default=[])
    parser.add_argument("--write", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())

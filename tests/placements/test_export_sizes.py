"""A long list leaves the house without filling memory: what a file takes does not grow with its rows."""

import os
import tracemalloc

import pytest

from tests.crowds import seed

pytestmark = pytest.mark.usefixtures("on_the_day")

# EXPORT_ROWS=100000 measures what the office promises; the default keeps `make test` short.
ROWS = int(os.environ.get("EXPORT_ROWS", "4000"))
SMALL = 1_000
SLACK = 4 * 1024 * 1024  # the keys are eight bytes a row; the rest is what Python keeps of its own


def taken(person, url):
    """(bytes of the file, most memory held while it was made and sent)."""
    tracemalloc.start()
    try:
        answer = person.get(f"{url}?phase=any")
        assert answer.status_code == 200
        read = sum(len(piece) for piece in answer.streaming_content)
        for closer in answer._resource_closers:
            closer()
        return read, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_rows(staff, signed_in):
    person = signed_in(staff)
    urls = ["/rosters/130800/export.csv", "/rosters/130800/export.xlsx"]
    seed(SMALL)
    for url in urls:
        taken(person, url)  # what is loaded once
    before = {url: taken(person, url) for url in urls}
    seed(ROWS - SMALL, tag="Y")
    for url in urls:
        read, most = taken(person, url)
        assert read > before[url][0] * (ROWS / SMALL) * 0.8
        assert most < before[url][1] + SLACK, f"{url}: {before[url][1]:,} then {most:,}"

"""Malformed and malicious files: a sentence for each, soon, in little memory; and never half an import."""

import json
import os
import subprocess
import sys
import warnings

import pytest
from django.conf import settings

from tests import hostile_files

MOST_SECONDS = 2
MOST_MB = 150

MEASURE = """
import json, os, resource, sys, time, warnings
import django
django.setup()
warnings.simplefilter("ignore")
from django.core.exceptions import ValidationError
from django.utils.translation import override
from placements.imports.doing import read_file, read_table
from placements.imports.officials import OfficialResource
from tests import hostile_files

def read(content):
    began = time.perf_counter()
    try:
        read_table(read_file(content), OfficialResource.cells())
        said = ""
    except ValidationError as refusal:
        said = " ".join(refusal.messages)
    return said, time.perf_counter() - began

read(hostile_files.good())
for name in json.loads(sys.stdin.readline()):
    path = f"{sys.argv[1]}/{name}"
    if not os.fork():
        content = open(path, "rb").read()
        with override("en"):
            said, seconds = read(content)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps([name, said, seconds, peak]), flush=True)
        os._exit(0)
    os.wait()
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """For each file: the sentence, the seconds, and the most memory of a process of its own that read it."""
    folder = tmp_path_factory.mktemp("hostile")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a zip file with a part twice is meant to have it twice
        for name, (make, _said) in hostile_files.FILES.items():
            (folder / name).write_bytes(make())
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    found = subprocess.run(
        [sys.executable, "-c", MEASURE, str(folder)],
        cwd=settings.BASE_DIR,
        env=environment,
        input=json.dumps(list(hostile_files.FILES)) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return {name: facts for name, *facts in map(json.loads, found.stdout.splitlines())}


@pytest.mark.parametrize("name", hostile_files.FILES)
def test_is_refused_in_words_soon_and_in_little_memory(measured, name):
    said, seconds, megabytes = measured[name]
    assert hostile_files.FILES[name][1] in said
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MB


def test_there_are_enough_of_them():
    assert len(hostile_files.FILES) >= 20

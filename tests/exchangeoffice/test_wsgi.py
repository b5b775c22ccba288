"""What gunicorn loads."""

import os
import subprocess
import sys

ASK = """
import gc
import exchangeoffice.wsgi
print(gc.get_freeze_count() > 50_000, gc.get_threshold()[0], gc.isenabled())
"""


def test_what_is_loaded_is_not_looked_through_for_garbage():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    answer = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["True", "20000", "True"]

"""The office under writers while its workers and its database are killed: nothing acknowledged may be lost.

`python -m tests.crashes` runs two minutes of it; `test_crashes.py` some seconds.
"""

"""Random lives of placements and requests, held against the office in plain Python.

`records` and `office` are the model; `machine` is what all verbs stand on; `placing`, `asking`,
`deciding` and `serving` are the verbs, `stories` where they begin; `checks` is what is true after every step.
"""

import pytest

pytest.register_assert_rewrite("tests.placements.lives.checks")

"""How much work the office does for a page, measured against the least that would do.

``python bench/run.py`` says what it measures; docs/quality.md keeps what was measured.
"""

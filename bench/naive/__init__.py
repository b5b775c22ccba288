"""The naive reference: the roster and the placements of the admin, as a beginner would write them.

Honest work by the tutorial: a generic ListView, filters by django-filter drawn by their widgets, properties and
relations in the template, the stock admin with a list of columns. Nothing is slow on purpose, nothing is tuned.
It lives for the benchmark alone.
"""

"""Data to try the office with: the cases of a news report (article.py), and an invented crowd around them.

loading.py loads it all. cycles.py says how large; crowd.py who serves where, with workplaces.py,
places.py, fields.py and people.py; vacancies.py which posts nobody holds; nominated.py who is put
forward and what is offered. cast.py and
cast_of_other_cycles.py say who has a story, stories.py and first_cycle.py what happened to them,
by the steps of desk.py, and words.py what they said.
"""

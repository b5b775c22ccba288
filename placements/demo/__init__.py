"""Data to try the office with: the cases of a news report (article.py), and an invented crowd around them.

loading.py loads it all. cycles.py says how large; crowd.py who serves where, with workplaces.py,
places.py, fields.py and people.py; cast.py who has a story, stories.py what happened to them and
words.py what they said.
"""

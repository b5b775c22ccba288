"""What looks odd in a document number. It is said and never mended: the number stays as its issuer wrote it.

The form is that of GB/T 9704-2012, 7.2.5: the issuer's letters, the year in 〔〕, the running number
without leading zeros and without 第, and 号.
"""

import re

from django.utils.translation import gettext as _

YEAR = re.compile(r"(.?)((?:19|20)\d\d)(.?)")
RUNNING = re.compile(r"(第?)(0*)\d+\s*号?\s*$")


def oddities(number):
    """A sentence for each thing that an issuer would rarely write; none where the number looks as they all do."""
    number = number.strip()
    if not number:
        return []
    found = []
    year = YEAR.search(number)
    if not year:
        found.append(_("The year is missing; a number looks like 京组干函〔2016〕21号."))
    elif (year[1], year[3]) != ("〔", "〕"):
        found.append(_("The year stands in other brackets than 〔〕."))
    if not number.endswith("号"):
        found.append(_("The number does not end with 号."))
    running = RUNNING.search(number[year.end() :] if year else number)
    if running and running[1]:
        found.append(_("The running number begins with 第."))
    if running and running[2]:
        found.append(_("The running number begins with 0."))
    return found

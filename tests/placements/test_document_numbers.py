"""What looks odd in a document number is said, and the number stays as it is."""

import pytest

from placements.document_numbers import oddities

YEAR, BRACKETS, ENDING, ZERO, FIRST = "year is missing", "other brackets", "not end with 号", "with 0", "with 第"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("京组干函〔2016〕21号", []),
        ("冀组字〔2015〕100号", []),
        ("  京组干函〔2016〕21号  ", []),
        ("", []),
        ("京组干函[2016]21号", [BRACKETS]),
        ("京组干函（2016）21号", [BRACKETS]),
        ("京组干函2016年21号", [BRACKETS]),
        ("京组干函〔2016〕021号", [ZERO]),
        ("京组干函〔2016〕21", [ENDING]),
        ("京组干函21号", [YEAR]),
        ("京组干函〔2016〕第21号", [FIRST]),
        ("京组干函[2016]第021", [BRACKETS, ENDING, FIRST, ZERO]),
        ("21", [YEAR, ENDING]),
        ("2016", [BRACKETS, ENDING]),
    ],
)
def test_each_oddity_is_said_once(number, said):
    found = oddities(number)
    assert len(found) == len(said), found
    for part, sentence in zip(said, found, strict=True):
        assert part in sentence

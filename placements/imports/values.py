"""What a cell says: understood, or refused in words (NotUnderstoodError); never guessed."""

import datetime as dt
import re
import unicodedata

from django.utils.translation import gettext as _

from officials import names
from officials.constraints import FIRST_DAY, LAST_DAY
from placements.imports.grid import Faulty, is_blank


class NotUnderstoodError(ValueError):
    """A cell is refused, with the sentence."""


DITTO = frozenset(["同上", "同前", "〃", "″", '"', "ditto", "do.", "same as above"])
UNTIL_NOW = frozenset(["至今", "现在", "to date", "present", "until now"])
YES = frozenset(["是", "有", "需要", "yes", "y", "true", "√", "✓", "✔"])
NO = frozenset(["否", "无", "不需要", "no", "n", "false", "×", "✗", "✘"])

MOST_EXACT_DIGITS = 15  # a number with more was rounded by the spreadsheet
HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff\ue000-\uf8ff"
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}·])\s+(?=[{HAN}·])")

# Excel counts days from 1900; what it writes for a day of this century has five digits.
SERIAL_EPOCH = dt.date(1899, 12, 30)
_SEPARATED = re.compile(r"(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})$")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_MIDNIGHT = re.compile(r"[ T]0?0:00(:00(\.0+)?)?$")
_MONTH = re.compile(r"(\d{4})\s*(?:[-/.]\s*(\d{1,2})|年\s*(\d{1,2})\s*月)$")
_YEAR = re.compile(r"(\d{4})\s*年?$")
_SERIAL = re.compile(r"\d{5}(\.0+)?$")


def plain(value):
    """The value as text in one form: half-width, spaces single, nothing unseen."""
    return " ".join(names.tidy(str(value)).split())


def text(value):
    """Words as they were written, but for what nobody sees; a whole number becomes its digits."""
    if is_blank(value):
        return ""
    if isinstance(value, Faulty):
        raise NotUnderstoodError(_("The cell shows an error: {value}.").format(value=value))
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        raise NotUnderstoodError(
            _("The spreadsheet has made a day of this; format the cell as text and write it again.")
        )
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _digits(value)
    words = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    words = "".join(
        letter for letter in words if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs")
    ).strip()
    if names.tidy(words).strip().startswith("="):
        raise NotUnderstoodError(_("The cell begins like a formula; write the value."))
    return words


def code(value):
    """A code or a number in half-width letters without spaces around it."""
    return plain(text(value))


def han_name(value):
    """A Chinese name: no spaces (张　三), one form of the dot, no character that only one machine knows."""
    name = BETWEEN_HAN.sub("", plain(text(value)))
    for letter in name:
        if unicodedata.category(letter) == "Co" or letter in "\ufffd□■?":
            raise NotUnderstoodError(
                _("A character of the name is missing or known to one machine only ({code}); write it anew.").format(
                    code=f"U+{ord(letter):04X}"
                )
            )
    if re.search(r"\d", name):
        raise NotUnderstoodError(_("A name has no digits."))
    return name


def day(value):
    """A day of this century. Raises NotUnderstoodError for a month, a time of day, 至今, and what may be two days."""
    if isinstance(value, dt.datetime):
        if value.time() != dt.time():
            raise NotUnderstoodError(_("Write a day without a time."))
        return _of_this_century(value.date())
    if isinstance(value, dt.date):
        return _of_this_century(value)
    if isinstance(value, bool | dt.time | dt.timedelta | Faulty):
        raise NotUnderstoodError(_("Write a day like 2016-07-23."))
    if isinstance(value, int | float) and float(value).is_integer():
        value = int(value)
    return _written_day(_MIDNIGHT.sub("", plain(value)))


def _written_day(written):
    if is_until_now(written):
        raise NotUnderstoodError(_("“Until now” is no day; write the day."))
    if _SERIAL.match(written):
        found = SERIAL_EPOCH + dt.timedelta(days=int(written[:5]))
        if FIRST_DAY <= found <= LAST_DAY:
            return found
    if found := _SEPARATED.match(written):
        return _day(found[1], found[3], found[4])
    if found := _CHINESE.match(written) or _COMPACT.match(written):
        return _day(*found.groups())
    if _MONTH.match(written):
        raise NotUnderstoodError(_("This is a month; write the day too, like 2016-07-23."))
    raise NotUnderstoodError(_("Write a day like 2016-07-23."))


def month(value):
    """A year and a month, or a year alone: (1975, 3), (1975, None). Of a day only its month is taken."""
    if isinstance(value, dt.date):
        return value.year, value.month
    if isinstance(value, bool | dt.time | dt.timedelta | Faulty):
        raise NotUnderstoodError(_("Write a month like 1975-03."))
    if isinstance(value, float):
        value = int(value) if value.is_integer() else repr(value)
    written = _MIDNIGHT.sub("", plain(value))
    if found := _MONTH.match(written):
        # 1980.10 and 1980.1 are one number, and a spreadsheet writes both as 1980.1.
        if re.fullmatch(r"\d{4}\.1", written):
            year = written[:4]
            raise NotUnderstoodError(
                _("{value} may be January or October; write {year}-01 or {year}-10.").format(value=written, year=year)
            )
        return _month(found[1], found[2] or found[3])
    if found := _YEAR.match(written):
        return int(found[1]), None
    if _SERIAL.match(written):
        on = SERIAL_EPOCH + dt.timedelta(days=int(written[:5]))
        return on.year, on.month
    if found := _SEPARATED.match(written):
        on = _day(found[1], found[3], found[4], is_any_century=True)
        return on.year, on.month
    if found := _CHINESE.match(written) or _COMPACT.match(written):
        on = _day(*found.groups(), is_any_century=True)
        return on.year, on.month
    raise NotUnderstoodError(_("Write a month like 1975-03."))


def truth(value):
    """Yes or no."""
    if isinstance(value, bool):
        return value
    written = "1" if value == 1 else "0" if value == 0 else plain(text(value)).lower()
    if written in YES or written == "1":
        return True
    if written in NO or written == "0":
        return False
    raise NotUnderstoodError(_("Write yes or no."))


def is_ditto(value):
    return isinstance(value, str) and value.strip().lower() in DITTO


def is_until_now(value):
    return isinstance(value, str) and plain(value).lower() in UNTIL_NOW


def _digits(value):
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    digits = str(int(value))
    if len(digits.lstrip("-")) > MOST_EXACT_DIGITS:
        raise NotUnderstoodError(
            _("The spreadsheet has rounded this long number; format the cell as text and write it again.")
        )
    return digits


def _day(year, month_of_year, day_of_month, *, is_any_century=False):
    try:
        found = dt.date(int(year), int(month_of_year), int(day_of_month))
    except ValueError:
        raise NotUnderstoodError(_("There is no such day.")) from None
    return found if is_any_century else _of_this_century(found)


def _of_this_century(found):
    if not FIRST_DAY <= found <= LAST_DAY:
        raise NotUnderstoodError(_("The day must be between 2000-01-01 and 2100-01-01."))
    return found


def _month(year, month_of_year):
    if not 1 <= int(month_of_year) <= 12:
        raise NotUnderstoodError(_("There is no such month."))
    return int(year), int(month_of_year)


_BETWEEN_PARTS = re.compile(r"[,;/|\n、，；／]+")


def parts(value):
    """What a cell lists."""
    return [code(part) for part in _BETWEEN_PARTS.split(text(value))]


def folded_name(value):
    """A name as names are compared: no spaces, one form of letters and dots."""
    return "".join(plain(value).split()).casefold()

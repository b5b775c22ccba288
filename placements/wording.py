"""How days and spans of days are written in sentences."""

import datetime as dt
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.translation import get_language


def is_chinese():
    """Whether the page or message is being written in Chinese."""
    return (get_language() or "").startswith("zh")


def day(date):
    """A day as a sentence has it: 23 July 2016, 2016年7月23日."""
    if is_chinese():
        return f"{date.year}年{date.month}月{date.day}日"
    return formats.date_format(date, "j F Y")


def due_day(date):
    """A day that somebody is to keep, with its weekday: Saturday, 23 July 2016, 2016年7月23日（星期六）."""
    weekday = formats.date_format(date, "l")
    return f"{day(date)}（{weekday}）" if is_chinese() else f"{weekday}, {day(date)}"


def short_day(date):
    """A day as a table has it: 23 Jul 2016, 2016-07-23."""
    return date.isoformat() if is_chinese() else _short_english_day(date)


@lru_cache(maxsize=4096)
def _short_english_day(date):
    """A table names the same days again and again."""
    return formats.date_format(date, "j M Y")


def moment(at):
    """A moment by the office's clock: 23 July 2016, 15:20."""
    local = timezone.localtime(at)
    return f"{day(local.date())}{'' if is_chinese() else ','} {local:%H:%M}"


def month(year, number):
    """A month as a table has it: March 1982, 1982年3月."""
    return f"{year}年{number}月" if is_chinese() else formats.date_format(dt.date(year, number, 1), "F Y")

"""How days, regions and addresses are written on pages."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from placements import wording
from placements.workdays import is_working_day, is_year_known

register = template.Library()

# The pigment and the character of each region; colour says region and nothing else.
SEALS = {"110000": ("beijing", "京"), "120000": ("tianjin", "津"), "130000": ("hebei", "冀")}


def _time(date, words):
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), words) if date else ""


@register.filter
def day(date):
    """A day as a sentence has it: 23 July 2016."""
    return _time(date, wording.day(date)) if date else ""


@register.filter
def short_day(date):
    """A day as a table has it: 23 Jul 2016."""
    return _time(date, wording.short_day(date)) if date else ""


@register.filter
def due_day(date):
    """A day by which something is due, with its weekday: Monday, 6 June 2016."""
    return _time(date, wording.due_day(date)) if date else ""


@register.inclusion_tag("placements/_due_note.html")
def due_note(date):
    """What is to be said of the day beside it: that it is not a working day, or that only its weekday is known."""
    return {"is_off": not is_working_day(date), "is_unknown": not is_year_known(date.year), "year": str(date.year)}


@register.filter
def plain_day(date):
    """A day in a sentence that is an attribute, where no element can stand."""
    return wording.day(date) if date else ""


@register.filter
def plain_short_day(date):
    return wording.short_day(date) if date else ""


@register.simple_tag
def days_of(placement):
    """From its first day to its current end, as a table has it: 24 Jul 2015 – 23 Jul 2016, 2015-07-24至2016-07-23."""
    between = "至" if wording.is_chinese() else " – "
    return format_html("{}{}{}", short_day(placement.starts_on), between, short_day(placement.ends_on))


@register.filter
def moment(at):
    """A moment by the office's clock: 23 July 2016, 15:20."""
    return format_html('<time class="moment" datetime="{}">{}</time>', at.isoformat(), wording.moment(at)) if at else ""


@register.filter
def birth(official):
    """Year and month, never a day: March 1982, 1982年3月."""
    year, month = official.birth_year, official.birth_month
    if not (year and month):
        return str(year or "")
    return wording.month(year, month)


@register.simple_tag
def seal(region):
    """The seal of a region that has to speak for itself."""
    pigment, character = SEALS.get(region.pk, ("other", region.name_zh[:1]))
    return format_html(
        '<span class="seal seal-{}" role="img" aria-label="{}">{}</span>', pigment, region.name, character
    )


@register.simple_tag
def quiet_seal(region):
    """The seal of a region whose name stands beside it."""
    pigment, character = SEALS.get(region.pk, ("other", region.name_zh[:1]))
    return format_html('<span class="seal seal-{}" aria-hidden="true">{}</span>', pigment, character)


@register.simple_tag
def route(home, host):
    """The direction of a placement, one picture to a screen reader."""
    return format_html(
        '<span class="route" role="img" aria-label="{}">{}<svg aria-hidden="true"><use href="#i-span"/></svg>{}</span>',
        _("From {home} to {host}").format(home=home.name, host=host.name),
        quiet_seal(home),
        quiet_seal(host),
    )


@register.filter
def pigment(region):
    """The ending of the region's colour classes: fill-beijing, line-hebei."""
    return SEALS.get(region.pk, ("other", ""))[0]


@register.filter
def other_name(thing):
    """The name in the language that the page is not written in."""
    other = thing.name_en if wording.is_chinese() else thing.name_zh
    return other if other != thing.name else ""


@register.filter
def other_title(post):
    """The post's title in the language that the page is not written in."""
    other = post.title_en if wording.is_chinese() else post.title_zh
    return other if other != post.title else ""


@register.filter
def letter_language(notice):
    """The language a notice is written in, as HTML names it."""
    return "zh-Hans" if notice.language == "zh-hans" else notice.language


@register.filter
def other_language(_thing):
    """The language of what `other_name` gives."""
    return "en" if wording.is_chinese() else "zh-Hans"

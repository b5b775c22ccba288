"""The lists that can be exported and printed: which columns each has, and for whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from officials.models import Tier
from placements.exports.columns import Column, Kind, Stack
from placements.models.exports import ListKind
from placements.models.placements import Phase
from placements.wording import month, short_day

TIERS = dict(Tier.choices)


@dataclass(frozen=True)
class PaperList:
    """A list of placements: its title, its columns in a file, and how paper stacks them."""

    kind: ListKind
    title: str | Promise  # with {city}
    columns: Callable[[bool], list[Column]]  # asked with: does this person read birth dates?
    paper: Callable[[bool], Sequence[Column | Stack]]

    def titled(self, jurisdiction):
        return str(self.title).format(city=jurisdiction.full_name)


# What stands in the columns ------------------------------------------------------------------


def _said_once(thing_of, say):
    """What is said of a thing that many rows share: it is put into words once, not a hundred thousand times."""
    said = {}

    def value(line):
        thing = thing_of(line)
        if thing.pk not in said:
            said[thing.pk] = say(thing)
        return said[thing.pk]

    return value


def _phase_once():
    said = {}

    def value(line):
        standing = line.standing
        key = standing.phase, line.placement.is_ending_soon(on=standing.on)
        if key not in said:
            said[key] = standing.marks[0].word
        return said[key]

    return value


def _home_organisation(line):
    return line.placement.home_post.organisation


def _host_organisation(line):
    return line.placement.host_post.organisation


def _name(thing):
    return thing.name


def _home_post(line):
    return line.placement.home_post.title


def _host_title(line):
    return line.placement.host_title


def _extended_to(line):
    return line.placement.ends_on if line.placement.is_extended else None


def _original_in_words(line):
    """The original end where the current one is another: never the one without the other."""
    if line.placement.ends_on == line.placement.original_ends_on:
        return ""
    return _("original end {date}").format(date=short_day(line.placement.original_ends_on))


def _days_left(line):
    return line.standing.days_left if line.standing.is_serving else None


def _days_in_words(line):
    return line.standing.days_words


def _tier(line):
    """The tier; for a specialist without a rank the professional title."""
    official = line.official
    if official.rank is None and official.professional_title:
        return official.professional_title.name
    return capfirst(str(TIERS.get(official.tier, "")))


def _born(line):
    """Year and month as a word: 1982-03 would become a day in a spreadsheet."""
    official = line.official
    if not (official.birth_year and official.birth_month):
        return str(official.birth_year or "")
    return month(official.birth_year, official.birth_month)


def _remarks(line):
    """What a leader asks next: not yet here, about to leave, extended, gone early."""
    placement, standing = line.placement, line.standing
    words = []
    if standing.phase == Phase.UPCOMING:
        words.append(_("starts {date}").format(date=short_day(placement.starts_on)))
    if placement.is_extended:
        words.append(_("extended to {date}").format(date=short_day(placement.ends_on)))
    elif placement.is_ending_soon(on=standing.on):
        words.append(_("ends {date}").format(date=short_day(placement.ends_on)))
    if standing.phase == Phase.ENDED_EARLY:
        words.append(_("ended early, {date}").format(date=short_day(placement.ends_on)))
    elif standing.phase == Phase.ENDED:
        words.append(_("ended {date}").format(date=short_day(placement.ends_on)))
    return pgettext("between items", ", ").join(words)


def _said_of(contact, *parts):
    """Of somebody to turn to: name, position, number. Nothing where there is nobody."""
    return " ".join(text for part in parts if (text := str(part(contact)))) if contact else ""


def _contact(side):
    def name(line):
        return _said_of(getattr(line.placement, f"{side}_contact"), str, lambda contact: contact.position)

    def phone(line):
        return _said_of(getattr(line.placement, f"{side}_contact"), lambda contact: contact.phone)

    return name, phone


# Columns -------------------------------------------------------------------------------------


def _common():
    """The columns that several lists have, in the language of the page."""
    home_contact, home_phone = _contact("home")
    host_contact, host_phone = _contact("host")
    between = _("; ")
    return {
        "serial": Column(_("No."), lambda line: line.serial, Kind.NUMBER, 6),
        "number": Column(_("Number"), lambda line: line.placement.number, width=12),
        "name_zh": Column(_("Name in characters"), lambda line: line.official.name_zh, width=10),
        "pinyin": Column(_("Name in pinyin"), lambda line: line.official.name_latin, width=18),
        "home_region": Column(_("Home region"), _said_once(lambda line: line.placement.home_region, _name), width=10),
        "home_organisation": Column(_("Home organisation"), _said_once(_home_organisation, _name), width=30),
        "home_post": Column(_("Home post, kept"), _home_post, width=26),
        "host_place": Column(
            _("Host place"), _said_once(_host_organisation, lambda host: host.jurisdiction.full_name), width=18
        ),
        "host_organisation": Column(_("Host organisation"), _said_once(_host_organisation, _name), width=30),
        "host_title": Column(_("Host title"), _host_title, width=26),
        "expertise": Column(_("Expertise"), lambda line: between.join(line.expertise), width=22),
        "tier": Column(_("Tier"), _tier, width=18),
        "phase": Column(_("Phase"), _phase_once(), width=12),
        "starts_on": Column(_("Start of term"), lambda line: line.placement.starts_on, Kind.DAY, 12),
        "original": Column(_("Original end"), lambda line: line.placement.original_ends_on, Kind.DAY, 12),
        "ends_on": Column(_("Current end"), lambda line: line.placement.ends_on, Kind.DAY, 12),
        "days_left": Column(_("Days left"), _days_left, Kind.NUMBER, 10),
        "extended_to": Column(_("Extended to"), _extended_to, Kind.DAY, 12),
        "original_words": Column(_("Original end"), _original_in_words),
        "days_words": Column(_("Time left"), _days_in_words),
        "work_phone": Column(_("Work phone"), lambda line: line.official.work_phone, width=18, css="nowrap"),
        "home_contact": Column(_("Contact at the home organisation"), home_contact, width=24),
        "home_phone": Column(_("Phone at the home organisation"), home_phone, width=18),
        "host_contact": Column(_("Contact at the host organisation"), host_contact, width=24),
        "host_phone": Column(_("Phone at the host organisation"), host_phone, width=18),
        "born": Column(_("Year and month of birth"), _born, width=12),
        "remarks": Column(_("Remarks"), _remarks, width=26),
    }


def _chosen(*names):
    columns = _common()
    return [columns[name] for name in names]


WHO_AND_WHERE = [
    *("serial", "number", "name_zh", "pinyin"),
    *("home_region", "home_organisation", "home_post", "host_place", "host_organisation", "host_title"),
]


def _roster(_reads_birth):
    return _chosen(
        *WHO_AND_WHERE,
        *("expertise", "tier", "phase", "starts_on", "original", "ends_on", "days_left", "extended_to", "work_phone"),
    )


def _contacts(_reads_birth):
    return _chosen(
        *("serial", "name_zh", "pinyin", "home_organisation", "home_post", "host_organisation", "host_title"),
        *("work_phone", "home_contact", "home_phone", "host_contact", "host_phone"),
    )


def _leaders(reads_birth):
    return _chosen(
        *("serial", "name_zh", "pinyin", "home_organisation", "home_post", "host_organisation", "host_title", "tier"),
        *(["born"] if reads_birth else []),
        "remarks",
    )


# Paper ---------------------------------------------------------------------------------------


def _stacks(*names):
    """Columns of paper: a name alone, or (heading, names) one under the other."""
    columns = _common()
    return [
        columns[name] if isinstance(name, str) else Stack(name[0], tuple(columns[part] for part in name[1]), *name[2:])
        for name in names
    ]


def _who():
    return (_("Name"), ["name_zh", "pinyin"], "cell-head")


def _home():
    return (_("Home organisation and post"), ["home_organisation", "home_post"])


def _host():
    return (_("Host organisation and post"), ["host_organisation", "host_title"])


def _roster_on_paper(_reads_birth):
    return _stacks(
        "serial",
        (_("Name"), ["name_zh", "pinyin", "number"], "cell-head"),
        _home(),
        (_("Host organisation and post"), ["host_organisation", "host_title", "host_place"]),
        *("expertise", "tier"),
        (_("Phase"), ["phase", "days_words"], "nowrap"),
        "starts_on",
        (_("Current end"), ["ends_on", "original_words"], "nowrap"),
    )


def _contacts_on_paper(_reads_birth):
    return _stacks(
        "serial",
        _who(),
        _home(),
        _host(),
        "work_phone",
        (_("Contact at the home organisation"), ["home_contact", "home_phone"]),
        (_("Contact at the host organisation"), ["host_contact", "host_phone"]),
    )


def _leaders_on_paper(reads_birth):
    born = ["born"] if reads_birth else []
    return _stacks("serial", _who(), _home(), _host(), "tier", *born, "remarks")


LISTS = {
    ListKind.ROSTER: PaperList(ListKind.ROSTER, gettext_lazy("{city} roster"), _roster, _roster_on_paper),
    ListKind.CONTACTS: PaperList(ListKind.CONTACTS, gettext_lazy("{city} contact list"), _contacts, _contacts_on_paper),
    ListKind.LEADERS: PaperList(ListKind.LEADERS, gettext_lazy("{city} leaders’ list"), _leaders, _leaders_on_paper),
}

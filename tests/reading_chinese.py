"""What is left in English on a Chinese page: read as a reader reads it, but for names and codes."""

import re
from html.parser import HTMLParser

from django.conf import settings
from django.utils import translation

from officials.models import (
    Contact,
    Expertise,
    Jurisdiction,
    Official,
    Organisation,
    Post,
    Rank,
    User,
)
from placements.models import Cycle

ALLOWED = {
    "Cookie",  # has no other name in Chinese
    *("Control", "Command", "Mac"),  # keys and a machine, in Django's help for lists of many
    *("Excel", "CSV", "PDF", "Word", "xlsx", "xls", "UTF", "Unicode"),  # what a file is
    "LDAP",  # a protocol, in Django's help for passwords
}
CODE = re.compile(r"\b(?:[A-Z]+(?:-[0-9]+)+|[0-9a-f]{64})\b")  # P-15-0042, R-16-0021, WGS-84; a file's SHA-256
EMAIL = re.compile(r"[\w.+-]+@[\w.-]+")
WORD = re.compile(r"[A-Za-z]{3,}")
READ_ALOUD = ("aria-label", "alt", "title", "placeholder", "data-label")


class Words(HTMLParser):
    """What a reader sees or hears of a page, but for what says that it is in another language."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.unread = None  # (tag, how many of it are open): what is not read
        self.title_or_body = False

    def handle_starttag(self, tag, attributes, *, opens=True):
        given = dict(attributes)
        if self.unread:
            self.unread = self.unread[0], self.unread[1] + (opens and tag == self.unread[0])
            return
        other_language = given.get("lang") == "en"  # the organisation's name in English, the way to English
        if opens and (tag in ("script", "style") or other_language or "person-latin" in (given.get("class") or "")):
            self.unread = tag, 1
            return
        self.found += [given[name] for name in READ_ALOUD if given.get(name)]
        if tag == "input" and given.get("type") in ("submit", "button", "reset"):
            self.found.append(given.get("value") or "")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes, opens=False)

    def handle_endtag(self, tag):
        if self.unread and tag == self.unread[0]:
            self.unread = (tag, self.unread[1] - 1) if self.unread[1] > 1 else None

    def handle_data(self, data):
        if not self.unread and data.strip():
            self.found.append(" ".join(data.split()))


def names_in_latin_letters():
    """Data, not words of ours: names of people and accounts, and the register's second names and codes."""
    names = set()
    for person in (*Official.objects.all(), *Contact.objects.all()):
        names |= {person.name_latin, *person.name_latin.split()}  # a history tells of each part
    for user in User.objects.all():
        names |= {user.username, f"{user.last_name} {user.first_name}".strip()}
    for model in (Organisation, Jurisdiction, Cycle):
        names |= set(model.objects.values_list("name_en", flat=True))
    for model in (Expertise, Rank):
        names |= {name for pair in model.objects.values_list("name_en", "code") for name in pair}
    return (names | set(Post.objects.values_list("title_en", flat=True))) - {""}


def english_left(html):
    """The pieces of a page in which a Latin word is left, names of people and codes apart."""
    parser = Words()
    parser.feed(html)
    names = names_in_latin_letters()
    left = []
    for piece in parser.found:
        text = EMAIL.sub(" ", CODE.sub(" ", piece))
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, " ")
        if set(WORD.findall(text)) - ALLOWED:
            left.append(piece)
    return left


def in_chinese(client, address, data=None):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    with translation.override("zh-hans"):
        response = client.get(address) if data is None else client.post(address, data)
    html = response.content.decode()
    assert re.search('<html lang="zh-hans"', html, re.IGNORECASE), f"{address}: {response.status_code}"
    return response.status_code, html

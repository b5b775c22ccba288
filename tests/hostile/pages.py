"""A page read as a browser reads it: its forms with what stands in them, and the parameters of its links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

VOID_TYPES = {"submit", "button", "reset", "image", "file"}


@dataclass
class Form:
    """A form: where it goes, the names of all its controls, and what a browser would send of it."""

    method: str
    action: str
    names: set[str] = field(default_factory=set)
    values: dict[str, list[str]] = field(default_factory=dict)

    def put(self, name, value):
        self.values.setdefault(name, []).append(value)


class Page(HTMLParser):
    """The forms of a page, and the names of the parameters in its links."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.linked = [], set()
        self._form = self._select = self._text = None
        self._buttons = set()
        self.feed(html)

    @property
    def asked(self):
        """The names of all that can be asked by an address: fields of GET forms, and parameters of links."""
        return self.linked | {name for form in self.forms if form.method == "get" for name in form.names}

    def handle_starttag(self, tag, attributes):
        facts = {name: value if value is not None else "" for name, value in attributes}
        if tag == "form":
            self._form = Form((facts.get("method") or "get").lower(), facts.get("action", ""))
            self.forms.append(self._form)
        elif tag == "a":
            query = urlsplit(facts.get("href", "")).query
            self.linked |= {name for name, _value in parse_qsl(query, keep_blank_values=True)}
        elif self._form is not None:
            self._control(tag, facts)

    def _control(self, tag, facts):
        name, form = facts.get("name"), self._form
        if tag == "option" and self._select:
            if "selected" in facts or self._select not in form.values:
                form.values[self._select] = [facts.get("value", "")]
            return
        if not name:
            return
        form.names.add(name)
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._text = name
            form.put(name, "")
        elif tag == "input":
            kind = facts.get("type", "text")
            if kind in VOID_TYPES or (kind in {"checkbox", "radio"} and "checked" not in facts):
                return
            form.put(name, facts.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "button" and form not in self._buttons_of():
            form.put(name, facts.get("value", ""))
            self._buttons.add(id(form))

    def _buttons_of(self):
        return [form for form in self.forms if id(form) in self._buttons]

    def handle_data(self, data):
        if self._text:
            self._form.values[self._text][-1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._text = None


def read(person, url):
    """The page at that address, empty where there is none; a file is read to its end, so that it is closed."""
    answer = person.get(url)
    if answer.streaming:
        list(answer)
        return Page("")
    is_page = answer.status_code == 200 and "html" in answer.get("Content-Type", "")
    return Page(answer.content.decode() if is_page else "")

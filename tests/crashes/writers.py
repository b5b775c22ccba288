"""Writers: each at desks of its own, sending the office's real forms one after another.

Every write carries words that nothing else has, so that it can be found again. A redirect is the
office's word that it was saved. A writer looks into the database for what comes next, so that a
write of which nobody knows whether it went through does not stop it.
"""

import http.client
import itertools
import threading
import time
import urllib.parse
from collections import Counter
from dataclasses import dataclass, field

import psycopg

CSRF = "c" * 32
PATIENCE = 40  # seconds for one answer; the office gives up long before
PAGE_EVERY = 10  # writes: a person reads the page that a redirect leads to, which also takes its message away

STATE = """
select (select kind from placements_termentry t where t.placement_id = p.id order by serial desc limit 1),
       (select id from placements_extensionrequest r where r.placement_id = p.id and state = 'submitted'),
       (select max(id) from placements_extensionrequest r where r.placement_id = p.id and state = 'approved')
from placements_placement p where p.id = %s
"""


@dataclass(frozen=True)
class Write:
    """One form that was sent: what it is, the words in it, the answer and its reference number."""

    kind: str
    words: str
    request: str = ""
    answer: str = ""


@dataclass
class Story:
    """What one writer did, by what became of it."""

    acknowledged: list = field(default_factory=list)
    unknown: list = field(default_factory=list)
    answers: Counter = field(default_factory=Counter)


class Writer(threading.Thread):
    def __init__(self, number, office, ends):
        super().__init__(daemon=True)
        self.number, self.office, self.ends = number, office, ends
        self._desks = itertools.cycle(office.world["desks"][number])
        self.desk = next(self._desks)
        self.story = Story()
        self._database = self._web = None

    def run(self):
        try:
            self._write()
        finally:
            for connection in (self._database, self._web):
                if connection is not None:
                    connection.close()

    def _write(self):
        serial = 0
        while not self.ends.is_set():
            serial += 1
            words = f"Writer {self.number:02d}, form {serial:05d}: the works are under contract and need these hands."
            try:
                kind, who, address, fields = self._next(words)
            except psycopg.Error:
                if self._database is not None:
                    self._database.close()
                    self._database = None
                time.sleep(0.1)  # the database is away; so it is for the office
                continue
            self._send(Write(kind, words), who, address, fields)

    # What comes next

    def _next(self, words):
        latest, waiting, approved = self._look()
        placement = self.desk["placement"]
        if self.number % 2:
            under = f"/placements/{placement}"
            if latest == "early_return":
                return "taken back", "coordinator", f"{under}/reverse-early-return/", {"reason": words}
            fields = {"ends_on": "2016-06-01", "reason": "home_needs", "note": words}
            return "early return", "coordinator", f"{under}/return-early/", fields
        if waiting:
            fields = {"extent": "full", "words": words, "reason": "No opinion is needed here."}
            return "approval", "coordinator", f"/extensions/{waiting}/approve/", fields
        if approved:
            return "reversal", "coordinator", f"/extensions/{approved}/reverse/", {"reason": words}
        fields = {"then": "send", "end": "other", "end_other": "2017-01-23", "reason": "project", "told": "on"}
        return "request", "official", "/my/extension/", {**fields, "explanation": words}

    def _look(self):
        if self._database is None:
            self._database = self.office.connect()
        return self._database.execute(STATE, [self.desk["placement"]]).fetchone()

    # Sending

    def _send(self, write, who, address, fields):
        try:
            status, reference = self._post(who, address, fields)
        except (OSError, http.client.HTTPException) as error:
            self._web.close()
            self.story.answers[type(error).__name__] += 1
            self.story.unknown.append(Write(write.kind, write.words, answer=type(error).__name__))
            time.sleep(0.2)
            return
        self.story.answers[status] += 1
        if status == http.client.FOUND:
            self.story.acknowledged.append(Write(write.kind, write.words, reference))
            if len(self.story.acknowledged) % PAGE_EVERY == 0:
                self._read(who)
                self.desk = next(self._desks)
        else:
            self.story.unknown.append(Write(write.kind, write.words, reference, str(status)))
            time.sleep(0.2)

    def _post(self, who, address, fields):
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": CSRF, **fields})
        headers = {**self._headers(who), "Content-Type": "application/x-www-form-urlencoded"}
        answer = self._ask("POST", address, body, headers)
        location = answer.getheader("Location") or ""
        if answer.status == http.client.FOUND and location.startswith("/sign-in"):
            raise RuntimeError("a writer is signed out")
        return answer.status, answer.getheader("X-Request-ID")

    def _read(self, who):
        page = "/my/" if who == "official" else f"/placements/{self.desk['placement']}/"
        try:
            self.story.answers[f"page {self._ask('GET', page, None, self._headers(who)).status}"] += 1
        except (OSError, http.client.HTTPException) as error:
            self._web.close()
            self.story.answers[f"page {type(error).__name__}"] += 1

    def _ask(self, method, address, body, headers):
        if self._web is None:
            self._web = http.client.HTTPConnection("127.0.0.1", self.office.port, timeout=PATIENCE)
        self._web.request(method, address, body, headers)
        answer = self._web.getresponse()
        answer.read()
        return answer

    def _headers(self, who):
        world = self.office.world
        cookies = {world["session_cookie"]: self.desk[who], world["csrf_cookie"]: CSRF}
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "Accept-Language": "en"}

"""The verbs of those who ask."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from placements import actions
from placements.documents import examine
from placements.models import Attachment
from tests import documents, factories
from tests.placements.lives.machine import (
    WHY,
    Machine,
    asked_in,
    asker,
    has_requests,
    latest,
    off_by,
    some_end,
    sometimes,
    to_draft,
    to_send,
    which,
)
from tests.placements.lives.records import ONE_DAY, Asked, Paper, months_on

sender = st.sampled_from(["same", "same", "same", "staff", None, None])
PAPERS = {letter: examine(f"{letter}.pdf", documents.pdf(letter)) for letter in "ABCDE"}


def has_unsent(asked):
    return any(not paper.is_sent for paper in asked.files.values())


class Asking(Machine):
    """Drafting, attaching, sending, taking back."""

    @precondition(lambda self: any(life.ledger for life in self.office.lives))
    @sometimes(3, lambda self: any(life.ledger and not life.open_request for life in self.office.lives))
    @rule(which=which, by=asker, when=to_draft, days=off_by, until=some_end, sender=sender)
    def draft(self, which, by, when, days, until, sender):
        life = self.one_of(which, lambda life: life.ledger)
        by = self.account(by, life)
        self.wait_for(life, when, days)
        self.ask(life, self.end_of(life, until), by, by if sender == "same" else sender)

    def end_of(self, life, until):
        return {
            "latest": life.latest_end,
            "half": min(months_on(life.ends_on, 5), life.latest_end),
            "after": life.latest_end + ONE_DAY,
            "same": life.ends_on,
        }[until]

    def ask(self, life, until, by, sender):
        """Keep it as a draft; then somebody sends it, or nobody."""
        done, request = self.act(
            "draft",
            self.office.not_drafted(life, until, by, self.today),
            [],
            WHY,
            lambda: actions.draft_extension(
                self.stored(life),
                asked_ends_on=until,
                reason="project",
                explanation=factories.EXPLANATION,
                by=self.world[by],
                at=self.at,
                on=self.today,
            ),
        )
        if done and life.open_request:
            life.open_request.until = until
        elif done:
            life.asked.append(Asked(life, by, until))
            life.open_request.pk = request.pk
        if done and sender:
            self.send(life.open_request, sender)

    @precondition(lambda self: any(life.ledger for life in self.office.lives))
    @sometimes(9, asked_in("draft", "returned"))
    @rule(which=which, by=asker, until=some_end, content=st.sampled_from("ABCDE") | st.none())
    def enter(self, which, by, until, content):
        """What came on paper, in one go."""
        life = self.one_of(which, lambda life: life.open_request and not life.waits)
        by, until = self.account(by, life), self.end_of(life, until)
        done, request = self.act(
            "enter",
            self.office.not_entered(life, until, content, by, self.today),
            [],
            WHY,
            lambda: actions.enter_extension(
                self.stored(life),
                asked_ends_on=until,
                reason="project",
                explanation=factories.EXPLANATION,
                document=PAPERS.get(content),
                by=self.world[by],
                at=self.at,
                on=self.today,
            ),
        )
        if not done:
            return
        if life.open_request and self.office.is_closed(life.open_request, by):
            life.asked.remove(life.open_request)
        if not life.open_request:
            life.asked.append(Asked(life, by, until))
        asked = life.open_request
        asked.pk, asked.until = request.pk, until
        if content:
            asked.files[content] = Paper(by)
        self.sent(asked, by)

    @precondition(has_requests)
    @sometimes(6, asked_in("draft", "returned"))
    @rule(which=latest, by=asker, when=to_send, days=off_by)
    def submit(self, which, by, when, days):
        """A draft, or again what was returned."""
        asked = self.request(which)
        self.wait_for(asked.life, when, days)
        self.send(asked, self.account(by, asked.life))

    def send(self, asked, by):
        verb = "resubmit" if asked.number else "submit"
        done, _ = self.act(
            verb,
            self.office.not_submitted(asked, by, self.today),
            [],
            WHY,
            lambda: actions.submit_extension(self.stored_request(asked), by=self.world[by], at=self.at, on=self.today),
        )
        if done:
            self.sent(asked, by)

    def sent(self, asked, by):
        """It waits from now on; files that somebody else still holds back are not sent along."""
        asked.state, asked.late = "submitted", self.today > asked.life.on_time_until
        for paper in asked.files.values():
            paper.is_sent = not self.office.is_held_back(asked, paper, by)
        if asked.number is None:
            self.numbers["R", self.today.year] += 1
            asked.number = f"R-{self.today.year % 100}-{self.numbers['R', self.today.year]:04d}"

    @precondition(has_requests)
    @sometimes(4)
    @rule(which=latest, by=asker)
    def withdraw_request(self, which, by):
        asked = self.request(which, "submitted", "returned")
        by = self.account(by, asked.life)
        done, _ = self.act(
            "withdraw request",
            self.office.not_withdrawn(asked, by),
            [],
            WHY,
            lambda: actions.withdraw_extension(self.stored_request(asked), by=self.world[by], at=self.at),
        )
        if done:
            asked.state = "withdrawn"
            asked.files = {content: paper for content, paper in asked.files.items() if paper.is_sent}

    @precondition(has_requests)
    @sometimes(6, asked_in("draft"))
    @rule(which=latest, by=asker)
    def discard(self, which, by):
        asked = self.request(which, "draft")
        by = self.account(by, asked.life)
        done, _ = self.act(
            "discard",
            self.office.not_discarded(asked, by),
            [],
            WHY,
            lambda: actions.discard_draft(self.stored_request(asked), by=self.world[by], at=self.at),
        )
        if done:
            asked.life.asked.remove(asked)

    # Files

    @precondition(has_requests)
    @sometimes(6, asked_in("draft", "returned"))
    @rule(which=latest, by=asker, content=st.sampled_from("ABCDE"))
    def attach(self, which, by, content):
        asked = self.request(which)
        self.put(asked, content, self.account(by, asked.life))

    def put(self, asked, content, by):
        done, _ = self.act(
            "attach",
            self.office.not_attached(asked, content, by),
            [],
            WHY,
            lambda: actions.attach_file(self.stored_request(asked), PAPERS[content], by=self.world[by], at=self.at),
        )
        if done:
            asked.files[content] = Paper(by)

    @precondition(lambda self: any(asked.files for life in self.office.lives for asked in life.asked))
    @sometimes(5, lambda self: any(has_unsent(asked) for life in self.office.lives for asked in life.asked))
    @rule(which=latest, by=asker, nth=st.integers(0, 2))
    def remove_file(self, which, by, nth):
        every = [asked for life in self.office.lives for asked in life.asked if asked.files]
        every.sort(key=lambda asked: not has_unsent(asked))
        asked = every[which % len(every)]
        content = sorted(asked.files)[nth % len(asked.files)]
        by = self.account(by, asked.life)
        file = Attachment.objects.select_related("request__placement__official")
        done, _ = self.act(
            "remove file",
            self.office.not_removed(asked, content, by),
            [],
            WHY,
            lambda: actions.remove_attachment(
                file.get(request=asked.pk, sha256=PAPERS[content].sha256), by=self.world[by], at=self.at
            ),
        )
        if done:
            del asked.files[content]

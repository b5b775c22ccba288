"""What is true after every step: the database tells the model's lives, and what must never be false is not."""

from contextlib import contextmanager

from django.db import connection
from hypothesis.stateful import invariant

from placements.models import Attachment, ExtensionRequest, Placement, TermEntry
from tests.placements.lives.asking import PAPERS
from tests.placements.lives.machine import Machine

NEVER = {
    "an official in two places": """
        select a.number, b.number from placements_placement a join placements_placement b
        on a.id < b.id and a.official_id = b.official_id and a.starts_on <= b.ends_on and b.starts_on <= a.ends_on
        where a.state in ('proposed', 'confirmed') and b.state in ('proposed', 'confirmed')""",
    "a post with two guests": """
        select a.number, b.number from placements_placement a join placements_placement b
        on a.id < b.id and a.host_post_id = b.host_post_id and a.starts_on <= b.ends_on and b.starts_on <= a.ends_on
        where a.state in ('proposed', 'confirmed') and b.state in ('proposed', 'confirmed')""",
    "a term that is none": """
        select number from placements_placement
        where starts_on > ends_on or starts_on > original_ends_on or starts_on < '2000-01-01' or ends_on > '2100-12-31'
        or (replaces_id is null and original_ends_on < starts_on + interval '1 year' - interval '1 day')""",
    "a region that is not its posts'": """
        select p.number from placements_placement p
        join officials_post home on home.id = p.home_post_id join officials_post host on host.id = p.host_post_id
        join officials_organisation o on o.id = home.organisation_id
        join officials_organisation h on h.id = host.organisation_id
        where p.home_region_id = p.host_region_id
        or p.home_region_id <> o.region_id or p.host_region_id <> h.region_id""",
    "an end that is not the ledger's": """
        select p.number from placements_placement p where p.ends_on <> coalesce(
        (select ends_on from placements_termentry t where t.placement_id = p.id order by serial desc limit 1),
        p.original_ends_on)""",
    "two open requests": """
        select placement_id from placements_extensionrequest
        where state in ('draft', 'submitted', 'returned') group by placement_id having count(*) > 1""",
    "half a decision": """
        select id from placements_extensionrequest
        where (state in ('approved', 'declined', 'reversed')) <> (decided_by_id is not null and decided_at is not null)
        or (state in ('approved', 'reversed')) <> (approved_ends_on is not null)
        or (state = 'declined') <> (next_step <> '') or (state = 'reversed') <> (reversed_by_id is not null)""",
    "a change without its audit row": """
        select p.number from placements_placement p where p.state is distinct from
        (select e.state from placements_placementevent e where e.pgh_obj_id = p.id order by pgh_id desc limit 1)""",
}
NEVER_AT_ALL = " union all ".join(f"select '{what.replace(chr(39), '')}' from ({sql}) x" for what, sql in NEVER.items())


@contextmanager
def prepared():
    """Plan the question once: to plan it takes longer than to answer it."""
    with connection.cursor() as cursor:
        cursor.execute(f"prepare never_at_all as {NEVER_AT_ALL}")
        yield
        cursor.execute("deallocate never_at_all")


class Checks(Machine):
    """Asked again and again, after each step."""

    @invariant()
    def the_database_tells_the_same_lives(self):
        lives = {
            life.number: (life.state, life.starts_on, life.ends_on, life.arrived_on, life.back_home_on)
            for life in self.office.lives
        }
        stored = Placement.objects.values_list("number", "state", "starts_on", "ends_on", "arrived_on", "back_home_on")
        assert {number: tuple(facts) for number, *facts in stored} == lives

    @invariant()
    def the_ledger_is_the_models(self):
        lines = [
            (life.number, serial, line.kind, line.before, line.ends_on, line.request and line.request.pk)
            for life in self.office.lives
            for serial, line in enumerate(life.ledger, 1)
        ]
        fields = ["placement__number", "serial", "kind", "previous_ends_on", "ends_on", "request"]
        assert list(TermEntry.objects.order_by("placement__number", "serial").values_list(*fields)) == sorted(
            lines, key=lambda line: line[:2]
        )

    @invariant()
    def the_requests_are_the_models(self):
        requests = {
            asked.pk: (asked.number, asked.state, asked.until, asked.approved, asked.late, asked.assigned_to)
            for life in self.office.lives
            for asked in life.asked
        }
        fields = ["number", "state", "asked_ends_on", "approved_ends_on", "is_late", "assigned_to__username"]
        stored = ExtensionRequest.objects.values_list("pk", *fields)
        assert {pk: tuple(facts) for pk, *facts in stored} == requests

    @invariant()
    def what_lies_beside_them_is_the_models(self):
        asked = [asked for life in self.office.lives for asked in life.asked]
        files = [(it.pk, PAPERS[content].sha256, paper.is_sent) for it in asked for content, paper in it.files.items()]
        assert sorted(Attachment.objects.values_list("request", "sha256", "is_sent")) == sorted(files)
        with connection.cursor() as cursor:
            cursor.execute("select (select count(*) from placements_decisionpaper), count(*) from placements_departure")
            assert cursor.fetchone() == (sum(it.papers for it in asked), self.office.departures)

    @invariant()
    def what_must_never_be_false_is_not(self):
        with connection.cursor() as cursor:
            # What the database asks at commit, asked now.
            cursor.execute("set constraints all immediate; set constraints all deferred; execute never_at_all")
            while cursor.nextset():
                pass
            assert cursor.fetchall() == []

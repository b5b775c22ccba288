"""What each row of a file would do: new, changed, unchanged or refused, and in which words."""

import datetime as dt

from officials.models import Official, Post
from placements.imports.headings import read_table
from placements.imports.nominations import NominationResource
from placements.imports.offers import OfferResource
from placements.imports.officials import OfficialResource
from placements.imports.outcome import Verdict
from placements.imports.placements import PlacementResource
from placements.imports.posts import PostResource
from placements.imports.reading import read_file
from placements.imports.resource import Deed
from placements.models import Departure, Nomination, Placement, PostOffer
from tests import factories, workbooks

NEW, CHANGED, UNCHANGED, REFUSED = Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.REFUSED


def imported(resource, content, *, by=None, reason="", dry_run=False):
    deed = Deed(by=by or factories.office(), at=factories.NOW, on=factories.DAY, reason=reason)
    table = read_table(read_file(content), resource.cells())
    return resource(deed).outcome(table, dry_run=dry_run)


def verdicts(outcome):
    return [row.verdict for row in outcome.rows]


def sentences(outcome):
    return [sentence for row in outcome.rows for sentence in row.sentences]


class TestOfficials:
    HEADINGS = ["Personnel number", "Name", "Year and month of birth", "rank", "Home post", "expertise"]

    def test_new_changed_unchanged_refused(self, coordinator):
        post = factories.make_post("110000")
        rank = factories.rank()
        known = factories.make_official(home_post=post, name_zh="吕震乾", personnel_number="B-1")
        same = factories.make_official(home_post=post, personnel_number="B-2")
        content = workbooks.workbook(
            self.HEADINGS,
            ["B-1", "吕震乾", "1976-04", rank.code, post.code, "WATER"],
            ["B-2", same.name_zh, "1975.03", "副处", post.code, "水利水务"],
            ["B-3", "张　三", dt.date(1980, 5, 1), None, post.code, None],
            ["B-4", "李四", None, "副处级", "NOWHERE", None],
        )
        outcome = imported(OfficialResource, content, dry_run=True)
        assert verdicts(outcome) == [CHANGED, UNCHANGED, NEW, REFUSED]
        assert outcome.sentence == "1 new, 1 changed, 1 unchanged, 1 refused"
        (change,) = outcome.rows[0].changes
        assert (change.heading, change.before, change.after) == ("Year and month of birth", "1975-03", "1976-04")
        assert sentences(outcome) == ["Row 5, Home post: There is no post with the code “NOWHERE”; import posts first."]
        assert {change.column: change.after for change in outcome.rows[2].changes}["name_zh"] == "张三"
        assert Official.objects.count() == 2
        known.refresh_from_db()
        assert known.birth_month == 3

    def test_the_same_file_twice_changes_nothing(self, coordinator):
        post = factories.make_post("110000")
        content = workbooks.workbook(self.HEADINGS, ["B-3", "张　三", "1980.05", None, post.code, None])
        assert verdicts(imported(OfficialResource, content)) == [NEW]
        made = Official.objects.get(personnel_number="B-3")
        assert (made.name_zh, made.name_latin, made.birth_year, made.birth_month) == ("张三", "Zhang San", 1980, 5)
        assert verdicts(imported(OfficialResource, content)) == [UNCHANGED]


class TestPlacements:
    HEADINGS = ["cycle", "Personnel number", "Name", "Host post", "Start of term", "Original end", "Reason to go on"]

    def test_new_ones_are_proposed(self, coordinator):
        official, post = factories.make_official(), factories.make_post()
        factories.make_cycle()
        row = [2015, official.personnel_number, official.name_zh, post.code, "2015年7月24日", 42574, None]
        content = workbooks.workbook(self.HEADINGS, row)
        assert verdicts(imported(PlacementResource, content, dry_run=True)) == [NEW]
        assert not Placement.objects.exists()
        assert verdicts(imported(PlacementResource, content)) == [NEW]
        placement = Placement.objects.get()
        assert (placement.state, placement.starts_on, placement.ends_on) == ("proposed", factories.START, factories.END)
        assert verdicts(imported(PlacementResource, content)) == [UNCHANGED]

    def test_a_warning_needs_a_reason(self, coordinator):
        official, post = factories.make_official(fields=["WATER"]), factories.make_post(fields=["LAW"])
        factories.make_cycle()
        row = [2015, official.personnel_number, None, post.code, None, None]
        refused = imported(PlacementResource, workbooks.workbook(self.HEADINGS, [*row, None]))
        assert sentences(refused) == [
            "Row 2, Reason to go on: No shared expertise.",
            "Row 2, Reason to go on: To go on, write the reason; it is kept.",
        ]
        assert not Placement.objects.exists()
        done = imported(PlacementResource, workbooks.workbook(self.HEADINGS, [*row, "Agreed by both sides."]))
        assert verdicts(done) == [NEW]
        assert Departure.objects.get().reason == "Agreed by both sides."


class TestNominations:
    HEADINGS = ["cycle", "Personnel number", "Name", "put forward on", "Note"]

    def test_put_forward_and_changed(self, coordinator):
        one, other = factories.make_official(), factories.make_official()
        factories.make_cycle()
        rows = [
            [2015, one.personnel_number, "沈　若川", "2015.04.01", "Knows the works."],
            [2015, other.personnel_number, "柳如烟", "2015.04.01", None],
        ]
        outcome = imported(NominationResource, workbooks.workbook(self.HEADINGS, *rows))
        assert verdicts(outcome) == [NEW, REFUSED]
        assert sentences(outcome) == [f"Row 3, Name: The personnel number is that of {other}."]
        assert not Nomination.objects.exists()
        rows[1][2] = None
        content = workbooks.workbook(self.HEADINGS, *rows)
        assert verdicts(imported(NominationResource, content)) == [NEW, NEW]
        assert verdicts(imported(NominationResource, content)) == [UNCHANGED, UNCHANGED]
        rows[0][4] = "Knows the reservoir."
        outcome = imported(NominationResource, workbooks.workbook(self.HEADINGS, *rows))
        assert verdicts(outcome) == [CHANGED, UNCHANGED]
        assert Nomination.objects.get(official=one).note == "Knows the reservoir."


class TestOffers:
    HEADINGS = ["number", "cycle", "post", "need", "expertise wanted", "offered on"]

    def test_offered_and_changed(self, coordinator):
        post = factories.make_post()
        factories.make_cycle()
        content = workbooks.workbook(self.HEADINGS, [None, 2015, post.code, "Water works", None, "2015-04-01"])
        assert verdicts(imported(OfferResource, content)) == [NEW]
        offer = PostOffer.objects.get()
        assert [field.pk for field in offer.wanted.all()] == ["WATER"]
        assert verdicts(imported(OfferResource, content)) == [UNCHANGED]
        content = workbooks.workbook(self.HEADINGS, [offer.number, 2015, post.code, "Law", None, "2015-04-01"])
        assert verdicts(imported(OfferResource, content)) == [CHANGED]
        offer.refresh_from_db()
        assert (offer.need, offer.wanted.count()) == ("Law", 1)


class TestPosts:
    HEADINGS = [
        "code",
        "English title",
        "Chinese title",
        "organisation",
        "tier",
        "expertise wanted",
        "created for the programme",
        "retired on",
    ]

    def test_new_and_changed(self, coordinator):
        organisation, same = factories.make_organisation(), factories.make_organisation()
        factories.expertise("LAW")
        factories.expertise("WATER")
        content = workbooks.workbook(
            self.HEADINGS,
            ["NEW-1", "Deputy director", "副局长", organisation.name_zh, "正处级", "WATER、LAW", "是", "至今"],
            ["NEW-2", "Deputy director", None, "没有这个局", "处级", None, "maybe", "2016年"],
        )
        outcome = imported(PostResource, content)
        assert verdicts(outcome) == [NEW, REFUSED]
        assert sentences(outcome) == [
            "Row 3, Organisation: There is no organisation with the code or name “没有这个局”.",
            "Row 3, Tier: “处级” says neither principal nor deputy (正 or 副).",
            "Row 3, Created for the programme: Write yes or no.",
            "Row 3, Retired on: Write a day like 2016-07-23.",
        ]
        content = workbooks.workbook(
            self.HEADINGS,
            ["NEW-1", "Deputy director", "副局长", organisation.name_zh, "正处级", "WATER、LAW", "是", "至今"],
        )
        assert verdicts(imported(PostResource, content)) == [NEW]
        post = Post.objects.get(code="NEW-1")
        assert (post.tier, post.region_id, post.expertise.count()) == ("DIVISION", "130000", 2)
        assert verdicts(imported(PostResource, content)) == [UNCHANGED]
        assert same

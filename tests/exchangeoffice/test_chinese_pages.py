"""No English word is left on a Chinese page."""

import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from placements import actions
from placements.letters import EXTENSION_KINDS, PLACEMENT_KINDS
from placements.models import Import, SavedFilter
from tests import factories, workbooks
from tests.documents import PDF
from tests.reading_chinese import english_left, in_chinese


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>挂职中</p><p>Serving</p>", ["Serving"]),
        ('<span aria-label="Home and host">派出方</span>', ["Home and host"]),
        ('<p>第一局 <span lang="en">First <b>Bureau</b></span> of</p><p>Late</p>', ["Late"]),
        ('<span class="person-latin">Shen Ruochuan</span><script>let word</script>', []),
        ('<input type="text" value="typed">', []),
        ('<input type="submit" value="Save">', ["Save"]),
        ('<svg><path d="M0 0"/><text>Today</text></svg>', ["Today"]),
        ("<title>P-15-0001 – a@b.example</title>", []),
    ],
)
def test_the_checker_finds_what_is_left(db, html, left):
    assert english_left(html) == left


@pytest.fixture
def world(db):
    """A placement, requests in every state, and whoever works with them; all words typed in Chinese."""
    words = {"explanation": "水库工程合同期至十二月，仍需原班人员继续承担验收和移交工作，完成资料整理和归档。"}
    placement = factories.make_placement(reason="双方商定。", task="协助水利规划")
    host = placement.host_post.organisation
    placement.host_contact = factories.make_contact(host, position="办公室主任")
    placement.save()
    factories.make_quota(placement.cycle)
    successor = factories.make_placement(
        reason="双方商定。",
        cycle=factories.make_cycle(2016),
        host_post=placement.host_post,
        official=factories.make_official(name_zh="柳如烟"),
    )
    asked = factories.make_request(placement, **words)
    factories.give_opinions(asked)
    others = {
        state: factories.make_request(factories.make_placement(reason="双方商定。"), state=state, **words)
        for state in ("draft", "withdrawn", "returned", "declined", "approved", "reversed")
    }
    proposed = factories.make_placement(confirmed=False, reason="双方商定。")
    return {"placement": placement, "successor": successor, "asked": asked, "proposed": proposed, **others}


@pytest.fixture
def on_the_day():
    with time_machine.travel(factories.NOW, tick=False):
        yield


# What the tests' own hands typed in English, through actions that ask for words.
TYPED = [
    "The home post cannot be covered.",
    "Ask again in autumn.",
    "Entered for the wrong person.",
    "Ask for less.",
    "Agreed.",
]


def check(client, *addresses, status=200, data=None):
    failures = {}
    for address in addresses:
        got, html = in_chinese(client, address, data)
        assert got == status, f"{address}: {got}"
        for typed in TYPED:
            html = html.replace(typed, "")
        html = re.sub("角色[a-z_]+", "", html)  # the database's role, as its owner named it
        if left := english_left(html):
            failures[address] = left
    assert not failures, "\n".join(f"{address}: {sorted(set(left))}" for address, left in failures.items())


def test_a_stranger_reads_chinese(db):
    check(Client(), "/sign-in/")
    check(Client(), "/sign-in/", data={"username": "nobody", "password": "wrong"})
    check(Client(), "/sign-in/", data={"username": "", "password": ""})


RECORDS = [
    "/posts/vacant/",
    "/posts/vacant/?within=365&successor=any&on=2016-01-01",
    "/posts/vacant/?within=0&created=True&host=110000&tier=BUREAU",
    "/posts/vacant/?within=x&on=y&host=z&page=9",
]


def records_of(placement):
    """The pages of the people, posts and organisations of a placement."""
    yield reverse("placements:official", args=[placement.official_id])
    for post in (placement.home_post, placement.host_post):
        for day in ("", "?on=2014-01-01", "?on=2017-08-01", "?on=x"):
            yield reverse("placements:post", args=[post.pk]) + day
        for shown in ("posts", "hosted", "sent", "x"):
            yield reverse("placements:organisation", args=[post.organisation_id]) + f"?show={shown}&on=2016-08-01"


SEARCHES = [
    *("/search/", "/search/?q=沈", "/search/?q=承德", "/search/?q=第", "/search/?q=130800", "/search/?q=无名"),
    *("/search/?q=沈&in=officials", "/search/?q=承德&in=divisions", "/search/?q=副局长&in=posts&page=9"),
    *("/search/?q=!&in=x", "/search/?q=1", "/search/?q=一 二 三 四 五 六 七"),
]


def test_staff_read_chinese(world, staff, signed_in, on_the_day):
    client = signed_in(staff)
    check(
        client,
        "/help/",
        "/rosters/",
        "/rosters/?on=x",
        *("/overview/", "/cycles/", "/cycles/2015/", "/cycles/2015/?direction=x&phase=y&q=!", "/cycles/2015/?q=无名"),
        *SEARCHES,
        "/rosters/130800/",
        "/rosters/130000/?q=沈&phase=serving",
        "/rosters/130800/?phase=x&on=y&q=!",
        "/rosters/130000/?on=any&within=900&created=yes&tier=x&size=x",
        "/rosters/130000/?on=any&sort=signing-strokes&within=9000",
        "/rosters/130000/?on=any&sort=-extension&print=1",
        "/rosters/130800/?group=level&sort=-name&size=25",
        "/rosters/130800/?q=无名",
        "/rosters/130800/timeline/",
        "/rosters/130800/timeline/?from=2010-01",
        "/rosters/130800/timeline/?from=2018-01&on=2018-02-01&phase=any",
        "/rosters/130000/timeline/?posts=vacant&on=2018-02-01",
        "/rosters/130800/timeline/?posts=vacant&on=2015-07-24&q=无名",
        "/rosters/130800/timeline/?posts=x&from=y&on=z&home=!",
        *RECORDS,
        *records_of(world["placement"]),
        "/rosters/130800/print/",
        "/rosters/130800/print/?q=无名",
        "/rosters/130800/contacts/",
        "/rosters/130800/leaders/",
        "/rosters/130800/briefing/",
        "/rosters/130000/briefing/?phase=any&on=2016-07-01",
        reverse("placements:placement", args=[world["placement"].pk]),
        "/password/",
    )
    check(client, "/nowhere/", status=404)
    check(client, "/extensions/", status=403)
    check(client, "/password/", data={"old_password": "x", "new_password1": "beijing", "new_password2": "y"})


@pytest.mark.parametrize(
    "state", ["placement", "successor", "draft", "withdrawn", "returned", "declined", "approved", "reversed"]
)
def test_an_official_reads_chinese(world, signed_in, on_the_day, state):
    placement = world[state] if state in ("placement", "successor") else world[state].placement
    client = signed_in(factories.account_of(placement.official))
    check(client, "/help/", "/my/", reverse("placements:placement", args=[placement.pk]))
    check(client, "/rosters/", status=403)
    if state in ("draft", "withdrawn", "returned"):
        check(client, "/my/extension/")
        check(client, "/my/extension/", data={"verb": "send", "action": "send", "explanation": "短"})
        check(client, "/my/extension/", data={"then": "send", "attachment": SimpleUploadedFile("文.pdf", b"x")})
        check(client, "/my/extension/", data={"then": "send", "attachment": SimpleUploadedFile("文.pdf", PDF)})
        check(client, "/my/extension/", data={"then": "remove-1"})


def test_a_coordinator_reads_chinese(world, coordinator, signed_in, on_the_day):
    client = signed_in(coordinator)
    check(client, "/rosters/130800/timeline/?phase=any", "/rosters/130000/timeline/?posts=vacant&on=2016-12-01")
    check(client, "/rosters/130800/leaders/", "/rosters/130800/leaders/?phase=any&on=2018-01-01")
    check(client, *SEARCHES)
    check(client, "/help/")
    check(
        client,
        *("/overview/", "/cycles/", "/cycles/2015/", "/cycles/2015/?phase=proposed&over=yes&tier=none&page=9"),
        *("/cycles/2015/?direction=x&phase=y&q=!&sort=z", "/cycles/2015/?q=无名", "/saved-filters/"),
    )
    check(client, "/saved-filters/", data={"name": "", "path": "/endings/", "asked": ""})
    check(client, "/saved-filters/", data={"name": "期满", "path": "//example.org/", "asked": ""})
    check(client, "/saved-filters/", data={"name": "期满", "path": "/endings/", "asked": "until=x"})
    client.post("/saved-filters/", {"name": "期满", "path": "/endings/", "asked": "", "is_shared": "on"})
    kept = SavedFilter.objects.get()
    check(client, "/saved-filters/", f"/saved-filters/{kept.pk}/", "/endings/?home=110000")
    check(client, "/rosters/", "/rosters/130800/", "/extensions/", "/extensions/?state=all", "/extensions/?state=x")
    check(client, "/notices/", "/notices/?state=attention", "/notices/?state=sent", "/notices/?state=x")
    check(
        client,
        *(
            "/endings/",
            "/endings/?on=x&until=y&home=z",
            "/endings/?on=2016-09-01&until=2016-08-01",
            "/endings/?on=2030-01-01",
        ),
        *(
            "/endings/list/?week=2016-07-20&until=2016-12-31&on=2016-01-01",
            "/endings/list/?what=due&print=1&cycle=2015",
        ),
        "/endings/list/?what=unasked&until=2018-12-31",
        "/endings/remind/?every=1&until=2018-12-31",
        "/endings/remind/?p=x",
        "/endings/remind/?" + "&".join(f"p={n}" for n in range(300)),
        "/endings/reminded/",
        *("/endings/list/?what=nothing&home=110000&host=130000&sort=-what", "/endings/list/?on=2030-01-01&page=9"),
        *(
            "/extensions/decide-together/",
            "/extensions/decide-together/?every=requests",
            "/extensions/decided-together/",
        ),
        "/extensions/decide-together/?" + "&".join(f"r={n}" for n in range(300)),
        *("/placements/confirm-together/?every=2015", "/placements/confirmed-together/"),
        "/placements/confirm-together/?" + "&".join(f"p={n}" for n in range(300)),
    )
    check(client, "/extensions/?state=paper&assignee=mine")
    check(client, *RECORDS, "/posts/vacant/?successor=promised", "/posts/vacant/?successor=open")
    for name in ("placement", "successor", "proposed"):
        check(client, reverse("placements:placement", args=[world[name].pk]), *records_of(world[name]))
    for state in ("asked", "withdrawn", "returned", "declined", "approved", "reversed"):
        check(client, reverse("placements:extension", args=[world[state].pk]))
    review = reverse("placements:extension", args=[world["asked"].pk])
    check(client, f"{review}?try=2016-10-23", f"{review}?try=x", f"{review}?try=2030-01-01")
    moving = reverse("placements:approve_and_move", args=[world["asked"].pk, world["successor"].pk])
    typed = {"extent": "full", "way": "day", "starts_on": "2017-01-24", "ends_on": "2018-01-23"}
    check(client, moving)
    check(client, moving, data={"way": "post", "decision_document_number": "函[2016]第021"})
    check(client, moving, data=typed)
    check(client, moving, data={**typed, "reason": "双方商定。"})
    check(client, moving, data={**typed, "reason": "双方商定。", "agreed": "x"})
    for name in ("record_paper", "assign_extension"):
        check(client, reverse(f"placements:{name}", args=[world["approved"].pk]), data={"document_number": "[2016]021"})
    check(
        client,
        reverse("placements:confirm_placement", args=[world["proposed"].pk]),
        reverse("placements:withdraw_placement", args=[world["proposed"].pk]),
        reverse("placements:return_early", args=[world["placement"].pk]),
        reverse("placements:withdraw_extension", args=[world["asked"].pk]),
        reverse("placements:enter_extension", args=[world["withdrawn"].placement.pk]),
    )
    chosen = {"r": [world["asked"].pk, world["declined"].pk], "go": "a"}
    check(client, "/extensions/decide-together/", data={**chosen, "verdict": "day"})
    client.post("/extensions/decide-together/", {**chosen, "verdict": "full", "reason": "双方同意。"})
    check(client, "/extensions/decided-together/")
    proposed = {"p": [world["proposed"].pk, world["placement"].pk], "go": "a"}
    check(client, "/placements/confirm-together/", data={**proposed, "document_number": "[2016]021"})
    client.post("/placements/confirm-together/", {**proposed, "reason": "双方同意。"})
    check(client, "/placements/confirmed-together/")
    reminded = world["draft"].placement
    reminded.official.email = "someone@water.example.com"
    reminded.official.save()
    everybody = [reminded.pk, world["withdrawn"].placement.pk, world["placement"].pk]
    check(client, "/endings/remind/?" + "&".join(f"p={pk}" for pk in everybody))
    client.post("/endings/remind/", {"p": everybody, "go": "a"})
    check(client, "/endings/reminded/", "/endings/list/?what=unasked&until=2018-12-31")


def test_nominations_and_offers_are_chinese(world, coordinator, signed_in, on_the_day):
    """Lists, pages, forms with refusals, created posts, the next cycle."""
    client = signed_in(coordinator)
    nomination = factories.make_nomination(factories.make_official(), note="熟悉水利业务。")
    withdrawn = actions.withdraw_nomination(
        factories.make_nomination(state="checked"), reason="本人因病。", by=coordinator, at=factories.NOW
    )
    offer = factories.make_offer(need="需要水利干部。")
    closed = actions.withdraw_offer(factories.make_offer(), reason="工程已完成。", by=coordinator, at=factories.NOW)
    for base, row in (("nominations", nomination), ("nominations", withdrawn), ("offers", offer), ("offers", closed)):
        check(client, f"/{base}/", f"/{base}/?cycle=x&state=y&q=!", f"/{base}/?q=无此人", f"/{base}/{row.pk}/")
        check(client, f"/{base}/{row.pk}/change/", f"/{base}/{row.pk}/withdraw/")
        check(client, f"/{base}/{row.pk}/withdraw/", data={})
    check(client, f"/nominations/{nomination.pk}/check/", f"/offers/{offer.pk}/close/")
    check(client, f"/nominations/{withdrawn.pk}/check/", data={})
    check(client, f"/offers/{closed.pk}/close/", data={"reason": "不再需要。"})
    check(client, "/nominations/print/", "/offers/print/?state=open", "/offers/print/?cycle=2015&state=closed")
    forms = ("/nominations/put-forward/", "/offers/offer-post/", "/offers/create-post/")
    check(client, *forms, "/offers/created-posts/", "/cycles/2016/next/", "/cycles/2015/next/")
    for address in forms:
        check(client, address, data={"official": "查无此人", "post": "查无此岗", "organisation": "局", "cycle": "x"})
    post = factories.make_post()
    check(client, f"/posts/{post.pk}/renew/", f"/posts/{post.pk}/retire/")
    check(client, f"/posts/{post.pk}/retire/", data={"reason": "不再需要。"})
    check(client, "/cycles/2015/next/", data={})
    client.post("/cycles/2016/next/")
    check(client, "/cycles/2016/next/")
    client.post("/cycles/2016/next/undo/")
    check(client, "/cycles/2016/next/")


def test_letters_and_arrivals_are_chinese(world, coordinator, signed_in, on_the_day):
    """The letter's own language and the page's are two; with both Chinese no English word is left in either."""
    for code, name in [("110000", "中共北京市委组织部"), ("130000", "中共河北省委组织部")]:
        factories.make_organisation(code, name_zh=name, kind="party organ")
    client = signed_in(coordinator)
    placement = world["placement"]
    check(client, "/arrivals/", "/arrivals/?what=return", "/arrivals/?what=x&cycle=1&q=无名")
    check(client, "/arrivals/", data={"placement": [placement.pk], "on_day": "x"})
    check(client, "/arrivals/", data={"placement": [placement.pk], "on_day": "2015-07-25"})
    check(
        client,
        *(
            reverse(f"placements:{name}", args=[placement.pk])
            for name in ("record_arrival", "correct_arrival", "record_return", "correct_return", "letters", "placement")
        ),
        *(reverse("placements:letter", args=[placement.pk, kind]) for kind in PLACEMENT_KINDS),
        reverse("placements:letter", args=[placement.pk, "posting-notice"]) + "?language=x&body=x",
    )
    organisation = placement.host_post.organisation_id
    check(
        client,
        *("/letters/postings/", "/letters/postings/?by=organisation", "/letters/postings/?by=x&cycle=1"),
        *(f"/letters/postings/2015/110000/{to}/" for to in ("130800", "130000", f"organisations/{organisation}")),
        "/letters/postings/2015/130000/130800/",
        "/letters/postings/2015/110000/130800/?language=x&body=x",
    )
    for state in ("asked", "approved", "declined", "reversed"):
        request = world[state].pk
        check(client, reverse("placements:extension_letters", args=[request]))
        check(client, *(reverse("placements:extension_letter", args=[request, kind]) for kind in EXTENSION_KINDS))


def test_planning_is_chinese(world, coordinator, signed_in, on_the_day):
    client = signed_in(coordinator)
    cycle = factories.make_cycle(2017)
    check(client, "/cycles/2017/plan/")
    high = factories.make_post("110000", tier="BUREAU", fields=["EDU"])
    people = [{}, {"fields": ["AGRI"]}, {"fields": ["EDU"]}, {"rank": None, "home_post": high}]
    nominations = [factories.make_nomination(factories.make_official(**facts), cycle=cycle) for facts in people]
    for tier in ("DIVISION", "SECTION"):
        offer = factories.make_offer(factories.make_post(tier=tier), cycle=cycle)
    factories.make_quota(cycle)
    check(client, "/cycles/2017/plan/", "/cycles/2017/plan/list/")
    plan = factories.make_plan(cycle)
    accepted = actions.choose_post(plan, nominations[0], offer, by=coordinator, at=factories.NOW)
    board = ["/cycles/2017/plan/", "/cycles/2017/plan/?show=accepted", "/cycles/2017/plan/?direction=x&show=y"]
    choice = reverse("placements:choose_post", args=[2017, nominations[1].pk])
    check(client, *board, "/cycles/2017/plan/?page=9", choice, "/cycles/2017/plan/list/")
    check(client, choice, data={"offer": "x"})
    check(client, choice, data={"offer": accepted.offer_id})
    for row in plan.rows.filter(state="suggested"):
        client.post(board[0], {"skip": row.pk})
        check(client, board[0], data={"skip": row.pk})
    check(client, "/cycles/2017/plan/list/", data={"agreed_on": "x"})
    typed = {"agreed_on": "2016-05-03", "agreeing_body": "部务会"}
    client.post("/cycles/2017/plan/list/", typed)
    client.post("/cycles/2017/plan/propose/")
    check(client, "/cycles/2017/plan/list/", *board)
    client.post("/cycles/2017/plan/propose/", {"reason": "双方商定。"})
    accepted.refresh_from_db()
    check(client, "/cycles/2017/plan/list/", reverse("placements:placement", args=[accepted.placement_id]))


def test_the_back_office_speaks_chinese(world, coordinator, signed_in, on_the_day):
    client = signed_in(coordinator)
    placement, asked = world["placement"], world["asked"]
    check(
        client,
        "/admin/",
        *(
            reverse(f"admin:{name}_changelist")
            for name in (
                *("placements_placement", "placements_extensionrequest", "placements_cycle", "placements_termentry"),
                *(
                    "placements_export",
                    "officials_official",
                    "officials_organisation",
                    "officials_post",
                    "officials_jurisdiction",
                ),
                *("officials_expertise", "officials_rank"),
            )
        ),
        *(
            reverse(f"admin:{name}_add")
            for name in (
                *("placements_placement", "placements_cycle"),
                *("officials_official", "officials_organisation", "officials_post"),
            )
        ),
        reverse("admin:placements_placement_change", args=[placement.pk]),
        reverse("admin:placements_placement_change", args=[world["proposed"].pk]),
        reverse("admin:placements_placement_history", args=[placement.pk]),
        reverse("admin:placements_extensionrequest_change", args=[asked.pk]),
        reverse("admin:placements_cycle_change", args=[placement.cycle_id]),
        reverse("admin:officials_official_change", args=[placement.official_id]),
        reverse("admin:officials_post_change", args=[placement.host_post_id]),
        reverse("admin:officials_organisation_change", args=[placement.host_post.organisation_id]),
    )
    check(client, reverse("admin:placements_placement_add"), data={})


def test_files_are_checked_in_chinese(world, coordinator, signed_in, on_the_day):
    client, start = signed_in(coordinator), reverse("admin:placements_import_start")
    check(client, start, reverse("admin:placements_import_changelist"))
    check(client, start, data={})
    check(client, start, data={"kind": "x", "file": SimpleUploadedFile("名单.csv", b"\x00")})
    official = world["placement"].official
    content = workbooks.workbook(
        ["干部编号", "姓名", "出生年月", "职务层次", "派出单位职务"],
        [official.personnel_number, "王青", "1975-03", None, None],
        ["甲1", "王青", 1980.1, "处级", "没有"],
        ["甲1", "张三", "至今", "兵", official.home_post.code],
    )
    data = {"kind": "officials", "file": SimpleUploadedFile("名单.xlsx", content)}
    kept = Import.objects.get(pk=client.post(start, data)["Location"].split("/")[-3])
    check(client, reverse("admin:placements_import_check", args=[kept.pk]))
    check(client, reverse("admin:placements_import_change", args=[kept.pk]))


def test_the_audit_trail_is_chinese(world, coordinator, administrator, signed_in, on_the_day):
    client, placement = signed_in(coordinator), world["placement"]
    check(
        client,
        "/audit/",
        "/audit/?q=无名",
        "/audit/?before=0",
        "/audit/?q=!&by=!&since=x&kind=y&address=z&reference=E-1&action=x",
        "/audit/?since=2016-05-09&until=2016-05-08",
    )
    for noun, key in [
        ("placements", placement.pk),
        ("extensions", world["declined"].pk),
        ("officials", placement.official_id),
        ("posts", placement.host_post_id),
        ("organisations", placement.host_post.organisation_id),
    ]:
        check(client, f"/{noun}/{key}/history/")
    check(signed_in(administrator), "/audit/")


def test_accounts_are_made_in_chinese(administrator, signed_in):
    client = signed_in(administrator)
    check(client, "/help/", "/admin/", reverse("admin:officials_user_changelist"), reverse("admin:officials_user_add"))
    check(client, reverse("admin:officials_user_change", args=[administrator.pk]))

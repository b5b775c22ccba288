"""Every page there is, and who looks at it: for the pictures, and for the tests that walk them all."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page: its name, the account that opens it (none: a stranger), its address, and the query that gives its key."""

    name: str
    account: str | None
    address: str
    key: str = ""
    status: int = 200

    def address_in(self, office):
        return self.address.format(office.one(self.key)) if self.key else self.address


def of_account(account, table="p"):
    """The placement (p) or the request (e) of the official with that account."""
    return f"""
        select {table}.id from officials_user u
        join officials_official o on o.account_id = u.id
        join placements_placement p on p.official_id = o.id
        left join placements_extensionrequest e on e.placement_id = p.id
        where u.username = '{account}' order by p.starts_on desc, e.id desc limit 1"""


def request_in(state):
    return f"select id from placements_extensionrequest where state = '{state}' order by id desc limit 1"


# The year of the cycle in which most serve.
PRESENT_YEAR = """
    select c.year from placements_placement p join placements_cycle c on c.id = p.cycle_id
    where p.state = 'confirmed' group by c.year order by count(*) desc limit 1"""

PROPOSED = "select id from placements_placement where state = 'proposed' order by id limit 1"
PROPOSED_YEAR = """
    select c.year from placements_placement p join placements_cycle c on c.id = p.cycle_id
    where p.state = 'proposed' group by c.year order by count(*) desc limit 1"""
SERVING = of_account("official")
NOT_SEEN = """
    select p.id from placements_placement p join placements_cycle c on c.id = p.cycle_id
    where p.state = 'confirmed' and p.arrived_on is null and c.year > 2015 order by p.starts_on, p.id limit 1"""

APPROVED_OFFICIAL = "select official_id from placements_placement where ends_on > original_ends_on order by id limit 1"
# A request, and the placement that is promised its post.
MOVING = f"""
    select format('%s/approve/moving/%s', e.id, other.id) from placements_extensionrequest e
    join placements_placement p on p.id = e.placement_id
    join placements_placement other on other.host_post_id = p.host_post_id and other.starts_on > p.ends_on
    where other.state in ('proposed', 'confirmed') and e.id = ({of_account("official-conflict", "e")})"""

# A post with a holder and a proposed successor, and the organisation it belongs to.
PROMISED_POST = """
    select host_post_id from placements_placement where state = 'proposed'
    and host_post_id in (select host_post_id from placements_placement where state = 'confirmed') order by id limit 1"""
PROMISED_ORGANISATION = f"select organisation_id from officials_post where id = ({PROMISED_POST})"

NOMINATED = "select id from placements_nomination where state = 'put_forward' order by id limit 1"
NOMINATION_WITHDRAWN = "select id from placements_nomination where state = 'withdrawn' order by id limit 1"
OFFERED = "select id from placements_postoffer where carried_from_id is not null order by id limit 1"
OFFER_FILLED = """
    select o.id from placements_postoffer o
    join placements_placement p on p.host_post_id = o.post_id and p.cycle_id = o.cycle_id
    where p.state = 'confirmed' and o.state = 'open' order by o.id limit 1"""
LAST_CYCLE = "select max(year) from placements_cycle"
CYCLE_BEFORE = "select max(year) - 1 from placements_cycle"
PLANNED = "select max(year) from placements_cycle"
# Somebody to choose a post for by hand.
CHOOSING = """
    select format('%s/plan/choose/%s', c.year, n.id) from placements_nomination n
    join placements_cycle c on c.id = n.cycle_id
    join officials_official o on o.id = n.official_id join officials_post p on p.id = o.home_post_id
    where n.state <> 'withdrawn' and p.region_id = '120000' order by c.year desc, n.id limit 1"""

STORIES = [
    *("", "-draft", "-conflict", "-returned", "-withdrawn", "-approved", "-approved-to-another-day", "-declined"),
    *("-reversed", "-late", "-early", "-joined-later", "-ending-soon", "-upcoming", "-ended"),
]

PAGES = [
    Page("sign-in", None, "/sign-in/"),
    # Everybody
    *(Page(f"help-{account}", account, "/help/") for account in ("official", "staff", "coordinator", "admin")),
    # Staff
    Page("overview", "staff", "/overview/"),
    Page("cycles", "staff", "/cycles/"),
    Page("cycle", "staff", "/cycles/{}/", "select max(year) from placements_cycle"),
    Page("host-cities", "staff", "/rosters/"),
    Page("host-cities-mistake", "staff", "/rosters/?on=yesterday"),
    Page("search", "staff", "/search/"),
    Page("search-found", "staff", "/search/?q=lu"),
    Page("search-city", "staff", "/search/?q=chengde"),
    Page("search-nothing", "staff", "/search/?q=zzzz"),
    Page("search-mistakes", "staff", "/search/?q=!&in=ministers"),
    Page("roster", "staff", "/rosters/130800/"),
    Page("roster-region", "staff", "/rosters/130000/"),
    Page("roster-beijing", "staff", "/rosters/110000/?sort=-name"),
    Page("roster-filtered", "staff", "/rosters/130000/?home=110000&phase=serving&q=l"),
    Page("roster-empty", "staff", "/rosters/131100/?home=120000&expertise=HEALTH"),
    Page("roster-mistakes", "staff", "/rosters/130800/?on=yesterday&phase=asleep"),
    *(
        Page(f"roster-{paper}", "staff", f"/rosters/130800/{paper}/")
        for paper in ("print", "contacts", "leaders", "briefing")
    ),
    Page("timeline", "staff", "/rosters/130800/timeline/"),
    Page("timeline-vacant", "staff", "/rosters/130000/timeline/?posts=vacant"),
    Page("timeline-empty", "staff", "/rosters/131100/timeline/?home=120000"),
    Page("timeline-mistakes", "staff", "/rosters/130800/timeline/?on=yesterday&from=july&home=x"),
    Page("placement", "staff", "/placements/{}/", of_account("official-approved")),
    Page("placement-early", "staff", "/placements/{}/", of_account("official-early")),
    Page("official", "staff", "/officials/{}/", APPROVED_OFFICIAL),
    Page("post", "staff", "/posts/{}/", PROMISED_POST),
    Page("post-mistake", "staff", "/posts/{}/?on=yesterday", PROMISED_POST),
    Page("organisation", "staff", "/organisations/{}/", PROMISED_ORGANISATION),
    Page("vacancies", "staff", "/posts/vacant/"),
    Page("vacancies-mistakes", "staff", "/posts/vacant/?on=yesterday&tier=high"),
    Page("vacancies-none", "staff", "/posts/vacant/?host=120000&tier=STAFF&within=0"),
    Page("password", "staff", "/password/"),
    Page("403", "staff", "/extensions/", status=403),
    Page("404", "staff", "/nowhere/", status=404),
    # Coordinators
    Page("overview-office", "coordinator", "/overview/"),
    Page("cycles-office", "coordinator", "/cycles/"),
    Page("cycle-office", "coordinator", "/cycles/{}/", "select max(year) - 1 from placements_cycle"),
    Page("cycle-filtered", "coordinator", "/cycles/2015/?direction=110000-130000&tier=none&phase=ended"),
    Page("cycle-mistakes", "coordinator", "/cycles/2015/?direction=x&phase=asleep&q=!"),
    Page("cycle-none", "coordinator", "/cycles/2015/?phase=upcoming"),
    Page("saved-filters", "coordinator", "/saved-filters/"),
    Page("timeline-office", "coordinator", "/rosters/130800/timeline/"),
    Page("placement-office", "coordinator", "/placements/{}/", of_account("official-conflict")),
    Page("placement-proposed", "coordinator", "/placements/{}/", PROPOSED),
    Page("official-office", "coordinator", "/officials/{}/", APPROVED_OFFICIAL),
    Page("post-office", "coordinator", "/posts/{}/", PROMISED_POST),
    Page("organisation-hosted", "coordinator", "/organisations/{}/?show=hosted", PROMISED_ORGANISATION),
    Page("organisation-sent", "coordinator", "/organisations/{}/?show=sent", PROMISED_ORGANISATION),
    Page("vacancies-office", "coordinator", "/posts/vacant/?host=110000&successor=any"),
    Page("confirm", "coordinator", "/placements/{}/confirm/", PROPOSED),
    Page(
        "confirm-together",
        "coordinator",
        "/placements/confirm-together/?every={}&direction=120000-110000",
        PROPOSED_YEAR,
    ),
    Page("confirm-together-none", "coordinator", "/placements/confirm-together/?p=x"),
    Page("confirmed-together-none", "coordinator", "/placements/confirmed-together/"),
    Page("withdraw", "coordinator", "/placements/{}/withdraw/", PROPOSED),
    Page("return-early", "coordinator", "/placements/{}/return-early/", SERVING),
    Page("enter-extension", "coordinator", "/placements/{}/extension/", SERVING),
    Page("requests", "coordinator", "/extensions/"),
    Page("requests-all", "coordinator", "/extensions/?state=all"),
    Page("requests-paper", "coordinator", "/extensions/?state=paper&assignee=nobody"),
    Page("requests-none", "coordinator", "/extensions/?state=withdrawn&direction=120000-110000"),
    Page("endings", "coordinator", "/endings/"),
    Page("endings-mistakes", "coordinator", "/endings/?on=2026-01-02&until=2026-01-01&home=x"),
    Page("endings-none", "coordinator", "/endings/?on=2030-01-01"),
    Page("endings-list", "coordinator", "/endings/list/"),
    Page("endings-list-asked", "coordinator", "/endings/list/?what=asked&home=110000&sort=-name"),
    Page("endings-list-none", "coordinator", "/endings/list/?what=closes&on=2030-01-01"),
    Page("decide-together", "coordinator", "/extensions/decide-together/?every=requests"),
    Page("decide-together-none", "coordinator", "/extensions/decide-together/?r=x"),
    Page("decided-together-none", "coordinator", "/extensions/decided-together/"),
    *(
        Page(f"review-{state}", "coordinator", "/extensions/{}/", request_in(state))
        for state in ("submitted", "returned", "approved", "declined", "reversed", "withdrawn")
    ),
    Page("review-conflict", "coordinator", "/extensions/{}/", of_account("official-conflict", "e")),
    Page(
        "review-tried",
        "coordinator",
        "/extensions/{}/?try=2026-12-31",
        of_account("official-conflict", "e"),
    ),
    Page("review-tried-mistake", "coordinator", "/extensions/{}/?try=tomorrow", of_account("official-conflict", "e")),
    Page("review-move", "coordinator", "/extensions/{}/", MOVING),
    Page("review-withdraw", "coordinator", "/extensions/{}/withdraw/", request_in("submitted")),
    Page("nominations", "coordinator", "/nominations/"),
    Page("nominations-filtered", "coordinator", "/nominations/?place=110000&state=checked&q=l"),
    Page("nominations-mistake", "coordinator", "/nominations/?cycle=1&state=lost&q=!"),
    Page("nominations-print", "coordinator", "/nominations/print/?place=120000&state=checked"),
    Page("offers-print", "coordinator", "/offers/print/?place=120000&state=open"),
    Page("nomination", "coordinator", "/nominations/{}/", NOMINATED),
    Page("nomination-withdrawn", "coordinator", "/nominations/{}/", NOMINATION_WITHDRAWN),
    Page("nomination-check", "coordinator", "/nominations/{}/check/", NOMINATED),
    Page("nomination-change", "coordinator", "/nominations/{}/change/", NOMINATED),
    Page("put-forward", "coordinator", "/nominations/put-forward/"),
    Page("offers", "coordinator", "/offers/"),
    Page("offers-filtered", "coordinator", "/offers/?place=130000&state=filled"),
    Page("offers-empty", "coordinator", "/offers/?place=120000&q=zzzz"),
    Page("offer", "coordinator", "/offers/{}/", OFFERED),
    Page("offer-filled", "coordinator", "/offers/{}/", OFFER_FILLED),
    Page("offer-change", "coordinator", "/offers/{}/change/", OFFERED),
    Page("offer-withdraw", "coordinator", "/offers/{}/withdraw/", OFFERED),
    Page("offer-post", "coordinator", "/offers/offer-post/"),
    Page("create-post", "coordinator", "/offers/create-post/"),
    Page("created-posts", "coordinator", "/offers/created-posts/"),
    Page("next-cycle", "coordinator", "/cycles/{}/next/", LAST_CYCLE),
    Page("next-cycle-made", "coordinator", "/cycles/{}/next/", CYCLE_BEFORE),
    Page("notices", "coordinator", "/notices/"),
    Page("notices-attention", "coordinator", "/notices/?state=attention"),
    Page("notices-mistake", "coordinator", "/notices/?kind=gossip"),
    Page("endings-list-unasked", "coordinator", "/endings/list/?what=unasked"),
    Page("remind", "coordinator", "/endings/remind/?every=1&what=unasked"),
    Page("remind-none", "coordinator", "/endings/remind/?p=x"),
    Page("reminded-none", "coordinator", "/endings/reminded/"),
    # Planning
    Page("planning", "coordinator", "/cycles/{}/plan/", PLANNED),
    Page("planning-decided", "coordinator", "/cycles/{}/plan/?direction=120000-130000", PLANNED),
    Page("planning-mistake", "coordinator", "/cycles/{}/plan/?direction=west", PLANNED),
    Page("planning-choose", "coordinator", "/cycles/{}/?direction=120000-130000", CHOOSING),
    Page("planning-list", "coordinator", "/cycles/{}/plan/list/?direction=120000-130000", PLANNED),
    Page("planning-list-empty", "coordinator", "/cycles/{}/plan/list/", PLANNED),
    # Arrivals and letters
    Page("arrivals", "coordinator", "/arrivals/"),
    Page("arrivals-return", "coordinator", "/arrivals/?what=return"),
    Page("arrivals-mistake", "coordinator", "/arrivals/?what=never"),
    Page("record-arrival", "coordinator", "/placements/{}/record-arrival/", NOT_SEEN),
    Page("correct-arrival", "coordinator", "/placements/{}/correct-arrival/", SERVING),
    Page("letters", "coordinator", "/placements/{}/letters/", SERVING),
    Page("letters-proposed", "coordinator", "/placements/{}/letters/", PROPOSED),
    Page("letter-posting", "coordinator", "/placements/{}/letters/posting-notice/", SERVING),
    Page("letter-posting-english", "coordinator", "/placements/{}/letters/posting-notice/?language=en", SERVING),
    Page("letter-mistake", "coordinator", "/placements/{}/letters/posting-notice/?chosen=1&language=x", SERVING),
    Page("letter-refused", "coordinator", "/placements/{}/letters/posting-notice/", PROPOSED),
    Page("letter-early", "coordinator", "/placements/{}/letters/early-end-notice/", of_account("official-early")),
    Page("letter-return", "coordinator", "/placements/{}/letters/return-notice/", of_account("official-ending-soon")),
    Page("letter-receipt", "coordinator", "/placements/{}/letters/arrival-receipt/", SERVING),
    Page("letter-handover", "official", "/placements/{}/letters/handover-list/", SERVING),
    Page("letter-return-receipt", "official", "/placements/{}/letters/return-receipt/", SERVING),
    Page("postings", "coordinator", "/letters/postings/"),
    Page("postings-organisations", "coordinator", "/letters/postings/?by=organisation&home=110000"),
    Page("postings-mistake", "coordinator", "/letters/postings/?by=hearsay"),
    Page("posting", "coordinator", "/letters/postings/{}/110000/130800/", PRESENT_YEAR),
    Page("posting-english", "coordinator", "/letters/postings/{}/110000/130800/?language=en", PRESENT_YEAR),
    Page("posting-refused", "coordinator", "/letters/postings/{}/110000/110000/", PRESENT_YEAR),
    Page("letters-own", "official", "/placements/{}/letters/", SERVING),
    Page("letters-request", "coordinator", "/extensions/{}/letters/", request_in("submitted")),
    Page("letter-opinion", "coordinator", "/extensions/{}/letters/opinion-letter/", request_in("submitted")),
    Page("letter-sheet", "coordinator", "/extensions/{}/letters/opinion-sheet/?side=home", request_in("submitted")),
    Page("letter-decision", "coordinator", "/extensions/{}/letters/decision/", request_in("approved")),
    Page("letter-reply", "coordinator", "/extensions/{}/letters/reply/", request_in("declined")),
    Page("letter-reversal", "coordinator", "/extensions/{}/letters/reversal/", request_in("reversed")),
    # Officials
    *(Page(f"my{story}", f"official{story}", "/my/") for story in STORIES),
    Page("ask", "official", "/my/extension/"),
    Page("ask-draft", "official-draft", "/my/extension/"),
    Page("ask-returned", "official-returned", "/my/extension/"),
    Page("ask-discard", "official-draft", "/my/extension/discard/"),
    Page("ask-withdraw", "official-conflict", "/my/extension/withdraw/"),
    Page("cannot-ask", "official-conflict", "/my/extension/"),
    Page("placement-own", "official-approved", "/placements/{}/", of_account("official-approved")),
    # The back office
    # The audit trail
    Page("audit", "coordinator", "/audit/"),
    Page("audit-admin", "admin", "/audit/"),
    Page("audit-older", "coordinator", "/audit/?before={}", "select max(id) - 200 from officials_auditevent"),
    Page("audit-filtered", "coordinator", "/audit/?q=P-15&deed=update&action=confirm_placement"),
    Page("audit-mistakes", "coordinator", "/audit/?q=!&by=!&since=x&kind=y&address=z&reference=E-1"),
    Page("audit-empty", "coordinator", "/audit/?by=nobody-at-all"),
    Page("history-placement", "coordinator", "/placements/{}/history/", of_account("official-approved")),
    Page("history-request", "coordinator", "/extensions/{}/history/", request_in("declined")),
    Page("history-official", "coordinator", "/officials/{}/history/", APPROVED_OFFICIAL),
    Page("history-post", "coordinator", "/posts/{}/history/", PROMISED_POST),
    Page("history-organisation", "coordinator", "/organisations/{}/history/", PROMISED_ORGANISATION),
    Page("admin", "coordinator", "/admin/"),
    Page("admin-placements", "coordinator", "/admin/placements/placement/"),
    Page("admin-placement-add", "coordinator", "/admin/placements/placement/add/"),
    Page("admin-placements-filtered", "coordinator", "/admin/placements/placement/?state=proposed"),
    Page(
        "admin-placement-next",
        "coordinator",
        "/admin/placements/placement/add/?host_organisation={}",
        "select min(organisation_id) from officials_post",
    ),
    Page("admin-placement", "coordinator", "/admin/placements/placement/{}/change/", SERVING),
    Page("admin-placement-proposed", "coordinator", "/admin/placements/placement/{}/change/", PROPOSED),
    Page("admin-placement-history", "coordinator", "/admin/placements/placement/{}/history/", SERVING),
    Page("admin-requests", "coordinator", "/admin/placements/extensionrequest/"),
    Page(
        "admin-request",
        "coordinator",
        "/admin/placements/extensionrequest/{}/change/",
        request_in("submitted"),
    ),
    Page("admin-cycles", "coordinator", "/admin/placements/cycle/"),
    Page("admin-cycle", "coordinator", "/admin/placements/cycle/{}/change/", "select max(id) from placements_cycle"),
    Page("admin-officials", "coordinator", "/admin/officials/official/"),
    Page("admin-official-add", "coordinator", "/admin/officials/official/add/"),
    Page(
        "admin-official",
        "coordinator",
        "/admin/officials/official/{}/change/",
        "select official_id from placements_placement order by id desc limit 1",
    ),
    Page("admin-posts", "coordinator", "/admin/officials/post/"),
    Page("admin-post-add", "coordinator", "/admin/officials/post/add/"),
    Page("admin-organisations", "coordinator", "/admin/officials/organisation/"),
    Page("admin-imports", "coordinator", "/admin/placements/import/"),
    Page("admin-imports-waiting", "coordinator", "/admin/placements/import/?state=mine"),
    Page("admin-import-start", "coordinator", "/admin/placements/import/start/"),
    Page("admin-users", "admin", "/admin/officials/user/"),
    Page(
        "admin-user",
        "admin",
        "/admin/officials/user/{}/change/",
        "select id from officials_user where username = 'staff'",
    ),
    Page("admin-audit", "admin", "/admin/"),
]

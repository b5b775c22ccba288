"""The addresses of the exchange: plural noun, key, verb."""

from django.urls import path

from placements.models.exports import ListKind, Medium
from placements.views import (
    acts,
    arrivals,
    attachments,
    audit,
    briefing,
    choosing,
    confirming,
    created_posts,
    cycles,
    decisions,
    endings,
    exports,
    extensions,
    history,
    home,
    letters,
    moving,
    my,
    next_cycle,
    nominations,
    notices,
    offering_exports,
    offers,
    overview,
    placements,
    plan_lists,
    planning,
    postings,
    records,
    reminding,
    rosters,
    saved_filters,
    search,
    timelines,
    together,
    vacancies,
)
from placements.views.help import help_page

app_name = "placements"


def exported(place, kind, paper=""):
    """A list of a roster's placements: to print, and as its two files."""
    under = f"rosters/<str:code>/{place}"
    yield path(f"{under}{paper}", exports.print_list, {"kind": kind}, name=f"{kind}_paper")
    for medium in (Medium.WORKBOOK, Medium.CSV):
        yield path(
            f"{under}export.{medium}", exports.export_list, {"kind": kind, "medium": medium}, name=f"{kind}_{medium}"
        )


def taken_out(place, kind):
    """A list of the whole exchange: to print, and as its two files."""
    yield path(f"{place}/print/", offering_exports.print_offering, {"kind": kind}, name=f"{kind}_paper")
    for medium in (Medium.WORKBOOK, Medium.CSV):
        facts = {"kind": kind, "medium": medium}
        yield path(f"{place}/export.{medium}", offering_exports.export_offering, facts, name=f"{kind}_{medium}")


urlpatterns = [
    path("", home.first_page, name="first_page"),
    path("help/", help_page, name="help"),
    path("search/", search.search, name="search"),
    path("overview/", overview.overview, name="overview"),
    path("cycles/", cycles.cycle_list, name="cycle_list"),
    path("cycles/<int:year>/", cycles.cycle, name="cycle"),
    path("rosters/", rosters.roster_index, name="roster_index"),
    path("rosters/<str:code>/", rosters.roster, name="roster"),
    path("rosters/<str:code>/timeline/", timelines.roster_timeline, name="roster_timeline"),
    path("officials/<int:pk>/", records.official, name="official"),
    path("posts/vacant/", vacancies.vacancies, name="vacancies"),
    path("posts/<int:pk>/", records.post, name="post"),
    path("organisations/<int:pk>/", records.organisation, name="organisation"),
    *exported("", ListKind.ROSTER, paper="print/"),
    *exported("contacts/", ListKind.CONTACTS),
    *exported("leaders/", ListKind.LEADERS),
    path("rosters/<str:code>/briefing/", briefing.briefing, name="briefing"),
    path("placements/confirm-together/", confirming.confirm_together, name="confirm_together"),
    path("placements/confirmed-together/", confirming.confirmed_together, name="confirmed_together"),
    path("placements/<int:pk>/", placements.placement_detail, name="placement"),
    path("placements/<int:pk>/confirm/", acts.confirm_placement, name="confirm_placement"),
    path("placements/<int:pk>/withdraw/", acts.withdraw_placement, name="withdraw_placement"),
    path("placements/<int:pk>/cancel/", acts.cancel_placement, name="cancel_placement"),
    path("placements/<int:pk>/return-early/", acts.return_early, name="return_early"),
    path("placements/<int:pk>/reverse-early-return/", acts.reverse_early_return, name="reverse_early_return"),
    path("placements/<int:pk>/record-arrival/", arrivals.record_arrival, name="record_arrival"),
    path("placements/<int:pk>/correct-arrival/", arrivals.correct_arrival, name="correct_arrival"),
    path("placements/<int:pk>/record-return/", arrivals.record_return, name="record_return"),
    path("placements/<int:pk>/correct-return/", arrivals.correct_return, name="correct_return"),
    path("placements/<int:pk>/letters/", letters.letters_of_placement, name="letters"),
    path("placements/<int:pk>/letters/<slug:kind>/", letters.letter_of_placement, name="letter"),
    path("letters/postings/", postings.posting_index, name="posting_index"),
    path("letters/postings/<int:year>/<str:home>/<str:host>/", postings.posting_to_place, name="posting_to_place"),
    path(
        "letters/postings/<int:year>/<str:home>/organisations/<int:pk>/",
        postings.posting_to_organisation,
        name="posting_to_organisation",
    ),
    path("arrivals/", arrivals.arrival_list, name="arrival_list"),
    path("placements/<int:pk>/extension/", extensions.enter_extension, name="enter_extension"),
    path("endings/", endings.endings, name="endings"),
    path("endings/list/", endings.ending_list, name="ending_list"),
    path("endings/remind/", reminding.remind_officials, name="remind_officials"),
    path("endings/reminded/", reminding.reminded_officials, name="reminded_officials"),
    path("my/", my.my_placement, name="my_placement"),
    path("my/extension/", my.ask_extension, name="ask_extension"),
    path("my/extension/withdraw/", my.withdraw_my_extension, name="withdraw_my_extension"),
    path("my/extension/discard/", my.discard_my_draft, name="discard_my_draft"),
    path("my/dates.ics", my.my_dates, name="my_dates"),
    path("extensions/", extensions.extension_list, name="extension_list"),
    path("extensions/decide-together/", together.decide_together, name="decide_together"),
    path("extensions/decided-together/", together.decided_together, name="decided_together"),
    path("extensions/<int:pk>/", extensions.extension_review, name="extension"),
    path("extensions/<int:pk>/letters/", letters.letters_of_extension, name="extension_letters"),
    path("extensions/<int:pk>/letters/<slug:kind>/", letters.letter_of_extension, name="extension_letter"),
    path("extensions/<int:pk>/opinions/", decisions.record_opinion, name="record_opinion"),
    path("extensions/<int:pk>/approve/", decisions.approve_extension, name="approve_extension"),
    path("extensions/<int:pk>/approve/moving/<int:moved_pk>/", moving.approve_and_move, name="approve_and_move"),
    path("extensions/<int:pk>/assign/", decisions.assign_extension, name="assign_extension"),
    path("extensions/<int:pk>/paper/", decisions.record_paper, name="record_paper"),
    path("attachments/<int:pk>/", attachments.attachment, name="attachment"),
    path("extensions/<int:pk>/decline/", decisions.decline_extension, name="decline_extension"),
    path("extensions/<int:pk>/return/", decisions.return_extension, name="return_extension"),
    path("extensions/<int:pk>/reverse/", decisions.reverse_extension, name="reverse_extension"),
    path("extensions/<int:pk>/withdraw/", decisions.withdraw_extension, name="withdraw_extension"),
    path("nominations/", nominations.nomination_list, name="nomination_list"),
    *taken_out("nominations", ListKind.NOMINATIONS),
    path("nominations/put-forward/", nominations.put_forward, name="put_forward"),
    path("nominations/<int:pk>/", nominations.nomination, name="nomination"),
    path("nominations/<int:pk>/change/", nominations.change_nomination, name="change_nomination"),
    path("nominations/<int:pk>/check/", nominations.check_nomination, name="check_nomination"),
    path("nominations/<int:pk>/withdraw/", nominations.withdraw_nomination, name="withdraw_nomination"),
    path("choose/official/", choosing.choose_official, name="choose_official"),
    path("choose/post/", choosing.choose_post, name="choose_offered_post"),
    path("choose/organisation/", choosing.choose_organisation, name="choose_organisation"),
    path("offers/", offers.offer_list, name="offer_list"),
    *taken_out("offers", ListKind.OFFERS),
    path("offers/offer-post/", offers.offer_post, name="offer_post"),
    path("offers/create-post/", created_posts.create_post, name="create_post"),
    path("offers/created-posts/", created_posts.created_posts, name="created_posts"),
    path("offers/<int:pk>/", offers.offer, name="offer"),
    path("offers/<int:pk>/change/", offers.change_offer, name="change_offer"),
    path("offers/<int:pk>/withdraw/", offers.withdraw_offer, name="withdraw_offer"),
    path("offers/<int:pk>/close/", offers.close_offer, name="close_offer"),
    path("posts/<int:pk>/renew/", created_posts.renew_post, name="renew_post"),
    path("posts/<int:pk>/retire/", created_posts.retire_post, name="retire_post"),
    path("cycles/<int:year>/next/", next_cycle.next_cycle, name="next_cycle"),
    path("cycles/<int:year>/next/undo/", next_cycle.undo_cycle, name="undo_cycle"),
    path("audit/", audit.audit_trail, name="audit"),
    *(
        path(f"audit/export.{medium}", audit.export_audit, {"medium": medium}, name=f"audit_{medium}")
        for medium in (Medium.WORKBOOK, Medium.CSV)
    ),
    *(
        path(f"{place}/<int:pk>/history/", history.record_history, {"noun": noun}, name=f"{noun}_history")
        for noun, place in history.PLACES.items()
    ),
    path("saved-filters/", saved_filters.saved_filters, name="saved_filters"),
    path("saved-filters/<int:pk>/", saved_filters.saved_filter, name="saved_filter"),
    path("saved-filters/<int:pk>/delete/", saved_filters.delete_filter, name="delete_filter"),
    path("planning/", planning.planning, name="planning"),
    path("cycles/<int:year>/plan/", planning.plan, name="plan"),
    path("cycles/<int:year>/plan/suggest/", planning.suggest, name="suggest_plan"),
    path("cycles/<int:year>/plan/choose/<int:pk>/", planning.choose_post, name="choose_post"),
    path("cycles/<int:year>/plan/list/", plan_lists.proposal_list, name="proposal_list"),
    path("cycles/<int:year>/plan/propose/", plan_lists.propose_plan, name="propose_plan"),
    path("notices/", notices.notice_list, name="notice_list"),
    path("notices/<int:pk>/resend/", notices.resend_notice, name="resend_notice"),
    path("notices/<int:pk>/settle/", notices.settle_notice, name="settle_notice"),
    path("notices/<int:pk>/drop/", notices.drop_notice, name="drop_notice"),
]

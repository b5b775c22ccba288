"""What changes the exchange. Every door (page, admin, import, command) calls these.

Each action is one transaction: lock, ask, change. It takes `by` (who: needs the permission), `at`
(the moment) and, where a rule depends on the day, `on` (the day by the office's calendar); no
rule reads the clock. It raises NotAllowed, in words, where a rule refuses, and NeedsReason where
a rule warns and no reason was given.
"""

from placements.actions.arrivals import correct_arrival, correct_return, record_arrival, record_return
from placements.actions.attachments import attach_file, remove_attachment
from placements.actions.created_posts import create_post_for, renew_post, retire_created_post
from placements.actions.cycles import close_cycle, make_cycle_from, unmake_cycle
from placements.actions.decisions import approve_extension, decline_extension, return_extension, reverse_extension
from placements.actions.entering import enter_extension
from placements.actions.exports import record_export
from placements.actions.nominations import (
    change_nomination,
    check_nomination,
    put_forward,
    withdraw_nomination,
)
from placements.actions.notices import drop_notice, resend_notice, settle_notice
from placements.actions.offers import change_offer, close_offer, offer_post, withdraw_offer
from placements.actions.opinions import record_opinion
from placements.actions.placements import (
    cancel_placement,
    confirm_placement,
    correct_placement,
    propose_placement,
    withdraw_placement,
)
from placements.actions.plan_proposals import agree_plan, propose_row
from placements.actions.plan_rows import accept_row, choose_post, keep_row, skip_row, undo_row
from placements.actions.planning import suggest_plans
from placements.actions.registers import enter_official, enter_post
from placements.actions.reminding import remind_official
from placements.actions.requests import discard_draft, draft_extension, submit_extension, withdraw_extension
from placements.actions.returns import return_early, reverse_early_return
from placements.actions.reviewing import assign_extension, record_paper
from placements.actions.saved_filters import change_filter, delete_filter, save_filter
from placements.actions.successors import approve_and_move

__all__ = [
    "accept_row",
    "agree_plan",
    "approve_and_move",
    "approve_extension",
    "assign_extension",
    "attach_file",
    "cancel_placement",
    "change_filter",
    "change_nomination",
    "change_offer",
    "check_nomination",
    "choose_post",
    "close_cycle",
    "close_offer",
    "confirm_placement",
    "correct_arrival",
    "correct_placement",
    "correct_return",
    "create_post_for",
    "decline_extension",
    "delete_filter",
    "discard_draft",
    "draft_extension",
    "drop_notice",
    "enter_extension",
    "enter_official",
    "enter_post",
    "keep_row",
    "make_cycle_from",
    "offer_post",
    "propose_placement",
    "propose_row",
    "put_forward",
    "record_arrival",
    "record_export",
    "record_opinion",
    "record_paper",
    "record_return",
    "remind_official",
    "remove_attachment",
    "renew_post",
    "resend_notice",
    "retire_created_post",
    "return_early",
    "return_extension",
    "reverse_early_return",
    "reverse_extension",
    "save_filter",
    "settle_notice",
    "skip_row",
    "submit_extension",
    "suggest_plans",
    "undo_row",
    "unmake_cycle",
    "withdraw_extension",
    "withdraw_nomination",
    "withdraw_offer",
    "withdraw_placement",
]

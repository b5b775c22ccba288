"""Officials and posts that come from a file. The admin's forms keep the same rules: those of the model."""

from placements.actions.action import action
from placements.actions.saving import clean, save_or_say
from placements.refusals import insist_on_permission


@action
def enter_official(official, *, expertise=None, by, at):
    """Save the new or changed official, with these fields of expertise unless None. Raises ValidationError."""
    insist_on_permission(by, f"officials.{'add' if official._state.adding else 'change'}_official")
    clean(official)
    save_or_say(official)
    if expertise is not None:
        official.expertise.set(expertise)
    return official


@action
def enter_post(post, *, expertise=None, by, at):
    """Save the new or changed post, with these fields of expertise wanted unless None. Raises ValidationError."""
    insist_on_permission(by, f"officials.{'add' if post._state.adding else 'change'}_post")
    if post._state.adding and post.organisation_id:
        post.region_id = post.organisation.region_id
    clean(post)
    save_or_say(post)
    if expertise is not None:
        post.expertise.set(expertise)
    return post

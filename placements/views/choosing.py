"""What fits what somebody is typing into a field for an official, a post or an organisation: options under it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from officials import names
from officials.models import Official, Organisation, Post
from placements.forms.offering import MOST_LETTERS
from placements.gates import needs
from placements.views.offering import official_words

MOST = 8


def _offer(request, found, option):
    """At most so many of what is found, each as what would be typed and what tells it apart."""
    return render(request, "placements/_options.html", {"options": [option(record) for record in found[:MOST]]})


def _typed(request, name):
    """What was typed, where it holds a word to look for."""
    text = request.GET.get(name, "")[:MOST_LETTERS]
    return text if names.words(text) else ""


@require_safe
@needs("placements.add_nomination")
def choose_official(request):
    """Active officials, by name."""
    text = _typed(request, "official")
    officials = Official.objects.named(text) if text else Official.objects.none()
    found = officials.filter(is_active=True).select_related("home_post__organisation").order_by("pinyin_order", "pk")
    return _offer(request, found, lambda each: (official_words(each), f"{each}, {each.home_post.organisation.name}"))


@require_safe
@needs("placements.add_postoffer")
def choose_post(request):
    """Posts, by code or title."""
    text = _typed(request, "post")
    posts = Post.objects.matching(text) if text else Post.objects.none()
    found = posts.select_related("organisation").order_by("code")
    return _offer(request, found, lambda each: (each.code, f"{each.title}, {each.organisation.name}"))


@require_safe
@needs("placements.add_postoffer")
def choose_organisation(request):
    """Organisations, by code or name."""
    text = _typed(request, "organisation")
    organisations = Organisation.objects.matching(text) if text else Organisation.objects.none()
    found = organisations.select_related("jurisdiction__parent").order_by("code")
    return _offer(request, found, lambda each: (each.code, f"{each.name}, {each.jurisdiction.full_name}"))

"""Approving an extension and moving the placement that stands in its way."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officials.models import Post
from placements.forms.deciding import ApproveForm
from placements.forms.pieces import DayField


class PostChoice(forms.ModelChoiceField):
    def label_from_instance(self, post):
        return _("{post}, {organisation}").format(post=post.title, organisation=post.organisation.name)


class MoveForm(ApproveForm):
    """The approval, and what becomes of the one whose promise is moved."""

    DAY, POST, BACK = "day", "post", "back"
    WAYS = [
        (DAY, gettext_lazy("Another day, the same post")),
        (POST, gettext_lazy("Another post")),
        (BACK, gettext_lazy("The promise is only taken back")),
    ]

    renamed = {"original_ends_on": "ends_on"}

    way = forms.ChoiceField(
        choices=WAYS,
        widget=forms.RadioSelect,
        label=gettext_lazy("What becomes of the promise?"),
        error_messages={
            "required": gettext_lazy("Choose from the list."),
            "invalid_choice": gettext_lazy("Choose from the list."),
        },
    )
    host_post = PostChoice(
        Post.objects.none(),
        label=gettext_lazy("Host post"),
        required=False,
        empty_label=gettext_lazy("Choose a post"),
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )
    starts_on = DayField(label=gettext_lazy("First day"), required=False)
    ends_on = DayField(label=gettext_lazy("Last day"), required=False)
    agreed = forms.CharField(label=gettext_lazy("Steps"), required=False)

    def __init__(self, *args, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["host_post"].queryset = posts

    def clean(self):
        cleaned = super().clean()
        way = cleaned.get("way")
        needed = {self.DAY: ["starts_on", "ends_on"], self.POST: ["starts_on", "ends_on", "host_post"]}.get(way, [])
        for name in needed:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in."))
        return cleaned

    @property
    def agreed_to(self):
        """The keys of the steps that were ticked, as they came; unknown ones confirm nothing."""
        return self.data.getlist("agreed") if self.is_bound else []

    @property
    def move(self):
        """What the action is told of the new place."""
        way, typed = self.cleaned_data["way"], self.cleaned_data
        if way == self.BACK:
            return {"starts_on": None}
        post = typed["host_post"] if way == self.POST else None
        return {"starts_on": typed["starts_on"], "ends_on": typed["ends_on"], "host_post": post}

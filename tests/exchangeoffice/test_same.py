"""Parts of pages that are the same for everybody are drawn once for a language, and know nothing of a page."""

import pytest
from django.template import Context, RequestContext, Template
from django.utils import translation

SIGN_IN = '<a href="{% url "sign_in" %}">{% translate "Sign in" %}</a>'
OF_ALL = f"{{% load i18n same %}}{{% same_for_all %}}{SIGN_IN}{{% endsame %}}"


@pytest.mark.parametrize("languages", [["en", "zh-hans", "en"], ["zh-hans", "en", "zh-hans"]])
def test_each_language_has_its_own(languages):
    page = Template(OF_ALL)
    words = {"en": "Sign in", "zh-hans": "登录"}
    for language in languages:
        with translation.override(language):
            assert page.render(Context()) == f'<a href="/sign-in/">{words[language]}</a>'


def test_it_is_drawn_once(monkeypatch):
    page = Template(OF_ALL)
    (part,) = [node for node in page.nodelist if hasattr(node, "drawn")]
    drawn = page.render(Context())
    monkeypatch.delattr(part, "nodelist")
    assert page.render(Context()) == drawn


def test_nothing_of_a_person_or_a_request_gets_in(rf):
    request = rf.get("/?q=secret")
    asked = "{{ name }}{{ request.path }}{{ csrf_token }}{% csrf_token %}"
    known = RequestContext(request, {"name": "Wang", "request": request})
    assert "Wang" in Template(asked).render(known)
    kept = f"{{% load same %}}{{% same_for_all %}}[{asked}]{{% endsame %}}{{{{ name }}}}"
    assert Template(kept).render(known) == "[]Wang"


def test_the_frame_of_pages_has_such_parts_and_still_differs(client, person, signed_in):
    stranger, member = client.get("/sign-in/"), signed_in(person).get("/password/")
    for page in (stranger, member):
        assert page.content.count(b'rel="stylesheet"') == page.content.count(b'id="i-bridge"') == 1
    assert (b"htmx-config" in stranger.content, b"htmx-config" in member.content) == (False, True)
    assert (b"typed.js" in stranger.content, b"typed.js" in member.content) == (False, True)

"""The second language: every text is translated, and somebody chooses in which to read."""

import csv
import re
import shutil
import string
import subprocess
import sys

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from exchangeoffice.messages import compile_messages
from officials.roles import PERMISSIONS
from tests.reading_chinese import CODE, WORD, Words

FILES = sorted(settings.BASE_DIR.glob("exchangeoffice/locale/*/LC_MESSAGES/django.po"))
OURS = [
    model
    for label in ("officials", "placements")
    for model in apps.get_app_config(label).get_models()
    if not model.__name__.endswith("Event")
]
ENTRIES = [entry for file in FILES for entry in polib.pofile(str(file))]

# The message file ----------------------------------------------------------------------------


def translated(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text):
    """The facts in a sentence: {name} of our code, %(name)s of templates and libraries."""
    return {*re.findall(r"%\((\w+)\)[sd]", text), *(name for _, name, _, _ in string.Formatter().parse(text) if name)}


def test_every_text_is_translated():
    assert len(ENTRIES) > 800
    assert [entry.msgid for entry in ENTRIES if not all(translated(entry))] == []
    assert [entry.msgid for entry in ENTRIES if entry.fuzzy or entry.obsolete] == []


def test_the_facts_in_a_sentence_are_the_same_in_both_languages():
    wrong = [
        entry.msgid
        for entry in ENTRIES
        for text in translated(entry)
        # One form serves all counts in Chinese, so it has what the plural has.
        if placeholders(text) != placeholders(entry.msgid_plural or entry.msgid)
    ]
    assert wrong == []


def test_chinese_has_its_own_punctuation_and_no_spaces_beside_digits():
    han, half = r"[\u4e00-\u9fff]", r"[,;:!?()]"
    wrong = [
        text
        for entry in ENTRIES
        for text in translated(entry)
        if re.search(rf"{han}{half}|{half}{han}|{han} +[0-9%{{]|[0-9}}] +{han}|\)s +{han}|{han}\.$", text)
        # A name and a position are two words in any language.
        and entry.msgid != "Contact: %(name)s %(position)s"
    ]
    assert wrong == []
    assert [text for entry in ENTRIES for text in translated(entry) if text.startswith("请") or "你" in text] == []


def test_nothing_is_marked_that_the_message_file_lacks():
    if shutil.which("xgettext") is None:
        pytest.skip("xgettext is missing, which finds the marked texts. On Debian: apt install gettext")
    found = subprocess.run(
        [sys.executable, "dev/messages", "--check"],
        cwd=settings.BASE_DIR,
        check=False,
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, f"dev/messages collects them:\n{found.stdout}{found.stderr}"


def test_only_what_is_stale_is_compiled(tmp_path):
    (tmp_path / "django.po").write_text('msgid "a"\nmsgstr "甲"\n')
    assert compile_messages(tmp_path) == [tmp_path / "django.mo"]
    assert compile_messages(tmp_path) == []
    assert polib.mofile(str(tmp_path / "django.mo"))[0].msgstr == "甲"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["django.mo", "django.po"]


def test_the_names_kept_in_english_have_their_chinese():
    names = [*PERMISSIONS, *(name for model in OURS for _code, name in model._meta.permissions)]
    with (settings.BASE_DIR / "officials/reference/expertise.csv").open(encoding="utf-8", newline="") as lines:
        names += {row["group"] for row in csv.DictReader(lines)}
    assert len(names) > 10
    known = {entry.msgid for entry in ENTRIES}
    assert [name for name in names if name not in known] == []


# Nothing unmarked ----------------------------------------------------------------------------


def unmarked(template):
    """The words of a template that stand outside its marks."""
    classes = r"{% block (?:bodyclass|coltype) %}.*?{% endblock %}"
    source = re.sub(rf"{{% (comment|blocktranslate).*?{{% end\1 %}}|{{#.*?#}}|{classes}", "", template, flags=re.DOTALL)
    parser = Words()
    parser.feed(re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL))
    return [piece for piece in parser.found if WORD.search(CODE.sub("", piece))]


def test_the_templates_have_no_unmarked_words():
    assert unmarked('<p title="{% translate "Marked" %}">{{ name }}</p>{% if a == "b" %}–{% endif %}') == []
    assert unmarked('<p title="Left">{% translate "Marked" %}</p> out') == ["Left", "out"]
    templates = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
    assert len(templates) > 40
    left = {str(file.relative_to(settings.BASE_DIR)): unmarked(file.read_text()) for file in templates}
    assert {name: words for name, words in left.items() if words} == {}


def test_the_models_have_no_unmarked_names():
    left = [f"{model.__name__}.{name}" for model in OURS for name, words in said_of(model) if type(words) is str]
    assert left == []


def said_of(model):
    """What forms and lists say of a record: its names, and the labels and helps of its fields."""
    if "verbose_name" not in model._meta.original_attrs:
        return  # a counter or a link, which no page names
    yield "Meta", model._meta.verbose_name
    yield "Meta (plural)", model._meta.verbose_name_plural
    for field in model._meta.local_fields + model._meta.local_many_to_many:
        # What is not shown has no name: keys, parents, and what Django's own accounts have.
        if field.editable and not field.auto_created and field.model is model and field.verbose_name:
            yield field.name, field.verbose_name
            if field.help_text:
                yield f"{field.name} (help)", field.help_text


# The switch ----------------------------------------------------------------------------------


class TestSwitch:
    def test_keeps_the_page_with_its_filters(self, staff, signed_in):
        client = signed_in(staff)
        address = "/rosters/?on=2016-05-09"
        assert f'name="next" value="{address}"' in client.get(address).content.decode()
        response = client.post("/language/", {"language": "zh-hans", "next": address})
        assert response["Location"] == address
        assert '<html lang="zh-Hans">' in client.get(address).content.decode()

    def test_is_kept_with_the_account(self, staff, signed_in):
        staff.set_password("quiet water under stones")
        staff.save()
        signed_in(staff).post("/language/", {"language": "zh-hans", "next": "/"})
        staff.refresh_from_db()
        assert staff.language == "zh-hans"
        elsewhere = Client()
        elsewhere.post("/sign-in/", {"username": staff.username, "password": "quiet water under stones"})
        assert '<html lang="zh-Hans">' in elsewhere.get("/rosters/").content.decode()
        elsewhere.post("/language/", {"language": "en", "next": "/"})
        staff.refresh_from_db()
        assert staff.language == "en"

    @pytest.mark.parametrize("language", ["de", "", "zh-hans' or 1=1", "x" * 500])
    def test_a_language_the_office_does_not_speak_is_not_kept(self, staff, signed_in, language):
        client = signed_in(staff)
        assert client.post("/language/", {"language": language, "next": "/rosters/"}).status_code == 302
        staff.refresh_from_db()
        assert staff.language == ""
        assert '<html lang="en">' in client.get("/rosters/").content.decode()

    def test_looking_at_it_changes_nothing(self, staff, signed_in):
        assert signed_in(staff).get("/language/?language=zh-hans").status_code == 302
        staff.refresh_from_db()
        assert staff.language == ""

    @pytest.mark.parametrize("address", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
    def test_leads_to_no_other_place(self, staff, signed_in, address):
        response = signed_in(staff).post("/language/", {"language": "zh-hans", "next": address})
        assert response["Location"] == "/"

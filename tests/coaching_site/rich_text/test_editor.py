"""The editor in the admin: its limits, its content security policy, and what of it is served."""

import json
import re
from html import unescape
from time import process_time

import pytest
from django.contrib.auth.models import Permission
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.forms import CharField, Form
from django.test import Client
from django.urls import reverse

from coaching_site.http.static_files import UsedFilesFinder
from coaching_site.models import Page
from coaching_site.rich_text import embedded
from coaching_site.rich_text.editor.fields import MAX_LENGTH, RichTextFormField
from coaching_site.rich_text.editor.widgets import EditorWidget
from coaching_site.rich_text.embedded import EmbeddedImage
from coaching_site.rich_text.tidying.steps import tidy
from tests.factories import make_user

FORM = {"title": "Over", "slug": "over-de-praktijk", "order": "0", "based_on": "0"}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_user(superuser=True))
    return client


def policy(client: Client, address: str) -> dict[str, str]:
    header = client.get(address).headers["Content-Security-Policy"]
    return dict(directive.split(" ", 1) for directive in header.split("; "))


def test_a_text_of_300000_characters_fits_and_one_more_does_not() -> None:
    field = RichTextFormField(required=False)
    assert field.clean("a" * MAX_LENGTH) == "a" * MAX_LENGTH
    with pytest.raises(ValidationError) as caught:
        field.clean("a" * (MAX_LENGTH + 1))
    assert caught.value.error_list[0].code == "too_long"


def test_sixty_thousand_nested_elements_are_refused_in_words() -> None:
    with pytest.raises(ValidationError) as caught:
        RichTextFormField().clean("<b>" * 60_000)
    assert caught.value.error_list[0].code == "too_deep"


def test_a_text_that_cannot_be_read_is_compared_in_a_moment() -> None:
    started = process_time()
    assert RichTextFormField().has_changed("", "<b>" * 200 + "a" + " " * 300_000 + "b")
    assert process_time() - started < 5


def test_bold_words_that_nobody_closed_end_with_their_paragraph() -> None:
    unclosed = "".join(f"<b class=a{number}>" for number in range(10))
    cleaned = RichTextFormField().clean(f"<p>{unclosed}x</p>" + "<p>a</p>" * 5_000)
    assert cleaned == f"<p>{'<b>' * 10}x{'</b>' * 10}</p>" + "<p>a</p>" * 5_000


def test_a_text_of_too_many_small_pieces_is_refused_in_words() -> None:
    with pytest.raises(ValidationError) as caught:
        RichTextFormField().clean("<p>a</p>" * 10_001)
    assert caught.value.error_list[0].code == "too_many"


def test_the_field_drops_what_nobody_sees_and_what_would_run() -> None:
    typed = "<p onclick=x style='font-weight:700'>a\x00b\x1bc<script>d</script></p>"
    assert RichTextFormField().clean(typed) == '<p style="font-weight:700">abc</p>'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "words"),
    [("x" * 300_001, "te lang: 300001 tekens"), ("<ul><li>" * 9_000, "te diep genest")],
)
def test_a_refused_text_is_shown_again_with_every_word(
    editor: Client, body: str, words: str
) -> None:
    answer = editor.post(reverse("admin:coaching_site_page_add"), FORM | {"body": body})
    assert answer.status_code == 200
    assert words in answer.text
    assert body in unescape(answer.text)
    assert not Page.objects.filter(slug=FORM["slug"]).exists()


def shown(body: str) -> tuple[str, bool]:
    """Return what the form's text area holds, and whether the editor takes it over."""
    html = EditorWidget().render("body", body, {"id": "id_body"})
    found = re.search(r"(?s)<textarea[^>]*>(.*)</textarea>", html)
    assert found
    return unescape(found[1]), 'data-type="ckeditortype"' in html


def test_what_an_attacker_wrote_into_the_database_is_cleaned_before_the_editor_gets_it() -> None:
    hostile = (
        "<p onclick=x>a<img src=x onerror=alert(1)><script>alert(1)</script></p><svg/onload=x>"
    )
    assert shown(hostile) == ("<p>a</p>", True)


def test_a_text_that_cannot_be_read_is_left_to_a_plain_text_area() -> None:
    deep = "<blockquote><img src=x onerror=alert(1)>" * 1_000
    assert shown(deep) == (deep, False)


def test_images_have_their_addresses_in_the_editor_and_only_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = EmbeddedImage('/media/a".jpg', 60, 40)
    monkeypatch.setattr(embedded.finders, "images", lambda ids: {7: image})
    stored = '<figure><img data-image="7" alt="a"></figure><figure><img data-image="8"></figure>'
    in_editor = (
        '<figure><img data-image="7" alt="a" src=\'/media/a".jpg\' width="60" height="40">'
        '</figure><figure><img data-image="8"></figure>'
    )
    assert shown(stored) == (in_editor, True)
    assert shown(in_editor) == (in_editor, True)
    assert tidy(in_editor).html == tidy(stored).html


def test_a_refused_text_is_shown_again_as_it_would_be_stored() -> None:
    class Draft(Form):
        title = CharField()
        body = RichTextFormField()

    draft = Draft({"body": "<div>een</div><div onclick=x><b>twee</b></div><script>x</script>"})
    assert draft.errors.keys() == {"title"}
    assert "&lt;p&gt;een&lt;/p&gt;\n&lt;p&gt;&lt;strong&gt;twee&lt;/strong&gt;" in str(
        draft["body"]
    )
    assert "script&gt;" not in str(draft["body"])


@pytest.mark.parametrize(
    ("sent", "has_changed"),
    [
        ('<p>a<br />b</p><figure><img data-image="7" src="/media/a.jpg" alt="" /></figure>', False),
        ('<p>a<br />b</p>\n\n<figure><img alt="" data-image="7" width="60" /></figure>\n', False),
        ('<p>a<br />c</p><figure><img data-image="7" alt="" /></figure>', True),
        ("", True),
    ],
)
def test_a_text_has_changed_when_another_one_would_be_stored(sent: str, has_changed: bool) -> None:
    stored = '<p>a<br>b</p>\n<figure><img data-image="7" alt=""></figure>\n'
    assert RichTextFormField().has_changed(stored, sent) is has_changed


@pytest.mark.django_db
def test_saving_in_the_admin_stores_the_tidy_text_and_says_what_changed(editor: Client) -> None:
    body = "<h1>Over</h1><div onclick=x>Wij.</div><p>• een</p><script>alert(1)</script>"
    answer = editor.post(
        reverse("admin:coaching_site_page_add"), FORM | {"body": body, "_publish": "1"}, follow=True
    )
    page = Page.objects.get(slug=FORM["slug"])
    assert page.body == "<p>Wij.</p>\n<ul><li>een</li></ul>\n"
    assert page.body_html == page.body
    assert "De eerste kop herhaalde de titel" in answer.text
    assert "zijn een lijst geworden" in answer.text


@pytest.mark.django_db
def test_only_forms_with_the_editor_get_the_looser_policy(editor: Client) -> None:
    form = policy(editor, reverse("admin:coaching_site_page_add"))
    assert form["script-src"] == "'self'"
    assert form["script-src-attr"] == "'unsafe-inline'"
    assert form["style-src"] == "'self' 'unsafe-inline'"
    for name in ("admin:index", "admin:coaching_site_page_changelist", "admin:blog_image_add"):
        strict = policy(editor, reverse(name))
        assert strict["style-src"] == "'self'"
        assert "script-src-attr" not in strict


@pytest.mark.django_db
@pytest.mark.parametrize(("superuser", "has_source"), [(True, True), (False, False)])
def test_the_source_is_for_superusers(client: Client, superuser: bool, has_source: bool) -> None:
    user = make_user(superuser=superuser)
    user.user_permissions.set(Permission.objects.filter(codename="add_page"))
    client.force_login(user)
    page = client.get(reverse("admin:coaching_site_page_add")).text
    found = re.search(r'data-config="([^"]*)"', page)
    assert found
    config = json.loads(unescape(found[1]))
    assert ("sourcearea" in config["plugins"]) is has_source
    assert ["Source"] not in config["toolbar"]
    assert config["versionCheck"] is False
    assert config["language"] == "nl"


@pytest.mark.parametrize(
    "path",
    [
        "ckeditor/ckeditor/plugins/preview/preview.html",
        "ckeditor/ckeditor/plugins/codesnippetgeshi/plugin.js",
        "ckeditor/ckeditor/plugins/exportpdf/plugindefinition.js",
        "ckeditor/ckeditor/plugins/ajax/plugin.js",
        "ckeditor/ckeditor/plugins/iframe/dialogs/iframe.js",
        "ckeditor/ckeditor/plugins/embed/plugin.js",
        "ckeditor/ckeditor/plugins/dialog/../preview/preview.html",
        "ckeditor//ckeditor/plugins/preview/preview.html",
        "ckeditor/ckeditor/samples/old/ajax.html",
        "ckeditor/ckeditor/adapters/jquery.js",
        "ckeditor/galleriffic/js/jquery.galleriffic.js",
    ],
)
def test_what_the_editor_does_not_use_is_not_served(path: str) -> None:
    assert finders.find(path) is None


def test_what_the_editor_loads_is_served_and_little_else_is() -> None:
    files = [path for path, _storage in UsedFilesFinder().list([]) if path.startswith("ckeditor/")]
    assert "ckeditor/ckeditor/ckeditor.js" in files
    assert "ckeditor/ckeditor/plugins/divarea/plugin.js" in files
    assert len(files) < 80
    assert not [path for path in files if path.endswith((".html", ".php"))]
    assert finders.find("ckeditor/ckeditor/lang/nl.js")
    assert finders.find("admin/css/base.css")


def test_the_files_of_the_editor_load_in_the_order_in_which_they_work() -> None:
    media = str(EditorWidget().media)
    modules = re.findall(r'<script[^>]* src="[^"]*/([\w-]+\.js)"[^>]* type="module"', media)
    scripts = re.findall(r'src="[^"]*/([\w-]+\.js)"', media)
    # Modules wait until the page is read, so their place among the others means nothing.
    assert [name for name in scripts if name not in modules] == [
        "ckeditor-init.js",
        "ckeditor.js",
        "fixups.js",
        "editor.js",
        "source.js",
    ]

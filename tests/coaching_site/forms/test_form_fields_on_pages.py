"""How a field stands on a page: label, hint and error belong to it for whoever cannot see them."""

from django import forms
from lxml import html
from lxml.html import HtmlElement


class QuestionForm(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zoals je genoemd wilt worden.")
    school = forms.CharField(label="School", required=False)
    agreed = forms.BooleanField(label="Akkoord")
    way = forms.ChoiceField(
        label="Hoe",
        choices=[("mail", "per mail"), ("call", "per telefoon")],
        widget=forms.RadioSelect,
    )


def group(name: str, answers: dict[str, str] | None = None) -> HtmlElement:
    return html.fragment_fromstring(QuestionForm(answers)[name].as_field_group())


def test_a_hint_and_an_error_are_read_out_with_their_field() -> None:
    field = group("name", {})
    control = field.xpath(".//input")[0]
    told = [
        field.get_element_by_id(name).text_content()
        for name in control.get("aria-describedby").split()
    ]

    assert told == ["Zoals je genoemd wilt worden.", "Dit veld is verplicht."]
    assert control.get("aria-invalid") == "true"
    assert "field--error" in field.classes


def test_a_label_points_at_its_field_and_says_when_it_may_stay_empty() -> None:
    label = group("school").xpath(".//label")[0]

    assert label.get("for") == "id_school"
    assert label.text_content() == "School (hoeft niet)"


def test_a_box_to_tick_stands_inside_its_label() -> None:
    assert (
        group("agreed").xpath("string(.//label[.//input[@type='checkbox']])").strip() == "Akkoord"
    )


def test_choices_stand_under_one_legend() -> None:
    field = group("way")

    assert field.xpath("string(.//fieldset/legend)").strip() == "Hoe"
    assert len(field.xpath(".//fieldset//input[@type='radio']")) == 2

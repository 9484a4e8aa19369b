"""The form in which somebody asks for coaching, in the order in which a teacher thinks."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.core.validators import slug_re
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.models import Article
from coaching_site.forms.fields import MailAddressField, PlainTextField, SingleLineField
from coaching_site.guard.forms import GuardedForm
from coaching_site.limits.limit import HOUR, MINUTE, Limit
from coaching_site.models import SiteSettings
from coaching_site.text.telephone_numbers import validate_telephone_number
from contact.models import Inquiry, Offer, PreferredContact, Role
from contact.models.inquiries.inquiry import TEXT_LENGTH

ANSWERS = (
    "offer", "text", "name", "role", "school", "email", "preferred_contact", "telephone", "article",
)  # fmt: skip

# What need not be told, and is folded away.
MORE = ("role", "school", "preferred_contact", "telephone")

# What another form may have asked already.
CARRIED = ("name", "email", "text")

PRIVACY_SLUG = "privacy"


class ConsentField(forms.BooleanField):
    """A box beside the sentence that somebody agrees with, which is too long to be a link."""

    short_label = _("Your consent")


class InquiryForm(GuardedForm[Inquiry]):
    """Asks what is needed to answer and no more."""

    model = Inquiry
    why_look = _(
        "Only we read your question. Still, what does not stand in it cannot come out. "
        "Nobody has read this yet, and nothing was stored."
    )
    source_limits: ClassVar[tuple[Limit, ...]] = (
        Limit("requests from a source", 5, MINUTE),
        Limit("requests from a source", 30, HOUR),
    )
    address_limits: ClassVar[tuple[Limit, ...]] = (Limit("requests by an address", 6, HOUR),)
    site_limits: ClassVar[tuple[Limit, ...]] = (Limit("requests", 300, HOUR),)

    # Where the visitor came from: its slug.
    article = SingleLineField(required=False, widget=forms.HiddenInput)
    offer = forms.ModelChoiceField(
        Offer.objects.visible(),
        to_field_name="slug",
        required=False,
        label=_("What would you like to ask for?"),
        empty_label=_("I do not know yet"),
        error_messages={"invalid_choice": _("This can no longer be asked for. Choose another.")},
    )
    text = PlainTextField(
        max_length=TEXT_LENGTH,
        label=_("What is it about?"),
        help_text=_(
            "A few sentences are enough. Please do not name pupils: "
            "“a boy in my class” says it too."
        ),
        error_messages={"required": _("Write in a few words what it is about.")},
        widget=forms.Textarea({"rows": 9}),
    )
    name = SingleLineField(
        max_length=120,
        label=_("Your name"),
        error_messages={"required": _("Fill in your name, so that we know how to address you.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    role = forms.ChoiceField(
        choices=[("", _("Choose what fits best")), *Role.choices],
        required=False,
        label=_("You are"),
    )
    school = SingleLineField(
        max_length=160,
        required=False,
        label=_("School"),
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    email = MailAddressField(
        label=_("Your mail address"),
        help_text=_("For our answer, and for a confirmation without the text of your question."),
        error_messages={"required": _("Fill in your mail address, so that we can answer.")},
    )
    preferred_contact = forms.ChoiceField(
        choices=PreferredContact.choices,
        initial=PreferredContact.EMAIL,
        label=_("How would you like to be answered?"),
        error_messages={"required": _("Choose how you would like to be answered.")},
        widget=forms.RadioSelect,
    )
    telephone = SingleLineField(
        max_length=30,
        required=False,
        label=_("Your telephone number"),
        help_text=_("Only needed if you would rather be called."),
        error_messages={"required": _("On which number may we call you?")},
        validators=[validate_telephone_number],
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    consent = ConsentField(
        error_messages={"required": _("Without your consent we may not keep your question.")},
    )

    def __init__(
        self,
        request: HttpRequest,
        site_settings: SiteSettings,
        carried: Mapping[str, str] | None = None,
    ) -> None:
        """Begin with what the address names, or with what was `carried` from another form.

        An offer or article that is not there is left out.
        """
        given = request.GET if carried is None else carried
        named = {"offer": given.get("aanbod", ""), "article": given.get("artikel", "")}
        named |= {name: (carried or {}).get(name, "") for name in CARRIED}
        super().__init__(request, is_sent=carried is None, initial=named)
        self.consent_text = consent_text(site_settings)
        self.fields["consent"].label = self.consent_text
        self.fields["consent"].help_text = format_html(
            '<a href="{}">{}</a>',
            reverse("page_detail", args=[PRIVACY_SLUG]),
            _("Read what happens with your data"),
        )
        self.fields["telephone"].required = (
            self["preferred_contact"].value() == PreferredContact.TELEPHONE
        )

    @property
    def tells_more(self) -> bool:
        """Tell whether what may stay empty was filled in, or has to be corrected."""
        more = [self[name] for name in MORE]
        return any(field.errors or (field.value() or "") != (field.initial or "") for field in more)

    def clean_article(self) -> Article | None:
        """Return the article; a slug that names none is left out, since no visitor typed it."""
        return article_named(self.cleaned_data["article"])

    @cached_property
    def came_from(self) -> Article | None:
        """Return the published article that the visitor came from."""
        return article_named(self["article"].value() or "")

    def store(self) -> tuple[Inquiry, bool]:
        """Store what was answered, with the very words that were agreed to."""
        answers = {name: self.cleaned_data[name] for name in ANSWERS}
        return Inquiry.submit(
            submission=self.submission,
            consent_text=self.consent_text,
            read_first=self.reads_first,
            **answers,
        )

    def what_is_said(self) -> list[object]:
        """Return every answer: whoever corrects a telephone number says something new."""
        said = {name: self.cleaned_data[name] for name in ANSWERS if name != "article"}
        return list((said | {"email": said["email"].lower()}).values())


def consent_text(site_settings: SiteSettings) -> str:
    """Return what somebody agrees to; it is stored with the inquiry as it was read."""
    return gettext(
        "%(practice)s may keep what I fill in here to answer my question, and for nothing else."
    ) % {"practice": site_settings.practice_name}


def article_named(slug: str) -> Article | None:
    """Return the article that any visitor may read under this slug; drafts do not exist here."""
    if not slug_re.fullmatch(slug):
        return None
    return Article.objects.published().only("title", "slug").filter(slug=slug).first()

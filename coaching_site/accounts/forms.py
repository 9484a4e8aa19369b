"""Forms for accounts, made by the practice for its own people."""

from typing import Any

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from coaching_site.accounts.models import User
from coaching_site.forms.fields import MailAddressField, SingleLineField
from coaching_site.text.characters import single_line


class UserNameField(UsernameField):
    """A name to sign in with, without what nobody could type."""

    def to_python(self, value: Any) -> str:
        return single_line(super().to_python(value) or "")


class AccountForm(forms.ModelForm):
    """A person and a role, shown as the few boxes that there are."""

    groups = forms.ModelMultipleChoiceField(
        Group.objects.order_by("name"),
        label=_("role"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "“Redactie” does everything but accounts and site settings; "
            "“Schrijvers” write articles that somebody else publishes."
        ),
    )

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "is_active", "is_superuser"]
        field_classes = {
            "username": UserNameField,
            "first_name": SingleLineField,
            "last_name": SingleLineField,
            "email": MailAddressField,
        }


class WritingForm(forms.ModelForm):
    """What somebody wants of the editor, for her own account only."""

    class Meta:
        model = User
        fields = ["dutch_quotes"]


class InvitationForm(AccountForm):
    """A new account without a password: its owner chooses one by the link in a mail."""

    class Meta(AccountForm.Meta):
        fields = ["username", "first_name", "last_name", "email", "is_superuser"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["email"].help_text = _("A link to choose a password is sent here.")

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        self.instance.is_staff = True
        saved: User = super().save(commit)
        return saved

"""Accounts in the admin: who may sign in, and as what."""

from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coaching_site.accounts.forms import AccountForm, InvitationForm
from coaching_site.accounts.models import User

PERSON = ("username", "first_name", "last_name", "email")


@admin.register(User)
class AccountAdmin(UserAdmin):
    """A person, a role, and mail for the rest: nobody types somebody else's password."""

    form = AccountForm
    add_form = InvitationForm
    add_form_template = None
    list_display = ["username", "full_name", "email", "roles", "second_factor", "last_login"]
    list_filter = ["is_active", "groups"]
    fieldsets = [
        (None, {"fields": PERSON}),
        (_("Access"), {"fields": ["is_active", "groups", "is_superuser"]}),
        (_("Signing in"), {"fields": ["second_factor", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": PERSON}),
        (_("Access"), {"fields": ["groups", "is_superuser"]}),
    ]
    readonly_fields = ["second_factor", "last_login", "date_joined"]
    filter_horizontal = []
    actions = ["send_password_mail", "remove_second_factor"]

    @admin.display(description=_("name"), ordering="first_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description=_("role"))
    def roles(self, user: User) -> str:
        if user.is_superuser:
            return str(_("everything"))
        return ", ".join(sorted(group.name for group in user.groups.all()))

    @admin.display(description=_("second factor"), boolean=True)
    def second_factor(self, user: User) -> bool:
        return bool(getattr(user, "has_second_factor", False))

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        factors = Authenticator.objects.filter(user=OuterRef("pk"))
        users: QuerySet[User] = super().get_queryset(request)
        return users.annotate(has_second_factor=Exists(factors)).prefetch_related("groups")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Keep people from shutting themselves out."""
        own = obj is not None and obj.pk == request.user.pk
        return [*self.readonly_fields, *(["is_active", "is_superuser"] if own else [])]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            _mail_password_link(request, obj)

    @admin.action(description=_("Mail a link to choose a new password"), permissions=["change"])
    def send_password_mail(self, request: HttpRequest, users: QuerySet[User]) -> None:
        for user in users.filter(is_active=True).exclude(email=""):
            _mail_password_link(request, user)

    @admin.action(description=_("Remove the second factor (lost phone)"), permissions=["change"])
    def remove_second_factor(self, request: HttpRequest, users: QuerySet[User]) -> None:
        factors = Authenticator.objects.filter(user__in=users)
        removed = factors.values("user").distinct().count()
        factors.delete()
        words = ngettext(
            "The second factor of %(count)d account is gone; a password is enough there now.",
            "The second factor of %(count)d accounts is gone; a password is enough there now.",
            removed,
        )
        self.message_user(request, words % {"count": removed}, messages.WARNING)


def _mail_password_link(request: HttpRequest, user: User) -> None:
    """Send the mail by which the owner of an account chooses a password."""
    form = ResetPasswordForm({"email": user.email})
    if form.is_valid():
        form.save(request)
        words = _("%(name)s gets a mail with a link to choose a password, valid for three days.")
        messages.info(request, words % {"name": user})

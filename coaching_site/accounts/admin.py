"""Accounts in the admin: who may sign in, and as what."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import yesno
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coaching_site.accounts.forms import AccountForm, InvitationForm
from coaching_site.accounts.models import SignInEvent, User
from coaching_site.accounts.passwords.links import PasswordLinkForm
from coaching_site.accounts.signed_in import account_of
from coaching_site.accounts.signing_in.events import record
from coaching_site.admin_tools.model_admin import (
    AllOrNone,
    PlainDeletion,
    SiteModelAdmin,
    TolerantList,
)

PERSON = ("username", "first_name", "last_name", "email")
OWN_TO_KEEP = ("is_active", "is_superuser")
OWN_ACCESS = _("You cannot take away your own access; somebody else who manages accounts can.")
OWN_ACCOUNT = _(
    "Nothing was deleted. You cannot delete your own account; "
    "somebody else who manages accounts can."
)


@admin.register(User)
class AccountAdmin(TolerantList, AllOrNone, PlainDeletion, UserAdmin):
    """A person, a role, and mail for the rest: nobody types somebody else's password."""

    form = AccountForm
    add_form = InvitationForm
    add_form_template = None
    list_display = ["username", "full_name", "email", "roles", "second_factor", "last_login"]
    list_filter = ["is_active", "groups"]
    fieldsets = [
        (None, {"fields": PERSON}),
        (_("Access"), {"fields": ["is_active", "groups", "is_superuser"]}),
        (_("Signing in"), {"fields": ["second_factor", "last_login", "sign_ins", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": PERSON}),
        (_("Access"), {"fields": ["groups", "is_superuser"]}),
    ]
    readonly_fields = ["second_factor", "last_login", "sign_ins", "date_joined"]
    filter_horizontal = []
    actions = ["send_password_mail", "remove_second_factor", "delete_selected"]

    @admin.display(description=_("name"), ordering="first_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description=_("role"))
    def roles(self, user: User) -> str:
        if user.is_superuser:
            return str(_("everything"))
        return ", ".join(sorted(group.name for group in user.groups.all()))

    @admin.display(description=_("second factor"))
    def second_factor(self, user: User) -> str:
        """Say it in a word: Django's signs are called True and False for who cannot see them."""
        return str(yesno(getattr(user, "has_second_factor", False)))

    @admin.display(description=_("sign-ins"))
    def sign_ins(self, user: User) -> str:
        address = reverse("admin:accounts_signinevent_changelist")
        words = _("What happened in the last ninety days")
        return format_html('<a href="{}?account__id__exact={}">{}</a>', address, user.pk, words)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        factors = Authenticator.objects.filter(user=OuterRef("pk"))
        users: QuerySet[User] = super().get_queryset(request)
        return users.annotate(has_second_factor=Exists(factors)).prefetch_related("groups")

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Keep people from shutting themselves out."""
        form = super().get_form(request, obj, change=change, **kwargs)
        for name in OWN_TO_KEEP if _is_own(request, obj) else ():
            form.base_fields[name].disabled = True
        return form

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Say why part of the own access only stands there to be read."""
        fieldsets = super().get_fieldsets(request, obj)
        if not _is_own(request, obj):
            return fieldsets
        person, (heading, access), *others = fieldsets
        return [person, (heading, access | {"description": OWN_ACCESS}), *others]

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Offer to delete the accounts of others alone."""
        return super().has_delete_permission(request, obj) and not _is_own(request, obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete an account, or say why the own one stays."""
        user = self.get_object(request, unquote(object_id))
        if _is_own(request, user) and self.has_delete_permission(request):
            self.message_user(request, OWN_ACCOUNT, messages.ERROR)
            return redirect("admin:accounts_user_change", object_id)
        return super().delete_view(request, object_id, extra_context)

    @admin.action(permissions=["delete"], description=delete_selected.short_description)  # type: ignore[attr-defined]  # set by its decorator
    def delete_selected(self, request: HttpRequest, users: QuerySet[User]) -> HttpResponse | None:
        """Delete the chosen accounts; none, when the own one is among them."""
        if users.filter(pk=account_of(request).pk).exists():
            self.message_user(request, OWN_ACCOUNT, messages.ERROR)
            return None
        return delete_selected(self, request, users)

    def get_urls(self) -> list[URLPattern]:
        """Leave out the page on which Django lets one person type the password of another."""
        urls: list[URLPattern] = super(UserAdmin, self).get_urls()
        return [path("<id>/password/", page_that_is_not_there), *urls]

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
        losing = list(User.objects.filter(pk__in=factors.values("user")))
        factors.delete()
        for user in losing:
            kind, how = SignInEvent.Kind.FACTOR_REMOVED, SignInEvent.How.ADMIN
            record(request, kind, user, how)
        words = ngettext(
            "The second factor of %(count)d account is gone; a password is enough there now.",
            "The second factor of %(count)d accounts is gone; a password is enough there now.",
            len(losing),
        )
        self.message_user(request, words % {"count": len(losing)}, messages.WARNING)


@admin.register(SignInEvent)
class SignInEventAdmin(SiteModelAdmin):
    """What happened at the door, newest first, for who may see accounts; nobody changes it."""

    list_display = ["moment", "kind", "how", "account", "source"]
    list_filter = ["kind", "how", "moment"]
    list_select_related = ["account"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("accounts.view_user")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _is_own(request: HttpRequest, user: User | None) -> bool:
    return user is not None and user.pk == request.user.pk


def page_that_is_not_there(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Answer 404; the admin would take the address for that of an account, and send to its form."""
    raise Http404


def _mail_password_link(request: HttpRequest, user: User) -> None:
    """Send the mail by which the owner of an account chooses a password."""
    form = PasswordLinkForm({"email": user.email})
    if not form.is_valid():
        return
    form.save(request)
    if form.users:
        words = _("%(name)s gets a mail with a link to choose a password.")
        messages.info(request, words % {"name": user})
    else:
        words = _(
            "%(name)s got several mails within an hour; the link in the last one still works."
        )
        messages.warning(request, words % {"name": user})

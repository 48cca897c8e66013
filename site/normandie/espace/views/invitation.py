"""Accepting to manage a place: outside the space, for who opens a link received by mail."""

from typing import Any

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from directory.models import PolePage
from normandie.espace.forms.people import FirstAccountForm
from normandie.espace.models import Invitation
from normandie.espace.services.invitations import (
    accept,
    create_account,
    find_invitation,
    has_account,
)
from normandie.users.adapter import ADMIN_RIGHT

KEPT = "invitation"  # in the session: the secret, which no later address holds


@method_decorator(never_cache, name="dispatch")
class InvitationLinkView(View):
    """The link of the mail: it changes nothing by itself, for some mailboxes open all links."""

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        if find_invitation(secret) is None:
            return over(request)
        request.session[KEPT] = secret
        return redirect("invitation")


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
class InvitationView(View):
    """Who is signed in accepts with their account; who has one signs in; the others make one.

    Not staff, who change every sheet already (``directory.admin.forms.managers``).

    The link proves that one reads the mailbox: saying here that it has an account tells nobody
    else.
    """

    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        invitation = find_invitation(request.session.get(KEPT, ""))
        if invitation is None:
            return over(request)
        self.invitation = invitation
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(FirstAccountForm(email=self.invitation.email))

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.user.has_perm(ADMIN_RIGHT):
            return self._show(FirstAccountForm(email=self.invitation.email), status=403)
        if request.user.is_authenticated:
            return self._accepted(accept(self.invitation, request.user))
        if has_account(self.invitation.email):
            return redirect(f"{reverse('login')}?next={reverse('invitation')}")
        form = FirstAccountForm(request.POST, email=self.invitation.email)
        if not form.is_valid():
            return self._show(form, status=422)
        user = create_account(self.invitation, **form.cleaned_data)
        if user is None:
            return self._accepted(False)
        request.session.pop(KEPT)
        return perform_login(request, user, redirect_url=self._place_url())

    def _accepted(self, is_accepted: bool) -> HttpResponse:
        self.request.session.pop(KEPT)
        return redirect(self._place_url()) if is_accepted else over(self.request)

    def _place_url(self) -> str:
        page = self.invitation.place.specific
        if isinstance(page, PolePage):
            return reverse("espace:pole", args=[page.slug])
        return reverse("espace:place", args=[page.pk])

    def _show(self, form: FirstAccountForm, status: int = 200) -> HttpResponse:
        context = {
            "invitation": self.invitation,
            "is_pole": isinstance(self.invitation.place.specific, PolePage),
            "form": form,
            "has_account": has_account(self.invitation.email),
            "is_staff": self.request.user.has_perm(ADMIN_RIGHT),
        }
        return render(self.request, "espace/invitation.html", context, status=status)


def over(request: HttpRequest) -> HttpResponse:
    """Say the same of a link that is wrong, used, withdrawn or too old."""
    return render(request, "espace/invitation_over.html", status=404)

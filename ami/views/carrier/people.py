"""« personnes/ »: who opens the file, invited, helping, shut out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ami.forms.people import CarrierForm, ColleagueForm, HelperForm
from ami.models import Dossier, Member
from ami.services.mandates import answer_mandate, latest_end, mandate_text, name_helper
from ami.services.people import MOST, NotInvited, invite, leave_file, remove_member
from ami.views.carrier.access import for_carrier, for_mailbox, for_people, forget, path_of
from ami.views.carrier.frame import frame
from core.forms.sending import METHODS, waiting_time
from core.limits import LimitExceeded
from core.text.formats import closing_moment, long_moment


@for_people
@require_safe
def people(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """List who opens the file, and who filled in what; the carrier alone changes it."""
    mandates = list(dossier.mandates.select_related("helper"))
    given = {each.helper_id: each for each in mandates}
    context = frame(request, dossier) | {
        "people": [_line(each, given.get(each.pk)) for each in dossier.members.all()],
        # Of one that ran out by its date, the helper alone is gone (``ami.retention``).
        "past_mandates": [each for each in mandates if each.ended_at or not each.helper_id],
        "saved": _saved(dossier) if dossier.is_draft else [],
        "most": MOST,
        "may_invite": dossier.members.present().count() < MOST,
        "may_be_helped": dossier.is_draft and dossier.may_be_deposited_at(timezone.now()),
    }
    return render(request, "ami/carrier/people.html", context)


def _line(member: Member, mandate: Any) -> dict[str, Any]:
    return {
        "member": member,
        "mandate": mandate,
        "until": member.ends_at and closing_moment(member.ends_at),
        "given": mandate and mandate.given_at and long_moment(mandate.given_at),
        "is_present": member.is_present(),
    }


def _saved(dossier: Dossier) -> list[dict[str, str]]:
    """Return what was saved last in each part, by whom and when, the latest first."""
    titles = {step.key: step.title for step in dossier.form.steps}
    latest = {row.step: row for row in dossier.saved_rows()}
    ordered = sorted(latest.values(), key=lambda row: row.saved_at, reverse=True)
    return [
        {
            "part": titles.get(row.step, row.step),
            "who": row.saved_by or "La personne qui porte le dossier",
            "at": long_moment(row.saved_at),
        }
        for row in ordered
    ]


@for_mailbox
@require_http_methods(METHODS)
def colleague(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Invite a colleague by mail."""
    form = ColleagueForm(request.POST or None, initial={"inviter": _own_name(dossier)})
    status = 200
    if request.method == "POST":
        if form.is_valid():
            status = _try(form, lambda: invite(dossier, **form.cleaned_data))
            if status == 200:
                return redirect("dossier_people", dossier.key)
        else:
            status = 422
    return _form(request, dossier, "ami/carrier/colleague.html", form, status)


@for_mailbox
@require_http_methods(METHODS)
def helper(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Give a mandate to somebody who helps, until a date."""
    if not dossier.is_draft or not dossier.may_be_deposited_at(timezone.now()):
        return redirect("dossier_people", dossier.key)
    latest = latest_end(dossier)
    form = HelperForm(request.POST or None, latest=latest, initial={"inviter": _own_name(dossier)})
    status = 200
    if request.method == "POST":
        if form.is_valid():
            given = form.cleaned_data
            named = {key: given[key] for key in ("inviter", "name", "organisation", "email")}
            status = _try(form, lambda: name_helper(dossier, ends_at=form.ends_at(), **named))
            if status == 200:
                return redirect("dossier_people", dossier.key)
        else:
            status = 422
    text = mandate_text(dossier.call, "cette personne", latest)
    return _form(request, dossier, "ami/carrier/helper.html", form, status, mandate=text)


def _own_name(dossier: Dossier) -> str:
    """Return the name that the carrier gave in the file, where they have."""
    answers = dossier.answers()
    return next(
        (
            str(answers.of(step.key).get(asked.key, ""))
            for step, asked in dossier.form.fields()
            if asked.column == "contact_name"
        ),
        "",
    )


def _try(form: CarrierForm, act: Any) -> int:
    """Do *act*, and return the status of the answer; the form says why it was refused."""
    try:
        act()
    except NotInvited as refusal:
        form.add_error("email", refusal.message)
        return 422
    except LimitExceeded as exceeded:
        form.add_error(
            None,
            f"Le courriel n’est pas parti\u00a0: {exceeded.limit.reason}. Réessayez dans "
            f"{waiting_time(exceeded.wait)}.",
        )
        return 429
    return 200


def _form(
    request: HttpRequest,
    dossier: Dossier,
    template: str,
    form: CarrierForm,
    status: int,
    **context: Any,
) -> HttpResponse:
    return render(
        request, template, frame(request, dossier) | {"form": form} | context, status=status
    )


@for_carrier
@require_POST
def remove(request: HttpRequest, dossier: Dossier, member: int) -> HttpResponseBase:
    """Shut somebody out at once; one who is gone already is no error."""
    remove_member(dossier, member)
    return redirect("dossier_people", dossier.key)


@for_people
@require_POST
def leave_for_good(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Leave a file that one was invited to; its carrier stays."""
    if dossier.opened_by is None:
        return redirect("dossier_people", dossier.key)
    leave_file(dossier.opened_by)
    return forget(request, redirect("dossier_left"), dossier)


@for_mailbox
@require_POST
def mandate(request: HttpRequest, dossier: Dossier, mandate: int) -> HttpResponseBase:
    """Give the mandate that a helper asked for, or refuse it."""
    answer_mandate(dossier, mandate, gives="donner" in request.POST)
    return redirect(path_of(dossier))

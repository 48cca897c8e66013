"""Addresses of files and opinions, of calls that are not pages of the tree, those printed in 2021.

None needs the CSRF cookie, which no visitor gets: forms of carriers are protected by other means
(``ami.views.carrier.access``, docs/decisions/0007-reports-without-captcha.md).
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail.views import serve

from ami import views
from ami.views import opinion, takeover
from ami.views.carrier import (
    archive,
    completion,
    deposit,
    draft,
    entry,
    files,
    follow_up,
    followed,
    meeting,
    other_files,
    people,
    receipt,
)


@csrf_exempt
def form_of_a_call(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a form of a call through the tree: to begin a file, to be told of an opening."""
    return serve(request, path)


# As printed in 2021, with a digit for a letter, and as it was meant.
PRINTED = ("appe1_a_manifestation_d_interet", "appel_a_manifestation_d_interet")

dossier_urls = [
    path("", draft.overview, name="dossier"),
    path("partie/<slug:step>/", draft.fill_in, name="dossier_step"),
    path("partie/<slug:step>/enregistrer/", draft.autosave, name="dossier_autosave"),
    path("partie/<slug:step>/<uuid:item>/", draft.fill_in, name="dossier_item"),
    path("partie/<slug:step>/<uuid:item>/enregistrer/", draft.autosave, name="dossier_autosave"),
    path("pieces/", files.files, name="dossier_attachments"),
    path("pieces/<uuid:file>/", files.download, name="dossier_download"),
    path("pieces/<uuid:file>/retirer/", files.remove, name="dossier_remove_file"),
    path("recapitulatif/", deposit.summary, name="dossier_summary"),
    path("accuse/", receipt.receipt, name="dossier_receipt"),
    path("complement/<int:rank>/", completion.completion, name="dossier_completion"),
    path(
        "complement/<int:rank>/enregistrer/",
        completion.autosave,
        name="dossier_completion_autosave",
    ),
    path("rencontre/<uuid:uid>/", meeting.meeting, name="dossier_meeting"),
    path("rencontre/<uuid:uid>/agenda.ics", meeting.calendar, name="dossier_meeting_calendar"),
    path("suivi/<int:months>/", follow_up.follow_up, name="dossier_follow_up"),
    path("suivi/arreter/", follow_up.stop, name="dossier_follow_up_stop"),
    path("archive/", archive.archive, name="dossier_archive"),
    path("accuse/pdf/", receipt.receipt_pdf, name="dossier_receipt_pdf"),
    path("messages/", followed.message, name="dossier_message"),
    path("retrait/", followed.withdrawal, name="dossier_withdrawal"),
    path("adresse/", entry.address, name="dossier_address"),
    path("quitter/", entry.leave, name="dossier_leave"),
    path("personnes/", people.people, name="dossier_people"),
    path("personnes/collegue/", people.colleague, name="dossier_colleague"),
    path("personnes/aide/", people.helper, name="dossier_helper"),
    path("personnes/<int:member>/retirer/", people.remove, name="dossier_remove_member"),
    path("personnes/quitter/", people.leave_for_good, name="dossier_leave_for_good"),
    path("mandat/<int:mandate>/", people.mandate, name="dossier_mandate"),
    path("autre/<uuid:other>/", other_files.open_other, name="dossier_open_other"),
    path("reprendre/<uuid:source>/", other_files.reuse, name="dossier_reuse"),
]

urlpatterns = [
    re_path(r"^((?:[\w-]+/)+(?:repondre|aider|prevenez-moi(?:/[\w-]+)?)/)$", form_of_a_call),
    path("dossier/lien/", entry.lost_link, name="dossier_lost_link"),
    path("dossier/ferme/", entry.left, name="dossier_left"),
    path("dossier/reprendre/", takeover.ask, name="dossier_takeover"),
    path("dossier/reprendre/<slug:token>/", takeover.confirm, name="dossier_takeover_confirm"),
    path("dossier/verifier/", receipt.check_receipt, name="check_receipt"),
    path("dossier/<uuid:key>/", include(dossier_urls)),
    path("dossier/<slug:token>/", entry.link, name="dossier_link"),
    path("avis/ferme/", opinion.left, name="opinion_left"),
    path("avis/<uuid:key>/", opinion.opinion, name="opinion"),
    path("avis/<uuid:key>/pieces/<uuid:file>/", opinion.download, name="opinion_file"),
    path("avis/<uuid:key>/quitter/", opinion.leave, name="opinion_leave"),
    path("avis/<slug:token>/", opinion.link, name="opinion_link"),
    *(
        path(f"webform/{name}{slash}", views.printed_address)
        for name in PRINTED
        for slash in ("", "/")
    ),
]

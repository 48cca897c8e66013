"""« archive/ »: everything in one file, for the carrier who came by a link."""

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from ami.archive import stream_archive
from ami.models import Dossier
from ami.views.carrier.access import for_mailbox, path_of
from ami.views.carrier.followed import followed
from core.forms.sending import waiting_time
from core.limits import HOUR, LimitExceeded, RateLimit, check_limits

ARCHIVES_PER_HOUR = 10  # of one file: each reads all its files


@for_mailbox
@require_safe
def archive(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    """Give the archive of a deposited file; 429 past so many in an hour."""
    if dossier.is_draft:
        return redirect(path_of(dossier))
    limit = RateLimit("dossier-archive", ARCHIVES_PER_HOUR, HOUR, (str(dossier.pk),))
    try:
        check_limits([limit])
    except LimitExceeded as exceeded:
        said = (
            "Ce dossier a été téléchargé plusieurs fois en peu de temps. Réessayez dans "
            f"{waiting_time(exceeded.wait)}."
        )
        return followed(request, dossier, refused=said, status=429)
    response = StreamingHttpResponse(stream_archive(dossier), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{dossier.number}.zip"'
    response["Content-Security-Policy"] = "sandbox"
    return response

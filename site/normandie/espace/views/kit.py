"""« /espace/lieux/<lieu>/communication/ »: what makes a place known, its codes and its logos."""

from typing import Any
from urllib.parse import urljoin

from csp.decorators import csp_update
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator

from core.pages import qr_codes
from core.pictures.renditions import Cut
from core.pictures.responsive import single
from core.text.french import capitalised
from directory.models import LabelGrant, PlacePage
from events.search.periods import month_name
from normandie.espace.access import PlaceView
from normandie.espace.kit.embedding import read_form
from normandie.espace.kit.programme import months_offered

NEXT_MONTH_FROM = 20  # the day of a month from which one prints the programme of the next


class KitView(PlaceView):
    """All there is in the kit, on one page."""

    template_name = "espace/kit/home.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        sheet_url, today = self.place.get_full_url(request), timezone.localdate()
        offered = months_offered(today)
        likely = offered[1] if today.day >= NEXT_MONTH_FROM else offered[0]
        return self.render(
            sheet_url=sheet_url,
            qr_code=qr_codes.svg_uri(sheet_url),
            months=[
                {
                    "value": f"{month:%Y-%m}",
                    "label": capitalised(month_name(month)),
                    "selected": month == likely,
                }
                for month in offered
            ],
            labels=[
                {
                    "label": grant.label,
                    "logo": single(grant.label.logo, Cut.LOGO, f"Logo {grant.label.name}"),
                    "verify_url": verify_url(grant, request),
                }
                for grant in grants_held(self.place)
            ],
        )


class CodeView(PlaceView):
    """The QR code of the sheet, as a file: « svg » for printers, « png » for everything else."""

    MAKERS = {"svg": ("image/svg+xml", qr_codes.svg), "png": ("image/png", qr_codes.png)}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        extension = kwargs["extension"]
        content_type, make = self.MAKERS[extension]
        name = f"{self.filename()}.{extension}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(make(self.coded_url()), content_type=content_type, headers=headers)

    def filename(self) -> str:
        return f"code-qr-{self.place.slug}"

    def coded_url(self) -> str:
        """Return where the code leads."""
        url: str = self.place.get_full_url(self.request)
        return url


class LabelCodeView(CodeView):
    """The code that verifies a label that the place holds today, for who makes its plaque."""

    def filename(self) -> str:
        return f"code-qr-{self.kwargs['label']}-{self.place.slug}"

    def coded_url(self) -> str:
        return verify_url(grant_of(self.place, self.kwargs["label"]), self.request)


class LogoView(PlaceView):
    """The logo of a label that the place holds today, as the Région gave it."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        label = grant_of(self.place, kwargs["label"]).label
        if label.logo is None:
            raise Http404
        file = label.logo.file
        try:
            opened = file.storage.open(file.name)
        except OSError as error:
            raise Http404 from error
        extension = file.name.rpartition(".")[2]
        return FileResponse(opened, as_attachment=True, filename=f"logo-{label.slug}.{extension}")


def grants_held(place: PlacePage) -> list[LabelGrant]:
    """Return the grants by which *place* holds labels today, with their logos; one query."""
    return list(place.grants.valid().select_related("label__logo"))


def grant_of(place: PlacePage, label: str) -> LabelGrant:
    """Return the grant of the *label* of that slug. Http404: the place does not hold it today."""
    held = (each for each in grants_held(place) if each.label.slug == label)
    grant = next(held, None)
    if grant is None:
        raise Http404
    return grant


def verify_url(grant: LabelGrant, request: HttpRequest) -> str:
    """Return where anyone reads what *grant* is worth, at the host of the sheet: it is printed."""
    sheet_url = grant.place.get_full_url(request)
    return urljoin(sheet_url, reverse("verify_grant", args=(grant.reference,)))


@method_decorator(csp_update({"frame-src": ["'self'"]}), name="get")
class EmbeddingView(PlaceView):
    """A form, the lines that it comes to, and what visitors will see."""

    template_name = "espace/kit/embedding.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = read_form(self.place, request)
        return self.render(form=form, snippet=form.snippet(request) if form else "")

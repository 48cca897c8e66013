"""« /espace/lieux/<lieu>/communication/ »: what makes a place known, its codes and its logos."""

from typing import Any

from csp.decorators import csp_update
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator

from core.pages import qr_codes
from core.pictures.renditions import Cut
from core.pictures.responsive import single
from core.text.french import capitalised
from directory.models import Label, PlacePage
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
                {"label": label, "logo": single(label.logo, Cut.LOGO, f"Logo {label.name}")}
                for label in labels_held(self.place)
            ],
        )


class CodeView(PlaceView):
    """The QR code of the sheet, as a file: « svg » for printers, « png » for everything else."""

    MAKERS = {"svg": ("image/svg+xml", qr_codes.svg), "png": ("image/png", qr_codes.png)}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        extension = kwargs["extension"]
        content_type, make = self.MAKERS[extension]
        name = f"code-qr-{self.place.slug}.{extension}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        body = make(self.place.get_full_url(request))
        return HttpResponse(body, content_type=content_type, headers=headers)


class LogoView(PlaceView):
    """The logo of a label that the place holds today, as the Région gave it."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        held = (each for each in labels_held(self.place) if each.slug == kwargs["label"])
        label = next(held, None)
        if label is None or label.logo is None:
            raise Http404
        file = label.logo.file
        try:
            opened = file.storage.open(file.name)
        except OSError as error:
            raise Http404 from error
        extension = file.name.rpartition(".")[2]
        return FileResponse(opened, as_attachment=True, filename=f"logo-{label.slug}.{extension}")


def labels_held(place: PlacePage) -> list[Label]:
    """Return the labels that *place* holds today, each with its logo; one query."""
    grants = place.grants.valid().select_related("label__logo")
    return [grant.label for grant in grants]


@method_decorator(csp_update({"frame-src": ["'self'"]}), name="get")
class EmbeddingView(PlaceView):
    """A form, the lines that it comes to, and what visitors will see."""

    template_name = "espace/kit/embedding.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = read_form(self.place, request)
        return self.render(form=form, snippet=form.snippet(request) if form else "")

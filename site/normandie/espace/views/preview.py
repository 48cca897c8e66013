"""What others would read: the public sheet, and the record of the national standard."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from directory.services.exports import record_of
from directory.standard.parser import parse_row
from directory.standard.writer import to_row
from directory.views.open_data import MEANINGS
from directory.views.sheet import sheet_context
from normandie.espace.access import PlaceView
from normandie.espace.services.sheet import edited


class PreviewView(PlaceView):
    """The public sheet as it would be, with what is not published yet."""

    template_name = "espace/sheet/preview.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        sheet = edited(self.place)
        request.is_preview = True  # type: ignore[attr-defined]  # as Wagtail's own previews say
        context = sheet.get_context(request) | sheet_context(sheet, request)
        return TemplateResponse(request, self.template_name, context | {"places": self.places})


class RecordView(PlaceView):
    """The record that the national file would hold, and what is wrong in it."""

    template_name = "espace/sheet/record.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        row = to_row(record_of(edited(self.place)))
        read = parse_row(row)
        problems = read if isinstance(read, list) else read.left_out
        return self.render(
            columns=[
                {
                    "name": name,
                    "meaning": MEANINGS[name],
                    "lines": text.splitlines(),
                    "reasons": [each.reason for each in problems if each.field == name],
                }
                for name, text in row.items()
            ],
            problems=problems,
        )

"""« /espace/lieux/<lieu>/communication/integrer/ »: the lines for the site of the place itself."""

from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator

from normandie.espace.access import PlaceView
from normandie.espace.kit.embedding import read_form


@method_decorator(csp_update({"frame-src": ["'self'"]}), name="get")
class EmbeddingView(PlaceView):
    """A form, the lines that it comes to, and what visitors will see."""

    template_name = "espace/kit/embedding.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = read_form(self.place, request)
        return self.render(form=form, snippet=form.snippet(request) if form else "")

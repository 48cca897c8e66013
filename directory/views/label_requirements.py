"""« /label/cahier-des-charges/ »: what each label asks, and what it asked before."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.pages.crumbs import crumbs_of
from directory.models import LabelRequirements

if TYPE_CHECKING:
    from directory.models import RequirementsPage


@require_safe
def requirements_index(request: HttpRequest, page: "RequirementsPage") -> HttpResponse:
    """Name the version in force of each label; say so where there is none."""
    in_force = LabelRequirements.objects.in_force().newest_first()
    return render(
        request,
        "directory/requirements_index.html",
        {
            "page": page,
            "crumbs": crumbs_of(page, request),
            "base_url": page.get_url(request),
            "versions": in_force.with_number_of_criteria().select_related("label"),
        },
    )


@require_safe
def requirements(
    request: HttpRequest, page: "RequirementsPage", label: str, number: int | None = None
) -> HttpResponse:
    """Show a published version, the one in force by default, criterion by criterion."""
    versions = list(LabelRequirements.objects.of_label(label))
    current = next((each for each in versions if each.is_in_force()), None)
    asked = (each for each in versions if each.number == number)
    shown = next(asked, None) if number is not None else current or next(iter(versions), None)
    if shown is None:
        raise Http404
    return render(
        request,
        "directory/requirements.html",
        {
            "page": page,
            "crumbs": crumbs_of(page, request, inclusive=True),
            "label_url": f"{page.get_url(request)}{label}/",
            "version": shown,
            "current": current,
            "families": shown.by_family(),
            "versions": versions,
        },
    )

"""The component page and two pages built from the components, with example data only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from . import examples


def components(request: HttpRequest) -> HttpResponse:
    """Show each component in each of its states, as an inclusion with ``only`` renders it."""
    sections = [
        {
            "name": name,
            "on_sea": name in examples.ON_SEA,
            "examples": [
                {"caption": caption, "html": render_to_string(f"components/{name}.html", arguments)}
                for caption, arguments in states
            ],
        }
        for name, states in sorted(examples.COMPONENTS.items())
    ]
    return render(
        request,
        "styleguide/components.html",
        {"sections": sections, "colours": examples.COLOURS, "crumbs": []},
    )


def example_list(request: HttpRequest) -> HttpResponse:
    """Show the structure of a list page: finder, filters, results."""
    return render(request, "styleguide/list.html", examples.LIST_PAGE)


def example_place(request: HttpRequest) -> HttpResponse:
    """Show the structure of a place sheet, with everything a place may tell."""
    return render(request, "styleguide/place.html", examples.PLACE_PAGE)

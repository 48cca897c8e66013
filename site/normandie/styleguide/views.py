"""The pages of components and of blocks, and two built from the components; example data only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from normandie.editorial.blocks import BodyBlock
from normandie.editorial.rendering import OWN_ANCHORS, render_blocks, setting_alone

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


def blocks(request: HttpRequest) -> HttpResponse:
    """Show each block of editorial pages with its example, as editors see it when they choose."""
    anchors = {*OWN_ANCHORS}
    shown = []
    for name, block in BodyBlock().child_blocks.items():
        value = block.get_preview_value()
        setting = setting_alone(block, value)
        setting.anchors = anchors
        html = render_blocks([block.bind(value)], setting).html
        shown.append({"name": name, "label": block.label, "html": html})
    return render(request, "styleguide/blocks.html", {"blocks": shown})


def example_list(request: HttpRequest) -> HttpResponse:
    """Show the structure of a list page: finder, filters, results."""
    return render(request, "styleguide/list.html", examples.LIST_PAGE)


def example_place(request: HttpRequest) -> HttpResponse:
    """Show the structure of a place sheet, with everything a place may tell."""
    return render(request, "styleguide/place.html", examples.PLACE_PAGE)

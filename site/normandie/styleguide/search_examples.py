"""Example data of the components of the site search."""

from typing import Any

from django.utils.safestring import mark_safe

RESULTS = (
    {
        "title": mark_safe("La <mark>Passerelle</mark>"),
        "url": "/styleguide/fiche/",
        "kind": "Espace public numérique (EPN)",
        "where": "12 rue de la Marine, Caen",
        "excerpt": mark_safe("On y <mark>imprime</mark>, on y numérise, on y apprend."),
    },
    {
        "title": "Le label",
        "url": "/styleguide/",
        "kind": "",
        "where": "Le réseau",
        "excerpt": "Ce que la Région demande aux lieux, et ce qu’elle leur apporte.",
    },
)

SEARCH_COMPONENTS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "search_box": [
        (
            "Remplie",
            {
                "action": "/recherche/",
                "suggestions_url": "/recherche/suggestions.json",
                "q": "imprimer",
            },
        )
    ],
    "search_result": [
        ("Un lieu", {"result": RESULTS[0]}),
        ("Une page", {"result": RESULTS[1]}),
    ],
}

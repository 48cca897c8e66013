"""Example data of the guided way and of the comparison."""

from typing import Any

NEEDS = [
    {
        "title": "Au quotidien",
        "links": [
            {"label": "Faire une démarche", "icon": "document", "url": "/styleguide/"},
            {"label": "Imprimer ou numériser", "icon": "printer", "url": "/styleguide/"},
        ],
    },
    {
        "title": "Travailler",
        "links": [{"label": "Travailler au calme", "icon": "desk", "url": "/styleguide/"}],
    },
]

CONTACT: dict[str, Any] = {
    "phone": "02 00 00 00 00",
    "phone_url": "tel:+33200000000",
    "sms_url": "",
    "booking_url": "",
    "relay_url": "",
    "emails": ["accueil@exemple.invalid"],
    "sites": [{"label": "exemple.invalid", "url": "https://exemple.invalid/", "kind": "Site web"}],
    "address": ["3 quai de la Fonderie", "14000 Caen"],
    "office": [],
}
ANSWER: dict[str, Any] = {
    "title": "Le Phare",
    "url": "/styleguide/fiche/",
    "kinds": ["Espace public numérique (EPN)"],
    "reasons": [
        {"text": "Vous pouvez y imprimer.", "fits": True},
        {"text": "À Caen, à 2,4\u00a0km de votre position", "fits": True},
        {"text": "Ouvre demain à 9\u00a0h", "fits": False},
    ],
    "contact": CONTACT,
    "hours": "Du lundi au vendredi de 9\u00a0h à 12\u00a0h.",
    "access": ["Vous pouvez venir sans rendez-vous."],
    "directions": "Tramway A, arrêt Fonderie.",
    "others": [
        {
            "title": "La Vigie",
            "url": "/styleguide/fiche/",
            "phone": "02 00 00 00 01",
            "phone_url": "tel:+33200000001",
        }
    ],
    "dated": "Vérifié le 12 novembre 2026",
    "is_old": False,
}

COMPONENTS: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "answer_card": [
        ("Tout est connu", {"answer": ANSWER}),
        (
            "Sans téléphone ni horaires",
            {
                "answer": ANSWER
                | {
                    "contact": CONTACT | {"phone": ""},
                    "hours": "",
                    "access": [],
                    "directions": "",
                    "dated": "Données du 1er août 2024",
                    "is_old": True,
                    "reasons": [
                        {"text": "C’est un tiers-lieu : demandez s’il a une place.", "fits": False}
                    ],
                }
            },
        ),
    ],
    "commune_field": [
        (
            "Vide",
            {
                "field_id": "exemple-commune",
                "label": "Votre commune",
                "help": "Un nom ou un code postal",
                "suggestions_url": "/annuaire/communes.json",
            },
        ),
        (
            "Commune inconnue",
            {
                "field_id": "exemple-commune-fausse",
                "label": "Votre commune",
                "help": "Un nom ou un code postal",
                "suggestions_url": "/annuaire/communes.json",
                "commune": "Atlantis",
                "errors": ["Commune inconnue : vérifiez son nom."],
            },
        ),
    ],
    "need_links": [("Deux groupes", {"groups": NEEDS, "level": "3"})],
}

"""Figures, charts and prices of the component page: all invented."""

from core.charts import chart_of

FIGURES = [
    {"value": "215", "label": "lieux dans l’annuaire"},
    {
        "value": "74",
        "label": "tiers-lieux",
        "date": "septembre 2018",
        "source": "exemple",
        "source_url": "",
    },
]
CHART = chart_of(
    "lieux",
    "Lieux par département",
    "Département",
    "Lieux",
    [("Calvados", 56), ("Orne", 39), ("Eure", None)],
    "Un nombre trop petit pour être publié se dit ainsi.",
)
FORMULAS = [
    {"desk": "Poste nomade", "period": "la demi-journée", "price": "8 €", "note": "Café compris"},
    {"desk": "Poste nomade", "period": "la journée", "price": "12 €", "note": ""},
    {"desk": "Bureau fermé", "period": "le mois", "price": "240 €", "note": ""},
    {"desk": "Machine", "period": "l’heure", "price": "Sur devis", "note": "Découpe laser"},
]

"""A place whose sheet lacks nothing, and places around it."""

from datetime import date
from io import BytesIO

from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as PillowImage
from wagtail.images import get_image_model

from directory.models import (
    Formula,
    LabelGrant,
    PlacePage,
    PlacePhoto,
    Room,
    Vocabulary,
)
from tests.factories import LabelFactory, PlacePageFactory

TERMS = (
    (Vocabulary.KIND, "tiers-lieu"),
    (Vocabulary.KIND, "epn"),
    (Vocabulary.SERVICE, "Aide aux démarches administratives"),
    (Vocabulary.SERVICE, "Loisirs et créations numériques"),
    (Vocabulary.AUDIENCE, "Seniors"),
    (Vocabulary.CARE, "Surdité"),
    (Vocabulary.FEE, "Gratuit sous condition"),
    (Vocabulary.ACCESS, "Téléphoner"),
    (Vocabulary.SUPPORT, "Accompagnement individuel"),
    (Vocabulary.PROGRAMME, "Aidants Connect"),
    (Vocabulary.TRAINING, "Fabriques de Territoire"),
    (Vocabulary.TYPOLOGY, "TIERS_LIEUX"),
    (Vocabulary.EQUIPMENT, "imprimante"),
    (Vocabulary.COWORKING, "fibre"),
)

FIELDS: dict[str, object] = {
    "title": "Le Phare",
    "slug": "le-phare",
    "terms": TERMS,
    "summary": "Des bureaux face au port.",
    "siret": "21140118300010",
    "parent_structure": "Association Le Phare",
    "other_labels": "Label du pays\nAutre label",
    "address": "3 quai de la Fonderie",
    "address_extra": "Bâtiment B",
    "getting_there": "Tramway A, arrêt Fonderie.",
    "accessibility_url": "https://acceslibre.beta.gouv.fr/app/le-phare/",
    "phone": "+33231946594",
    "emails": "bonjour@lephare.example\nautre@lephare.example",
    "websites": "https://www.lephare.example/accueil\nhttps://social.example/lephare",
    "booking_url": "https://rdv.example/le-phare",
    "relay_url": "https://relais.example/le-phare",
    "hours_note": "Sonnez au deuxième étage.",
    "seats": 12,
    "download_speed": 300,
    "source": "Région Normandie",
}


def make_image(title: str = "Un bureau", colour: str = "navy"):
    """Return a stored image of one colour, large enough for every rendition."""
    content = BytesIO()
    PillowImage.new("RGB", (1300, 900), colour).save(content, "PNG")
    return get_image_model().objects.create(
        title=title, file=ImageFile(BytesIO(content.getvalue()), name=f"{colour}.png")
    )


def the_image():
    """Return the image that all full places show."""
    return get_image_model().objects.filter(title="Un bureau").first() or make_image()


def make_pictures() -> None:
    """Make the image of the full places in all its sizes, which takes a second, and no place."""
    place = full_place()
    Client().get(place.url)
    place.grants.all().delete()
    place.delete()


def full_place(photos: int = 1, formulas: int = 1, rooms: int = 1, **fields: object) -> PlacePage:
    """Return a published place with every field filled in, and so many details of each sort."""
    image = the_image() if photos else None
    body = [{"type": "text", "value": "<p>Un atelier partagé face au port.</p>"}]
    if image:
        block = {"image": image.pk, "decorative": False, "alt_text": "Le port"}
        photo = {"image": block, "credit": "Ville"}
        body += [{"type": "photo", "value": photo} for _ in range(photos)]
    place = PlacePageFactory(**FIELDS | {"body": body, "verified_on": date.today()} | fields)
    for number in range(photos):
        PlacePhoto.objects.create(
            place=place, image=image, alt_text=f"Le bureau {number}", credit="Camille Martin"
        )
    for number in range(formulas):
        Formula.objects.create(
            place=place,
            desk="nomade",
            period="jour",
            price=f"{12 + number}.50",
            note="Café compris",
        )
    for number in range(rooms):
        Room.objects.create(place=place, name=f"Salle {number}", capacity=8, equipment="Écran")
    place.tags.add("impression 3D", "réparation")
    place.save()
    LabelGrant.objects.create(
        place=place,
        label=LabelFactory(description="Un label du réseau."),
        granted_on=date(2025, 3, 3),
        expires_on=date(2199, 3, 2),
    )
    return place

"""Photos of the sheet: what phones send, cleaned; what is no photo, refused with a reason."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model

from directory.models import PlacePage
from normandie.espace.services import photos as service
from tests.core.photos import cut, is_upright, photo, what_it_tells
from tests.directory.full_places import full_place, make_image
from tests.espace.managing import Manager, colleague, manager
from tests.reading import main_text

pytestmark = pytest.mark.django_db


def add(someone: Manager, file: Any, alt_text: str = "La salle") -> Any:
    data = {"file": file, "alt_text": alt_text, "credit": ""}
    return someone.client.post(someone.address("new_photo"), data, follow=True)


def shown(sheet: PlacePage) -> list[str]:
    return [each.alt_text for each in sheet.photos.all()]


@pytest.mark.parametrize("extension", ["jpg", "heic"])
def test_a_photo_of_a_phone_is_kept_upright_without_what_it_tells(extension: str) -> None:
    someone = manager(trusted=True)

    page = add(someone, photo(extension))

    assert "C’est en ligne." in main_text(page)
    (kept,) = someone.public.photos.all()
    assert is_upright(kept.image.file.path)
    assert what_it_tells(kept.image.file.path) == {}
    assert kept.image.uploaded_by_user == someone.user


def test_a_photo_waits_for_the_team_with_those_that_are_there() -> None:
    someone = Manager(full_place())

    page = add(someone, photo())

    assert "C’est envoyé à l’équipe" in main_text(page)
    assert shown(someone.public) == ["Le bureau 0"]
    assert shown(someone.draft) == ["Le bureau 0", "La salle"]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (lambda: cut(photo()), "Cette image est illisible"),
        (lambda: SimpleUploadedFile("photo.jpg", b"<b>non</b>"), "non valide"),
        (lambda: SimpleUploadedFile("photo.svg", b"<svg/>"), "non supporté"),
        (lambda: None, "Choisissez une photo."),
    ],
)
def test_what_is_no_photo_is_refused_and_its_words_stay(file: Any, reason: str) -> None:
    someone = manager()
    sent = file()
    before = get_image_model().objects.count()

    data = {"alt_text": "La salle"} | ({"file": sent} if sent else {})
    response = someone.client.post(someone.address("new_photo"), data)

    assert response.status_code == 422
    assert reason in main_text(response.content.decode())
    assert 'value="La salle"' in response.content.decode()
    assert get_image_model().objects.count() == before


def test_the_same_photo_twice_too_many_or_too_often_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    someone = manager()
    add(someone, photo())

    assert "déjà sur la fiche" in main_text(add(someone, photo()).content.decode())

    monkeypatch.setattr(service, "MAX_PER_HOUR", 1)
    again = add(someone, photo("png")).content.decode()
    assert "réessayez dans une heure" in main_text(again)
    monkeypatch.setattr(service, "MAX_PHOTOS", 1)
    assert "retirez-en une" in main_text(add(someone, photo("png")).content.decode())
    assert shown(someone.draft) == ["La salle"]


def test_photos_are_ordered_told_and_taken_away() -> None:
    someone = manager(trusted=True)
    for name, kind in (("A", "jpg"), ("B", "png"), ("C", "webp")):
        add(someone, photo(kind), name)
    assert shown(someone.public) == ["A", "B", "C"]

    someone.change("photos", **{"photos-2-position": "1"})
    assert shown(someone.public) == ["C", "A", "B"]
    someone.change("photos", **{"photos-0-position": "2"})
    assert shown(someone.public) == ["A", "C", "B"]
    someone.change("photos", **{"photos-1-DELETE": "on", "photos-2-alt_text": "L’entrée"})
    assert shown(someone.public) == ["A", "L’entrée"]


def test_no_image_but_those_of_the_sheet_is_shown_on_it() -> None:
    someone = Manager(full_place())
    private = make_image("Du service", "red")

    response = someone.open("photos").send(**{"photos-0-image_id": private.pk})

    assert response.status_code == 422
    assert "n’est plus sur la fiche" in main_text(response.content.decode())
    assert not someone.public.has_unpublished_changes


def test_a_photo_added_meanwhile_is_not_lost() -> None:
    someone = Manager(full_place())
    form = someone.open("photos")
    add(colleague(someone), photo())

    response = form.send(**{"photos-0-DELETE": "on"})

    assert response.status_code == 409
    assert shown(someone.draft) == ["Le bureau 0", "La salle"]

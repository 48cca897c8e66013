"""What published pages show is not deleted under them, and a lost file breaks nothing."""

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.editorial.media import image_value, make_document, make_image
from tests.editorial.pages import StandardPageFactory, block
from tests.factories import PlacePageFactory, UserFactory
from tests.partners.factories import a_partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]
Image, Document = get_image_model(), get_document_model()


@pytest.fixture
def admin(client: Client) -> AbstractBaseUser:
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def page_with_image(image: object, **fields: object) -> object:
    return StandardPageFactory(title="Le port", body=[block("image", image_value(image))], **fields)


def test_an_image_of_a_published_page_stays_whatever_the_way() -> None:
    image = make_image()
    page_with_image(image)

    with pytest.raises(ProtectedError), transaction.atomic():
        image.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        Image.objects.filter(pk=image.pk).delete()

    assert Image.objects.filter(pk=image.pk).exists()


@pytest.mark.parametrize("kind", ["text", "document"])
def test_a_document_of_a_published_page_stays(kind: str) -> None:
    document = make_document()
    link = f'<p><a linktype="document" id="{document.pk}">Le guide</a></p>'
    value = {"text": link, "document": {"document": document.pk, "text": ""}}[kind]
    StandardPageFactory(body=[block(kind, value)])

    with pytest.raises(ProtectedError), transaction.atomic():
        document.delete()


def test_a_logo_and_a_photo_of_a_place_stay_too() -> None:
    logo, photo = make_image("Logo"), make_image("Photo")
    a_partner(logo=logo, logo_credit="Une ville")
    place = PlacePageFactory()
    place.photos.create(image=photo, alt_text="La salle")
    place.save()

    for image in (logo, photo):
        with pytest.raises(ProtectedError), transaction.atomic():
            image.delete()


def test_an_image_of_a_draft_or_of_no_page_may_go() -> None:
    draft, unused = make_image(), make_image()
    page_with_image(draft, live=False)

    draft.delete()
    unused.delete()

    assert not Image.objects.exists()


def test_the_admin_says_which_page_uses_the_image(client: Client, admin: AbstractBaseUser) -> None:
    image = make_image("Le phare")
    page = page_with_image(image)

    response = client.post(reverse("wagtailimages:delete", args=[image.pk]), follow=True)

    html = response.content.decode()
    assert "« Le phare » ne peut pas être supprimé" in html.replace("\u00a0", " ")
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert Image.objects.filter(pk=image.pk).exists()


@pytest.mark.parametrize("model", ["image", "document"])
def test_several_are_not_deleted_when_one_is_used(
    client: Client, admin: AbstractBaseUser, model: str
) -> None:
    if model == "image":
        used, free = make_image(), make_image()
        page_with_image(used)
    else:
        used, free = make_document(), make_document()
        StandardPageFactory(body=[block("document", {"document": used.pk, "text": ""})])
    app = {"image": "wagtailimages", "document": "wagtaildocs"}[model]
    address = reverse("wagtail_bulk_action", args=[app, model, "delete"])

    response = client.post(f"{address}?id={used.pk}&id={free.pk}", follow=True)

    assert response.status_code == 200
    assert "ne peut pas être supprimé" in response.content.decode()
    assert type(used).objects.filter(pk__in=[used.pk, free.pk]).count() == 2


def test_a_document_in_use_is_kept_by_the_admin(client: Client, admin: AbstractBaseUser) -> None:
    document = make_document()
    StandardPageFactory(body=[block("document", {"document": document.pk, "text": ""})])

    response = client.post(reverse("wagtaildocs:delete", args=[document.pk]), follow=True)

    assert "ne peut pas être supprimé" in response.content.decode()
    assert Document.objects.filter(pk=document.pk).exists()


def test_an_image_whose_file_is_lost_is_left_out(client: Client) -> None:
    image = make_image()
    page = page_with_image(image, cover=image, cover_alt="Le port", cover_credit="Ada")
    image.file.storage.delete(image.file.name)

    response = client.get(page.url)

    assert response.status_code == 200
    assert "<img" not in response.content.decode()


def test_a_lost_rendition_is_made_again(client: Client) -> None:
    image = make_image()
    page = page_with_image(image)
    client.get(page.url)
    for rendition in image.renditions.all():
        rendition.file.storage.delete(rendition.file.name)
    page.save()  # what is kept is read again

    html = client.get(page.url).content.decode()

    assert "<img" in html
    assert all(
        rendition.file.storage.exists(rendition.file.name)
        for rendition in image.renditions.filter(filter_spec__startswith="width-480")
    )


def test_a_document_whose_file_is_lost_is_left_out_and_not_found(client: Client) -> None:
    document = make_document()
    page = StandardPageFactory(body=[block("document", {"document": document.pk, "text": ""})])
    document.file.storage.delete(document.file.name)

    assert "Le guide" not in client.get(page.url).content.decode()
    assert client.get(document.url).status_code == 404


def test_a_sheet_does_without_a_photo_whose_file_is_lost(client: Client) -> None:
    photo = make_image()
    body = [block("photo", {"image": image_value(photo)["image"], "credit": ""})]
    place = PlacePageFactory(body=body)
    place.photos.create(image=photo, alt_text="La salle")
    photo.file.storage.delete(photo.file.name)
    place.save()

    response = client.get(place.url)

    assert response.status_code == 200
    assert "<img" not in response.content.decode()

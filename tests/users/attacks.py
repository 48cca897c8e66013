"""Each door that takes a secret, tried by a browser with wrong secrets, then with the right one."""

import re
from abc import ABC, abstractmethod

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from normandie.espace.services.invitations import invite
from normandie.users.sessions import SIGNED_IN_AT
from tests.factories import PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.users.codes import code_of, link_of, secret_shown, totp_code, with_application

PASSWORD, NEW = "un mot de passe de 2026", "un autre mot de passe de 2026"


class Door(ABC):
    """A door, tried by a browser with wrong secrets, then with the right one."""

    def __init__(self) -> None:
        self.user = UserFactory(username="camille", password=PASSWORD, is_superuser=True)

    def browser(self, address: str) -> Client:
        return Client(REMOTE_ADDR=address)

    @abstractmethod
    def is_open(self, client: Client) -> bool:
        """Whether the right secret did its work."""

    def password_is_new(self) -> bool:
        return get_user_model().objects.get(pk=self.user.pk).check_password(NEW)


class SignIn(Door):
    def data(self, secret: str) -> dict[str, str]:
        return {"login": "camille", "password": secret}

    url, right = "/connexion/", PASSWORD

    def is_open(self, client: Client) -> bool:
        return "_auth_user_id" in client.session


class ClosedPage(Door):
    right = "sésame"

    def __init__(self) -> None:
        self.page = PlacePageFactory(title="Réunion des gérants")
        restriction = PageViewRestriction.objects.create(
            page=self.page, restriction_type="password", password=self.right
        )
        self.url = f"/_util/authenticate_with_password/{restriction.pk}/{self.page.pk}/"

    def data(self, secret: str) -> dict[str, str]:
        return {"password": secret, "return_url": self.page.url}

    def is_open(self, client: Client) -> bool:
        return self.page.title in client.get(self.page.url).content.decode()


class ClosedCollection(Door):
    right = "sésame"

    def __init__(self) -> None:
        collection = Collection.get_first_root_node().add_child(instance=Collection(name="Gérants"))
        self.restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="password", password=self.right
        )
        self.url = f"/documents/authenticate_with_password/{self.restriction.pk}/"

    def data(self, secret: str) -> dict[str, str]:
        return {"password": secret, "return_url": "/"}

    def is_open(self, client: Client) -> bool:
        key = self.restriction.passed_view_restrictions_session_key
        return self.restriction.pk in client.session.get(key, [])


class Reset(Door):
    """The secret is who has an account: what is asked for is a mail."""

    url, right = "/mot-de-passe-oublie/", "camille@exemple.fr"

    def data(self, secret: str) -> dict[str, str]:
        return {"email": secret if "@" in secret else f"{secret}@exemple.fr".replace(" ", "-")}

    def is_open(self, client: Client) -> bool:
        return ["camille@exemple.fr"] in [message.to for message in sent_mails()]


class CodeByMail(Reset):
    url = "/connexion/code/"


class Code(SignIn):
    """The code that was sent; three wrong ones end it, so that each try begins again."""

    url, right = "/connexion/code/saisir/", "the one that was sent"

    def browser(self, address: str) -> Client:
        client = super().browser(address)
        client.post(CodeByMail.url, {"email": self.user.email})
        return client

    def data(self, secret: str) -> dict[str, str]:
        return {"code": code_of(sent_mails()[-1]) if secret == self.right else secret}


class SecondFactor(SignIn):
    url, right = "/connexion/second-facteur/", "the present one"

    def __init__(self) -> None:
        super().__init__()
        self.secret = with_application(self.user)

    def browser(self, address: str) -> Client:
        client = super().browser(address)
        client.post(SignIn.url, {"login": "camille", "password": PASSWORD})
        return client

    def data(self, secret: str) -> dict[str, str]:
        return {"code": totp_code(self.secret) if secret == self.right else secret}


class ResetConfirmation(Door):
    right = NEW

    def __init__(self) -> None:
        super().__init__()
        Client().post(Reset.url, {"email": self.user.email})
        self.link = link_of(sent_mails()[-1])
        self.url = re.sub(r"-.*/", "-set-password/", self.link.replace("mot-de-passe-oublie", "…"))
        self.url = self.url.replace("…", "mot-de-passe-oublie")

    def browser(self, address: str) -> Client:
        client = super().browser(address)
        client.get(self.link)
        return client

    def data(self, secret: str) -> dict[str, str]:
        return {"password1": NEW, "password2": secret}

    def is_open(self, client: Client) -> bool:
        return self.password_is_new()


class Invited(Door):
    url, right = "/invitation/", NEW

    def __init__(self) -> None:
        self.place = PlacePageFactory()
        invite(self.place, "alix@exemple.fr", UserFactory())
        self.link = link_of(sent_mails()[-1])

    def browser(self, address: str) -> Client:
        client = super().browser(address)
        client.get(self.link)
        return client

    def data(self, secret: str) -> dict[str, str]:
        password = NEW if secret == NEW else "court"
        return {"first_name": "Alix", "last_name": "Durand", "password": password}

    def is_open(self, client: Client) -> bool:
        return self.place.managers.filter(email="alix@exemple.fr").exists()


class OwnAccount(Door):
    """What is asked of who is signed in, long ago."""

    right = PASSWORD

    def browser(self, address: str) -> Client:
        client = super().browser(address)
        client.force_login(self.user)
        session = client.session
        del session[SIGNED_IN_AT]
        session.save()
        return client


class ChangePassword(OwnAccount):
    url = "/compte/mot-de-passe/"

    def data(self, secret: str) -> dict[str, str]:
        return {"oldpassword": secret, "password1": NEW, "password2": NEW}

    def is_open(self, client: Client) -> bool:
        return self.password_is_new()


class SetPassword(OwnAccount):
    """Of who has none, and signed in a moment ago."""

    url, right = "/compte/mot-de-passe/choisir/", NEW

    def browser(self, address: str) -> Client:
        client = Door.browser(self, address)
        self.user.set_unusable_password()
        self.user.save()
        client.force_login(self.user)
        return client

    def data(self, secret: str) -> dict[str, str]:
        return {"password1": NEW, "password2": secret}

    def is_open(self, client: Client) -> bool:
        return self.password_is_new()


class Reauthentication(OwnAccount):
    url = "/compte/confirmer/"

    def data(self, secret: str) -> dict[str, str]:
        return {"password": secret}

    def is_open(self, client: Client) -> bool:
        return client.get("/compte/application/").status_code == 200


class ReauthenticationByCode(Reauthentication):
    url, right = "/compte/confirmer/code/saisir/", "the one that was sent"

    def browser(self, address: str) -> Client:
        client = super().browser(address)
        client.post("/compte/confirmer/code/", {"recipient": self.user.email})
        return client

    def data(self, secret: str) -> dict[str, str]:
        return {"code": code_of(sent_mails()[-1]) if secret == self.right else secret}


class ReauthenticationMail(OwnAccount):
    """What is asked for is a mail."""

    url = "/compte/confirmer/code/"

    def data(self, secret: str) -> dict[str, str]:
        return {"recipient": self.user.email if secret == self.right else secret}

    def is_open(self, client: Client) -> bool:
        return [self.user.email] in [message.to for message in sent_mails()]


class ReauthenticationBySecondFactor(OwnAccount):
    url = "/compte/confirmer/application/"

    def __init__(self) -> None:
        super().__init__()
        self.secret = with_application(self.user)

    def data(self, secret: str) -> dict[str, str]:
        return {"code": totp_code(self.secret) if secret == self.right else secret}

    def is_open(self, client: Client) -> bool:
        return client.get("/compte/application/retirer/").status_code == 200


class Application(OwnAccount):
    """The first code of an application that is being added."""

    url, right = "/compte/application/", "the present one"

    def browser(self, address: str) -> Client:
        client = Door.browser(self, address)
        client.force_login(self.user)
        self.secret = secret_shown(client.get(self.url))
        return client

    def data(self, secret: str) -> dict[str, str]:
        return {"code": totp_code(self.secret) if secret == self.right else secret}

    def is_open(self, client: Client) -> bool:
        return Authenticator.objects.filter(user=self.user, type="totp").exists()


class NewAddress(OwnAccount):
    """What is asked for is a mail to it."""

    url, right = "/compte/adresse/", "nouvelle@exemple.fr"

    def browser(self, address: str) -> Client:
        client = Door.browser(self, address)
        client.force_login(self.user)
        return client

    def data(self, secret: str) -> dict[str, str]:
        return {"email": secret, "action_add": ""}

    def is_open(self, client: Client) -> bool:
        return [self.right] in [message.to for message in sent_mails()]


class NewAddressCode(NewAddress):
    url, right = "/compte/adresse/code/", "the one that was sent"

    def browser(self, address: str) -> Client:
        client = super().browser(address)
        client.post(NewAddress.url, {"email": "nouvelle@exemple.fr", "action_add": ""})
        return client

    def data(self, secret: str) -> dict[str, str]:
        return {"code": code_of(sent_mails()[-1]) if secret == self.right else secret}

    def is_open(self, client: Client) -> bool:
        return get_user_model().objects.get(pk=self.user.pk).email == "nouvelle@exemple.fr"


# Those of who is signed in already are counted for that person alone, wherever they are.
OWN: dict[str, type[Door]] = {
    "account_change_password": ChangePassword,
    "account_set_password": SetPassword,
    "account_reauthenticate": Reauthentication,
    "account_request_reauthentication_code": ReauthenticationMail,
    "account_confirm_reauthentication_code": ReauthenticationByCode,
    "mfa_reauthenticate": ReauthenticationBySecondFactor,
    "mfa_activate_totp": Application,
    "account_email": NewAddress,
    "account_email_verification_sent": NewAddressCode,
}
PUBLIC: dict[str, type[Door]] = {
    "login": SignIn,
    "account_request_login_code": CodeByMail,
    "account_confirm_login_code": Code,
    "mfa_authenticate": SecondFactor,
    "account_reset_password": Reset,
    "account_reset_password_from_key": ResetConfirmation,
    "invitation": Invited,
    "wagtailcore_authenticate_with_password": ClosedPage,
    "wagtaildocs_authenticate_with_password": ClosedCollection,
}
ATTACKS = PUBLIC | OWN

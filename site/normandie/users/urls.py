"""Addresses of accounts: views of allauth at French addresses, by the names that it gives them.

Those that are not here do not exist: addresses by the dozen, telephones. Two lead to the one page
where people sign in: the other name that allauth knows it by, and signing up, which nobody does.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.contrib.auth.views import LogoutView
from django.urls import path, re_path
from django.views.generic import RedirectView

from .proconnect import views as proconnect
from .views import LoginView, LogoutEverywhereView, RequestLoginCodeView

SIGNING_IN = [
    path("connexion/", LoginView.as_view(), name="login"),
    path(
        "connexion/mot-de-passe/",
        RedirectView.as_view(pattern_name="login", query_string=True),
        name="account_login",
    ),
    path(
        "connexion/invitation/", RedirectView.as_view(pattern_name="login"), name="account_signup"
    ),
    path("connexion/code/", RequestLoginCodeView.as_view(), name="account_request_login_code"),
    path("connexion/code/saisir/", account.confirm_login_code, name="account_confirm_login_code"),
    path("connexion/second-facteur/", second_factor.authenticate, name="mfa_authenticate"),
    path("connexion/cle/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("connexion/proconnect/", proconnect.login, name="proconnect_login"),
    path("connexion/proconnect/retour/", proconnect.callback, name="proconnect_callback"),
    path(
        "connexion/proconnect/renonce/",
        RedirectView.as_view(pattern_name="login"),
        name="socialaccount_login_cancelled",
    ),
    path("connexion/fermee/", account.account_inactive, name="account_inactive"),
    path("deconnexion/", LogoutView.as_view(next_page="login"), name="logout"),
    path("deconnexion/partout/", LogoutEverywhereView.as_view(), name="logout_everywhere"),
    path("mot-de-passe-oublie/", account.password_reset, name="account_reset_password"),
    path(
        "mot-de-passe-oublie/envoye/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "mot-de-passe-oublie/change/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^mot-de-passe-oublie/lien/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]

ACCOUNT = [
    path("compte/", second_factor.index, name="mfa_index"),
    path("compte/mot-de-passe/", account.password_change, name="account_change_password"),
    path("compte/mot-de-passe/choisir/", account.password_set, name="account_set_password"),
    path("compte/adresse/", account.email, name="account_email"),
    path(
        "compte/adresse/code/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("compte/appareils/", sessions.list_usersessions, name="usersessions_list"),
    path("compte/application/", totp.activate_totp, name="mfa_activate_totp"),
    path("compte/application/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("compte/cles/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("compte/cles/ajouter/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("compte/cles/<int:pk>/retirer/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path(
        "compte/codes-de-secours/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "compte/codes-de-secours/nouveaux/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    # Asked again before what keeps the account is changed, when one signed in long ago.
    path("compte/confirmer/", account.reauthenticate, name="account_reauthenticate"),
    path(
        "compte/confirmer/code/",
        account.request_reauthentication_code,
        name="account_request_reauthentication_code",
    ),
    path(
        "compte/confirmer/code/saisir/",
        account.confirm_reauthentication_code,
        name="account_confirm_reauthentication_code",
    ),
    path("compte/confirmer/application/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path(
        "compte/confirmer/cle/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
]

urlpatterns = SIGNING_IN + ACCOUNT

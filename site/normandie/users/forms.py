"""The forms of accounts: those of allauth, in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django.conf import settings
from django.forms import Form

from core.limits import QUARTER, LimitExceeded, RateLimit, check_limits

ADVICE = (
    "Huit caractères au moins, sans votre nom ni un mot de passe courant. Une phrase de quatre ou "
    "cinq mots est plus sûre, et plus simple à retenir."
)
LABELS = {
    "login": "Adresse électronique ou identifiant",
    "password": "Mot de passe",
    "remember": "Rester connecté sur cet appareil",
    "oldpassword": "Mot de passe actuel",
    "password1": "Nouveau mot de passe",
    "password2": "Le même, une seconde fois",
    "email": "Adresse électronique",
    "code": "Code",
    "name": "Nom de cette clé",
    "passwordless": "Se connecter par cette clé seule, sans mot de passe",
}
HELP = {
    "password1": ADVICE,
    "passwordless": "Votre appareil demandera votre empreinte, votre visage ou son code.",
    "name": "Pour la reconnaître\u00a0: «\u00a0Téléphone de Gaëlle\u00a0», «\u00a0Ordinateur de "
    "l’accueil\u00a0».",
}


class InOurWords(Form):
    """Labels above the fields, no example inside them, and what browsers may fill in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class LoginForm(InOurWords, account.LoginForm):
    """``normandie.users.rate_limits`` limits how often it may be sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        self.fields["login"].widget.attrs |= named
        if not self.is_bound:  # else what is wrong is read first
            self.fields["login"].widget.attrs["autofocus"] = True


class RequestLoginCodeForm(InOurWords, account.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(InOurWords, account.ConfirmLoginCodeForm):
    pass


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    pass


class AddEmailForm(InOurWords, account.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Nouvelle adresse électronique"


class ConfirmEmailForm(InOurWords, account.ConfirmEmailVerificationCodeForm):
    pass


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    pass


class ConfirmReauthenticationCodeForm(InOurWords, account.ConfirmReauthenticationCodeForm):
    pass


class CountedCode(InOurWords):
    """A code of six figures may be guessed: it is counted for the account, from everywhere.

    Whoever is asked for it has given the password: nobody else can use the tries up.
    """

    user: Any

    def clean_code(self) -> str:
        limit = RateLimit("second-factor", settings.LOGIN_ATTEMPTS, QUARTER, (str(self.user.pk),))
        try:
            check_limits([limit])
        except LimitExceeded as exceeded:
            raise get_adapter().validation_error("too_many_login_attempts") from exceeded
        code: str = super().clean_code()  # type: ignore[misc]
        limit.reset()
        return code


class SecondFactorForm(CountedCode, second_factor.AuthenticateForm):
    pass


class ReauthenticateBySecondFactorForm(CountedCode, second_factor.ReauthenticateForm):
    pass


class ActivateTOTPForm(InOurWords, totp.ActivateTOTPForm):
    pass


class AddPasskeyForm(InOurWords, passkeys.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True

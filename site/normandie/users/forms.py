"""Signing in to the admin, a limited number of times."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.admin.forms.auth import LoginForm

from directory.services.attempts import Attempts
from directory.visitors import network_of

PERIOD = 15 * 60  # seconds


class LimitedLoginForm(LoginForm):
    """The form of Wagtail, that no program can try passwords on without end.

    What is limited is one name from one address: neither the colleagues behind the same address nor
    the owner of the account elsewhere are kept out (docs/decisions/0012-login.md).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Mot de passe"  # Wagtail shows its name in the code

    def clean(self) -> dict[str, Any]:
        """Check the password, unless it was wrong too often.

        Raises:
            ValidationError: wrong name or password, or past ``LOGIN_ATTEMPTS`` in a quarter of an
                hour: the password is not even looked at then.
        """
        if not self.cleaned_data.get("username"):
            return super().clean()
        name = str(self.cleaned_data["username"]).casefold()
        attempts = Attempts.of("login", network_of(self.request), name, seconds=PERIOD)
        if attempts.add() > settings.LOGIN_ATTEMPTS:
            minutes = -(-attempts.wait // 60)
            plural = "s" if minutes > 1 else ""
            raise ValidationError(
                f"Trop d’essais pour ce compte\u00a0: réessayez dans {minutes} minute{plural}, ou "
                "demandez un nouveau mot de passe.",
                code="too_many_attempts",
            )
        cleaned = super().clean()
        attempts.forget()
        return cleaned

"""The form by which people sign in."""

from typing import Any

from wagtail.admin.forms import auth


class LoginForm(auth.LoginForm):
    """The form of Wagtail, in French: it shows the name of the password's field in the code.

    ``normandie.users.rate_limits`` limits how often it may be sent.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Mot de passe"

"""Who opens what the site adds to the screens of accounts of the admin."""

from typing import Any

from tests.factories import UserFactory
from tests.roles import ADMIN
from tests.users.codes import with_application

WHO = {"wagtailusers_users:remove_second_factor": ADMIN}


def things() -> dict[str, Any]:
    owner = UserFactory()
    with_application(owner)
    return {"wagtailusers_users:remove_second_factor.pk": owner.pk}

"""The account of whoever signs in: staff of the Région, and managers of places."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Our own user from the first day: Django cannot change it once there is data."""

    class Meta:
        verbose_name = "compte"
        verbose_name_plural = "comptes"

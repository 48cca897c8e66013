"""The account of whoever signs in: staff of the Région, and managers of places."""

from django.contrib.auth.models import AbstractUser

from core.mail.fields import EmailAddressField


class User(AbstractUser):
    """Our own user from the first day: Django cannot change it once there is data."""

    # Wagtail's forms take any; whoever writes it is told when no mail could reach it.
    email = EmailAddressField("adresse électronique", blank=True)

    class Meta:
        verbose_name = "compte"
        verbose_name_plural = "comptes"

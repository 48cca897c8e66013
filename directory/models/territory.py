"""Départements, intercommunalités, communes and the former communes that people still type."""

from typing import Any

from django.db import models

from core.text.words import fold_name

# What the lists of the State write in two letters, which few people read (WCAG 3.1.4).
KINDS_OF_EPCI = {
    "CA": "Communauté d’agglomération",
    "CC": "Communauté de communes",
    "CU": "Communauté urbaine",
}


class Departement(models.Model):
    code = models.CharField("code", max_length=3, primary_key=True)
    name = models.CharField("nom", max_length=60)

    class Meta:
        verbose_name = "département"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


NO_EPCI = "Sans intercommunalité"  # what islands are counted under


class Epci(models.Model):
    """An « établissement public de coopération intercommunale ».

    Tied to no département: six of them cross the border of the region. Filter on the commune.
    """

    siren = models.CharField("numéro SIREN", max_length=9, primary_key=True)
    name = models.CharField("nom", max_length=120)

    class Meta:
        verbose_name = "intercommunalité (EPCI)"
        verbose_name_plural = "intercommunalités (EPCI)"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def own_name(self) -> str:
        """Its name without its kind, whose words would find every place."""
        name = self.name
        for kind in KINDS_OF_EPCI.values():
            name = name.removeprefix(f"{kind} ")
        return name


class Commune(models.Model):  # type: ignore[django-manager-missing]  # Wagtail has no types
    """A commune of the region; its key is the INSEE code, for names and postcodes repeat."""

    insee_code = models.CharField("code INSEE", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=80)
    folded_name = models.CharField(max_length=80, editable=False, db_index=True)
    departement = models.ForeignKey(
        Departement, models.PROTECT, related_name="communes", verbose_name="département"
    )
    epci = models.ForeignKey(
        Epci, models.PROTECT, null=True, blank=True, related_name="communes", verbose_name="EPCI"
    )
    postcodes = models.CharField(
        "codes postaux", max_length=120, help_text="Séparés par une espace."
    )
    population = models.PositiveIntegerField("population", default=0)
    latitude = models.FloatField("latitude")
    longitude = models.FloatField("longitude")

    class Meta:
        verbose_name = "commune"
        ordering = ["name", "insee_code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.postcode})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_name = fold_name(self.name)
        super().save(*args, **kwargs)

    @property
    def postcode(self) -> str:
        """The first of its postcodes."""
        return self.postcodes.split(" ", 1)[0]

    @property
    def key(self) -> str:
        """What the addresses of the site carry: « 14118-caen ». Only the code counts on reading."""
        return f"{self.insee_code}-{self.folded_name.replace(' ', '-')}"


class FormerCommune(models.Model):
    """A commune that merged into another: an alias for the search, nothing more.

    The seat of a new commune has left it its code, which is then that of both.
    """

    insee_code = models.CharField("code INSEE", max_length=5, db_index=True)
    name = models.CharField("nom", max_length=80)
    folded_name = models.CharField(max_length=80, editable=False, db_index=True)
    commune = models.ForeignKey(
        Commune, models.CASCADE, related_name="former_communes", verbose_name="commune actuelle"
    )

    class Meta:
        verbose_name = "ancienne commune"
        verbose_name_plural = "anciennes communes"
        ordering = ["name", "insee_code"]
        constraints = [
            models.UniqueConstraint(fields=["insee_code", "name"], name="one_row_per_former_name")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_name = fold_name(self.name)
        super().save(*args, **kwargs)

"""Words of the team; former communes keyed by code and name, for some share the code of the new one.

The table of former communes is made anew: it is reference data, that ``load_territory`` fills.
"""

import django.db.models.deletion
from django.db import migrations, models

import directory.models.everyday_word


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0002_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="EverydayWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wording", models.CharField(help_text="Comme les gens l’écrivent\u00a0: «\u00a0carte grise\u00a0». Les accents et le pluriel ne comptent pas.", max_length=80, unique=True, verbose_name="mot ou expression")),
                ("need", models.CharField(blank=True, choices=directory.models.everyday_word.need_choices, help_text="Les lieux qui répondent à ce besoin sont trouvés.", max_length=20, verbose_name="besoin")),
                ("terms", models.ManyToManyField(blank=True, help_text="Les lieux dont la fiche porte l’un de ces termes sont trouvés aussi.", limit_choices_to={"vocabulary__in": ("service", "equipement", "coworking", "type", "dispositif", "typologie")}, related_name="+", to="directory.term", verbose_name="termes")),
            ],
            options={"verbose_name": "mot courant", "verbose_name_plural": "mots courants", "ordering": ["wording"]},
        ),
        migrations.DeleteModel(name="FormerCommune"),
        migrations.CreateModel(
            name="FormerCommune",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("insee_code", models.CharField(db_index=True, max_length=5, verbose_name="code INSEE")),
                ("name", models.CharField(max_length=80, verbose_name="nom")),
                ("folded_name", models.CharField(db_index=True, editable=False, max_length=80)),
                ("commune", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="former_communes", to="directory.commune", verbose_name="commune actuelle")),
            ],
            options={
                "verbose_name": "ancienne commune",
                "verbose_name_plural": "anciennes communes",
                "ordering": ["name", "insee_code"],
                "constraints": [models.UniqueConstraint(fields=("insee_code", "name"), name="one_row_per_former_name")],
            },
        ),
    ]

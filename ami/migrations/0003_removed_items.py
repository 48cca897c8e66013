import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What another window replaced is shown at once, no longer kept: removed items alone are."""

    dependencies = [("ami", "0002_initial")]

    operations = [
        migrations.RenameModel("ReplacedAnswers", "RemovedItem"),
        migrations.RenameField("removeditem", "replaced_at", "removed_at"),
        migrations.AlterModelOptions(
            "removeditem",
            options={
                "ordering": ["-removed_at", "-pk"],
                "verbose_name": "élément retiré",
                "verbose_name_plural": "éléments retirés",
            },
        ),
        migrations.AlterField(
            "removeditem",
            "dossier",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="removed_items",
                to="ami.dossier",
            ),
        ),
    ]

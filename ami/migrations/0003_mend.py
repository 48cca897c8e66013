import core.mail.fields
import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def lower_addresses(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the addresses that open files as they are compared from now on."""
    dossiers = apps.get_model("ami", "Dossier").objects
    for pk, address in dossiers.values_list("pk", "access_email"):
        if address != address.lower():
            dossiers.filter(pk=pk).update(access_email=address.lower())


class Migration(migrations.Migration):
    """Keep removed items alone, for what another window replaced is shown at once; addresses of
    e-mail as everywhere on the site, those that open files in lower case.
    """

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
        migrations.AlterField(
            "callnotice",
            "email",
            core.mail.fields.EmailAddressField(max_length=254, verbose_name="courriel"),
        ),
        migrations.AlterField(
            "callpage",
            "service_email",
            core.mail.fields.EmailAddressField(
                blank=True, max_length=254, verbose_name="courriel du service"
            ),
        ),
        migrations.AlterField(
            "dossier",
            "contact_email",
            core.mail.fields.EmailAddressField(
                blank=True, max_length=254, verbose_name="courriel du contact"
            ),
        ),
        migrations.AlterField(
            "member",
            "email",
            core.mail.fields.EmailAddressField(max_length=254, verbose_name="courriel"),
        ),
        migrations.RunPython(lower_addresses, migrations.RunPython.noop),
    ]

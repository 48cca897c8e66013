from django.db import migrations, models
from django.utils import timezone


def keep_the_numbers_that_people_have(apps, schema_editor):
    """They were made from the year and the key; the series goes on after the highest of each year."""
    last = {}
    for complaint in apps.get_model('accessibility', 'Complaint').objects.order_by('pk'):
        year = timezone.localtime(complaint.received_at).year
        complaint.number = f'ACC-{year}-{complaint.pk:04d}'
        complaint.save(update_fields=['number'])
        last[year] = complaint.pk
    series = apps.get_model('core', 'NumberSeries').objects
    for year, number in last.items():
        series.update_or_create(name='ACC', year=year, defaults={'last': number})


class Migration(migrations.Migration):

    dependencies = [('accessibility', '0001_initial'), ('core', '0002_initial')]

    operations = [
        migrations.RemoveIndex(model_name='complaint', name='complaint_clock'),
        migrations.RemoveField(model_name='complaint', name='note'),
        migrations.AddField(
            model_name='complaint',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='version'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='number',
            field=models.CharField(default='', editable=False, max_length=20, verbose_name='numéro'),
            preserve_default=False,
        ),
        migrations.RunPython(keep_the_numbers_that_people_have, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='complaint',
            name='number',
            field=models.CharField(editable=False, max_length=20, unique=True, verbose_name='numéro'),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='answer',
            field=models.TextField(blank=True, editable=False, max_length=5000, verbose_name='réponse à la personne'),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='answered_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='date d’envoi de la réponse'),
        ),
        migrations.AlterField(
            model_name='complaint',
            name='received_at',
            field=models.DateTimeField(default=timezone.now, editable=False, verbose_name='date de réception'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['state', 'answer_due'], name='complaint_clock'),
        ),
    ]

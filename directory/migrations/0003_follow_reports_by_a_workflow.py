import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('directory', '0002_initial')]

    operations = [
        migrations.RenameField('errorreport', 'created_at', 'received_at'),
        migrations.AlterModelOptions(
            name='errorreport',
            options={'ordering': ['-received_at'], 'verbose_name': 'signalement'},
        ),
        migrations.AlterField(
            model_name='errorreport',
            name='received_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='date de réception'),
        ),
        migrations.AlterField(
            model_name='errorreport',
            name='answer',
            field=models.TextField(blank=True, editable=False, max_length=5000, verbose_name='réponse à la personne'),
        ),
        migrations.AlterField(
            model_name='errorreport',
            name='closed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='date de clôture'),
        ),
        migrations.AddField(
            model_name='errorreport',
            name='answered_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='date d’envoi de la réponse'),
        ),
        migrations.AddField(
            model_name='errorreport',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='version'),
        ),
    ]

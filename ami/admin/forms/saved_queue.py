"""What a view of the queue is kept under."""

from django import forms

from ami.models import SavedQueue


class SavedQueueForm(forms.ModelForm):
    """The name, and who sees it; the filters are those of the address."""

    class Meta:
        model = SavedQueue
        fields = ("name", "is_shared")
        help_texts = {
            "name": "Si une de vos vues porte déjà ce nom, celle-ci la remplace.",
            "is_shared": "Toute l’équipe la verra, avec votre nom. N’y cherchez pas une personne "
            "par son nom ou son courriel.",
        }

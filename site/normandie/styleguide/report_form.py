"""A form with fields of every sort, for the page of components."""

from django import forms

from core.mail.fields import EmailAddressFormField


class ReportForm(forms.Form):
    """Fields of every sort that the site uses."""

    email = EmailAddressFormField(
        label="Votre courriel", required=False, help_text="Seulement pour vous répondre."
    )
    subject = forms.ChoiceField(
        label="Qu’est-ce qui ne va pas\u00a0?",
        choices=[("horaires", "Les horaires"), ("adresse", "L’adresse"), ("autre", "Autre chose")],
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(label="Lieu", choices=[("1", "La Passerelle"), ("2", "Le Phare")])
    message = forms.CharField(label="Votre message", widget=forms.Textarea(attrs={"rows": 4}))
    seen = forms.BooleanField(
        label="J’ai vu la porte fermée", help_text="Ou quelqu’un vous l’a dit."
    )

"""Blocks that explain: steps, questions, figures, tables."""

from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)

from core.validators import validate_paragraphs

from .base import TEXT_FEATURES, EditorialBlock, Groups, title_block


class FigureBlock(StructBlock):
    value = CharBlock(
        label="chiffre", max_length=30, help_text="Avec son unité\u00a0: «\u00a01,5 M€\u00a0»."
    )
    label = CharBlock(label="ce qu’il compte", max_length=160)
    date = CharBlock(
        label="date", max_length=60, help_text="Par exemple «\u00a0septembre 2018\u00a0»."
    )
    source = CharBlock(label="source", max_length=160)
    source_url = URLBlock(label="adresse de la source", required=False, max_length=500)

    class Meta:
        label = "chiffre"
        icon = "pick"


class KeyFiguresBlock(EditorialBlock):
    title = title_block()
    figures = ListBlock(FigureBlock(), label="chiffres", min_num=1, max_num=6)

    class Meta:
        label = "Chiffres clés"
        icon = "table"
        group = Groups.EXPLAIN
        template = "editorial/blocks/key_figures.html"
        description = "Un à six chiffres, chacun avec sa date et sa source."
        preview_value = {
            "title": "Le réseau en chiffres",
            "figures": [
                {
                    "value": "143",
                    "label": "espaces publics numériques",
                    "date": "septembre 2018",
                    "source": "exemple",
                    "source_url": "",
                },
                {
                    "value": "74",
                    "label": "tiers-lieux",
                    "date": "septembre 2018",
                    "source": "exemple",
                    "source_url": "",
                },
            ],
        }


class StepBlock(StructBlock):
    title = CharBlock(label="titre de l’étape", max_length=120)
    text = RichTextBlock(
        label="texte", features=TEXT_FEATURES, required=False, validators=[validate_paragraphs]
    )
    note = CharBlock(
        label="à retenir",
        required=False,
        max_length=160,
        help_text="Mis en valeur sous l’étape\u00a0: une aide, un délai, une pièce à fournir.",
    )

    class Meta:
        label = "étape"
        icon = "order"


class StepsBlock(EditorialBlock):
    title = title_block()
    steps = ListBlock(StepBlock(), label="étapes", min_num=2)

    class Meta:
        label = "Étapes"
        icon = "list-ol"
        group = Groups.EXPLAIN
        template = "editorial/blocks/steps.html"
        description = "Ce que l’on fait, dans l’ordre, étape par étape."
        preview_value = {
            "title": "Comment faire",
            "steps": [
                {"title": "Trouvez un lieu", "text": "<p>Cherchez près de chez vous.</p>"},
                {"title": "Téléphonez", "text": "<p>Demandez si l’on vous attend.</p>"},
                {"title": "Venez", "text": "<p>Avec vos papiers, et vos questions.</p>"},
            ],
        }


class QuestionBlock(StructBlock):
    question = CharBlock(label="question", max_length=200)
    answer = RichTextBlock(
        label="réponse", features=TEXT_FEATURES, validators=[validate_paragraphs]
    )

    class Meta:
        label = "question"
        icon = "help"


class QuestionsBlock(EditorialBlock):
    title = title_block()
    questions = ListBlock(QuestionBlock(), label="questions", min_num=1)

    class Meta:
        label = "Questions et réponses"
        icon = "help"
        group = Groups.EXPLAIN
        template = "editorial/blocks/questions.html"
        description = "Des questions que l’on déplie pour lire leur réponse."
        preview_value = {
            "title": "Questions fréquentes",
            "questions": [
                {
                    "question": "Est-ce payant\u00a0?",
                    "answer": "<p>Souvent gratuit\u00a0: demandez.</p>",
                },
                {"question": "Faut-il s’inscrire\u00a0?", "answer": "<p>Cela dépend du lieu.</p>"},
            ],
        }


class GapBlock(EditorialBlock):
    """What only the Région knows: seen by the team, never by the public."""

    missing = TextBlock(
        label="ce qui manque",
        max_length=600,
        help_text="Jamais publié\u00a0: seule l’équipe voit ce bloc, dans l’aperçu et les "
        "rapports.",
        search_index=False,
    )

    blocking = BooleanBlock(
        label="obligatoire avant l’ouverture",
        required=False,
        help_text="La loi, ou les visiteurs, en ont besoin dès le premier jour.",
    )

    class Meta:
        label = "À compléter par la Région"
        icon = "edit"
        group = Groups.STAFF
        template = "editorial/blocks/gap.html"
        form_classname = "struct-block editorial-gap"
        description = "Une information que seule la Région connaît. N’est jamais publiée."
        preview_value = {
            "missing": "Le nom et l’adresse du service qui instruit les demandes.",
            "blocking": False,
        }

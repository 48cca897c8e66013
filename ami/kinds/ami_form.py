"""What every AMI asks: as little as the review needs, in words that a small association uses."""

from ami.definitions import Condition, FieldDefinition, FieldType, FormDefinition, StepDefinition

from .base import FollowUpForm

LEGAL_FORMS = (
    ("association", "Association"),
    ("commune", "Commune"),
    ("epci", "Intercommunalité (EPCI)"),
    ("collectivite", "Département, Région ou syndicat mixte"),
    ("etablissement-public", "Établissement public"),
    ("entreprise", "Entreprise"),
    ("ess", "Coopérative, mutuelle ou fondation"),
    ("independant", "Entreprise individuelle, microentreprise"),
    ("particulier", "Particulier"),
)
THEMES = (
    ("epn", "Espace public numérique (EPN)"),
    ("tiers-lieu", "Tiers-lieu numérique"),
    ("inclusion", "Inclusion numérique"),
    ("fablab", "Atelier de fabrication (fablab)"),
    ("coworking", "Espace de coworking"),
    ("teletravail", "Télétravail"),
    ("innovation", "Innovation numérique"),
    ("animation", "Animation numérique"),
    ("autre", "Autre"),
)
AUDIENCES = (
    ("habitants", "Habitants"),
    ("personnes-eloignees", "Personnes éloignées du numérique"),
    ("jeunes", "Jeunes"),
    ("seniors", "Personnes âgées"),
    ("demandeurs-emploi", "Demandeurs d’emploi"),
    ("professionnels", "Professionnels, indépendants"),
    ("associations", "Associations"),
    ("agents", "Agents publics"),
)
MATURITY = (
    ("idee", "Une idée"),
    ("etude", "Un projet à l’étude"),
    ("pret", "Un projet prêt à démarrer"),
    ("en-cours", "Une action en cours, à développer"),
)
NEEDS = (
    ("ingenierie", "Un accompagnement pour construire le projet"),
    ("financement", "Un financement"),
    ("materiel", "Du matériel"),
    ("partenaires", "Des partenaires"),
    ("formation", "Une formation de l’équipe"),
    ("visibilite", "De la visibilité"),
    ("autre", "Autre chose"),
)
MEETING = (("oui", "Oui"), ("non", "Non"), ("peut-etre", "Je ne sais pas encore"))

Type = FieldType

STRUCTURE = StepDefinition(
    "structure",
    "Votre structure",
    "L’appel s’adresse à toute structure, publique ou privée, et non aux particuliers.",
    (
        FieldDefinition(
            "forme", "Forme de la structure", Type.CHOICE, choices=LEGAL_FORMS, column="legal_form"
        ),
        FieldDefinition(
            "nom",
            "Nom de la structure",
            max_length=150,
            autocomplete="organization",
            column="carrier_name",
        ),
        FieldDefinition(
            "siret",
            "Numéro SIRET",
            Type.SIRET,
            "Quatorze chiffres, ceux de votre établissement. Si vous ne les avez pas sous la main, "
            "continuez sans.",
            required=False,
            column="siret",
        ),
        FieldDefinition(
            "rna",
            "Numéro RNA de l’association",
            Type.RNA,
            "Au répertoire national des associations\u00a0: W et neuf caractères, sur le récépissé "
            "de la préfecture.",
            required=False,
            condition=Condition("forme", ("association",)),
            column="rna",
        ),
        FieldDefinition(
            "adresse",
            "Adresse postale",
            Type.LONG_TEXT,
            max_length=300,
            autocomplete="street-address",
        ),
        FieldDefinition("commune", "Commune", Type.COMMUNE, column="commune"),
        FieldDefinition(
            "lieu",
            "Mon lieu est déjà dans l’annuaire",
            Type.PLACE,
            "Si votre structure tient un lieu qui y figure, choisissez-le.",
            required=False,
            column="place",
        ),
    ),
)
CONTACT = StepDefinition(
    "contact",
    "La personne à qui écrire",
    "Le service lui écrira à propos de ce dossier, et de rien d’autre.",
    (
        FieldDefinition(
            "nom", "Prénom et nom", max_length=120, autocomplete="name", column="contact_name"
        ),
        FieldDefinition(
            "fonction",
            "Fonction",
            required=False,
            max_length=120,
            autocomplete="organization-title",
        ),
        FieldDefinition(
            "courriel",
            "Adresse électronique",
            Type.EMAIL,
            "Par exemple prenom.nom@exemple.fr.",
            autocomplete="email",
            column="contact_email",
        ),
        FieldDefinition(
            "telephone",
            "Téléphone",
            Type.PHONE,
            required=False,
            autocomplete="tel",
            column="contact_phone",
        ),
    ),
)
PROJECTS = StepDefinition(
    "projets",
    "Vos projets",
    "Un projet suffit. Vous pouvez en décrire plusieurs, dans l’ordre que vous voulez.",
    (
        FieldDefinition("titre", "Titre du projet", max_length=150, column="title"),
        FieldDefinition("themes", "Thèmes", Type.CHOICES, choices=THEMES, column="themes"),
        FieldDefinition("publics", "Pour qui", Type.CHOICES, choices=AUDIENCES, column="audiences"),
        FieldDefinition(
            "maturite", "Où en est-il", Type.CHOICE, choices=MATURITY, column="maturity"
        ),
        FieldDefinition(
            "description",
            "Description",
            Type.LONG_TEXT,
            "Ce que vous voulez faire, pour quoi et comment. Quelques phrases suffisent.",
            max_length=5000,
        ),
        FieldDefinition(
            "calendrier",
            "Calendrier envisagé",
            required=False,
            max_length=300,
        ),
        FieldDefinition(
            "budget",
            "Budget estimé, en euros",
            Type.AMOUNT,
            "Un ordre de grandeur.",
            required=False,
            column="budget",
        ),
        FieldDefinition(
            "besoins", "Ce dont le projet a besoin", Type.CHOICES, choices=NEEDS, column="needs"
        ),
        FieldDefinition(
            "besoins_precisions",
            "Précisez ce besoin",
            Type.LONG_TEXT,
            required=False,
            max_length=2000,
        ),
    ),
    repeated=True,
    item_name="projet",
)
TERRITORY = StepDefinition(
    "territoire",
    "Territoire et partenaires",
    "",
    (
        FieldDefinition(
            "communes",
            "Communes concernées",
            Type.COMMUNES,
            "Ajoutez-les une à une. Rien à remplir si c’est toute une intercommunalité.",
            required=False,
        ),
        FieldDefinition("epci", "Intercommunalités concernées", Type.EPCI, required=False),
        FieldDefinition(
            "partenaires",
            "Partenaires",
            Type.LONG_TEXT,
            "Qui participe au projet, et comment. L’appel y est attentif.",
            required=False,
            max_length=3000,
        ),
    ),
)
MEETING_WISH = StepDefinition(
    "rencontre",
    "Une rencontre",
    "Le service peut vous proposer une rencontre pour échanger sur le projet.",
    (
        FieldDefinition(
            "souhait",
            "Souhaitez-vous une rencontre\u00a0?",
            Type.CHOICE,
            choices=MEETING,
            column="wants_meeting",
        ),
        FieldDefinition(
            "disponibilites",
            "Vos disponibilités",
            Type.LONG_TEXT,
            "Jours et heures qui vous conviennent d’habitude.",
            required=False,
            max_length=500,
            condition=Condition("souhait", ("oui", "peut-etre")),
        ),
        FieldDefinition(
            "valorisation",
            "La Région peut-elle citer votre projet dans sa communication\u00a0?",
            Type.YES_NO,
            "Votre réponse ne change rien à l’étude du dossier.",
            column="may_be_promoted",
        ),
    ),
)
ATTACHMENTS = StepDefinition(
    "pieces",
    "Pièces jointes",
    "Aucune pièce n’est obligatoire.",
    optional=True,
    view="attachments",
)

AMI_FORM = FormDefinition(
    "ami", 1, (STRUCTURE, CONTACT, PROJECTS, TERRITORY, MEETING_WISH, ATTACHMENTS)
)

PROGRESS = (
    ("comme-prevu", "Il avance comme prévu"),
    ("ralenti", "Il avance plus lentement que prévu"),
    ("change", "Il a changé"),
    ("arrete", "Il est arrêté"),
    ("termine", "Il est terminé"),
)
CAME_OF = (
    ("obtenu", "Obtenu"),
    ("contact", "Contact pris, sans résultat pour l’instant"),
    ("refuse", "Refusé"),
    ("pas-essaye", "Pas encore essayé"),
)

AMI_FOLLOW_UP = FollowUpForm(
    (6, 12),
    (
        FieldDefinition(
            "avancement", "Où en est votre projet\u00a0?", Type.CHOICE, choices=PROGRESS
        ),
        FieldDefinition(
            "personnes",
            "Combien de personnes votre projet a-t-il déjà touchées\u00a0?",
            Type.NUMBER,
            "Un ordre de grandeur, depuis le début. Rien si vous ne le savez pas.",
            required=False,
        ),
        FieldDefinition(
            "emplois",
            "Combien d’emplois votre projet a-t-il créés ou maintenus\u00a0?",
            Type.NUMBER,
            required=False,
        ),
        FieldDefinition(
            "mot",
            "Un mot au service",
            Type.LONG_TEXT,
            "Ce qui a aidé, ce qui a manqué. Le service le lit avec votre dossier\u00a0; rien n’en "
            "est publié.",
            required=False,
            max_length=2000,
        ),
    ),
    CAME_OF,
    {
        "avancement": "Où en sont les projets",
        "personnes": "Personnes déjà touchées",
        "emplois": "Emplois créés ou maintenus",
    },
)

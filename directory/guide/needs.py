"""The needs that visitors choose among: the only place where they are written.

Each looks for terms of the closed lists (``directory/standard/vocabularies``). The national file of
France services and the tiers-lieux of 2019 tell little of what is done in a place: the likely terms
keep such places, below those that say it, with a sentence that sends to the phone.
"""

from functools import partial

from directory.models.vocabulary import Kind, Vocabulary

from .need import Clue, Need

DAILY = "Au quotidien"
LEARN = "Apprendre et se protéger"
WORK = "Travailler, fabriquer, entreprendre"

service = partial(Clue, Vocabulary.SERVICE)
audience = partial(Clue, Vocabulary.AUDIENCE)
support = partial(Clue, Vocabulary.SUPPORT)
programme = partial(Clue, Vocabulary.PROGRAMME)
training = partial(Clue, Vocabulary.TRAINING)
typology = partial(Clue, Vocabulary.TYPOLOGY)
equipment = partial(Clue, Vocabulary.EQUIPMENT)
coworking = partial(Clue, Vocabulary.COWORKING)
kind = partial(Clue, Vocabulary.KIND)


def france_services(ask: str) -> Clue:
    return programme("france-services", f"C’est une maison France services : {ask}")


def epn(ask: str) -> Clue:
    return kind(Kind.EPN.value, f"C’est un espace public numérique : {ask}")


def tiers_lieu(ask: str) -> Clue:
    return kind(Kind.TIERS_LIEU.value, f"C’est un tiers-lieu : {ask}")


NEEDS = (
    Need(
        slug="demarche",
        label="Faire une démarche administrative",
        purpose="faire une démarche administrative",
        icon="document",
        group=DAILY,
        sure=(
            service("aide-aux-demarches-administratives", "On vous y aide à faire vos démarches."),
            programme("aidants-connect", "Un aidant habilité peut faire la démarche en votre nom."),
        ),
        likely=(
            france_services("dites-lui votre démarche."),
            programme(
                "point-d-acces-numerique-caf",
                "On y accède aux services de la CAF : demandez si votre démarche s’y fait.",
            ),
        ),
        bring="Apportez une pièce d’identité, les papiers de votre démarche et vos identifiants "
        "(impôts, assurance maladie, FranceConnect…).",
    ),
    Need(
        slug="emploi",
        label="Chercher un emploi ou une formation",
        purpose="chercher un emploi ou une formation",
        icon="briefcase",
        group=DAILY,
        sure=(
            service(
                "insertion-professionnelle-via-le-numerique", "On vous y aide à chercher un emploi."
            ),
        ),
        likely=(
            typology("ft", "C’est une agence France Travail : demandez un rendez-vous."),
            typology("ml", "C’est une mission locale : elle reçoit les jeunes de moins de 26 ans."),
            typology("mde", "C’est une maison de l’emploi : demandez ce qu’elle propose."),
            france_services("demandez-lui une aide pour vos démarches d’emploi."),
        ),
        bring="Apportez votre CV, même ancien ou sur papier.",
    ),
    Need(
        slug="imprimer",
        label="Imprimer ou numériser un document",
        purpose="imprimer ou numériser un document",
        icon="printer",
        group=DAILY,
        sure=(
            equipment("imprimante", "Vous pouvez y imprimer."),
            equipment("scanner", "Vous pouvez y numériser un papier."),
            equipment("copieur", "Vous pouvez y photocopier."),
            coworking("imprimante", "Vous pouvez y imprimer."),
        ),
        likely=(
            service(
                "acces-internet-et-materiel-informatique",
                "On y trouve du matériel informatique : demandez s’il y a une imprimante.",
            ),
            epn("demandez s’il a une imprimante."),
            france_services("demandez si vous pouvez y imprimer."),
        ),
        bring="Apportez votre document sur une clé USB, ou de quoi ouvrir votre messagerie.",
    ),
    Need(
        slug="internet",
        label="Utiliser un ordinateur ou internet",
        purpose="utiliser un ordinateur ou internet",
        icon="computer",
        group=DAILY,
        sure=(
            service(
                "acces-internet-et-materiel-informatique",
                "Vous pouvez y utiliser un ordinateur ou internet.",
            ),
            equipment("ordinateurs", "Des ordinateurs y sont à votre disposition."),
            equipment("tablettes", "Des tablettes y sont à votre disposition."),
            equipment("wifi", "Le wifi est à votre disposition."),
        ),
        likely=(
            epn("demandez si un ordinateur est libre."),
            france_services("demandez si un ordinateur est à disposition."),
        ),
        bring="Apportez vos mots de passe, ou le téléphone qui reçoit vos codes.",
    ),
    Need(
        slug="materiel",
        label="Avoir un ordinateur ou un téléphone moins cher",
        purpose="avoir un ordinateur ou un téléphone moins cher",
        icon="price",
        group=DAILY,
        sure=(
            service(
                "acquisition-de-materiel-informatique-a-prix-solidaire",
                "On y vend du matériel à petit prix.",
            ),
            training("ordi-3-0", "On y propose des ordinateurs remis en état."),
        ),
        likely=(
            programme("emmaus-connect", "Emmaüs Connect y est présent : demandez les conditions."),
            programme(
                "relais-numerique-emmaus-connect",
                "C’est un relais d’Emmaüs Connect : demandez les conditions.",
            ),
            typology("ressourcerie", "C’est une ressourcerie : demandez si elle a du matériel."),
        ),
        bring="Demandez avant de venir quels justificatifs apporter (revenus, allocations…).",
    ),
    Need(
        slug="apprendre",
        label="Apprendre à me servir d’un ordinateur ou d’un smartphone",
        purpose="apprendre à vous servir d’un ordinateur ou d’un smartphone",
        icon="learn",
        group=LEARN,
        sure=(
            service(
                "maitrise-des-outils-numeriques-du-quotidien",
                "On vous y apprend à vous servir d’un ordinateur ou d’un téléphone.",
            ),
            programme("conseillers-numeriques", "Un conseiller numérique vous y accompagne."),
        ),
        likely=(
            epn("demandez quand on vous y apprend."),
            france_services("demandez si un conseiller numérique y vient."),
        ),
        bring="Apportez votre appareil et son chargeur, si vous en avez un.",
    ),
    Need(
        slug="protection",
        label="Me protéger sur internet",
        purpose="vous protéger sur internet",
        icon="shield",
        group=LEARN,
        sure=(
            service(
                "utilisation-securisee-du-numerique",
                "On vous y apprend à éviter les arnaques et à protéger vos données.",
            ),
        ),
        likely=(
            service(
                "maitrise-des-outils-numeriques-du-quotidien",
                "On y apprend à se servir d’internet : demandez "
                "une aide sur les arnaques et les mots de passe.",
            ),
            service(
                "comprehension-du-monde-numerique",
                "On y explique internet : demandez une aide sur les arnaques et les mots de passe.",
            ),
            programme(
                "conseillers-numeriques",
                "Un conseiller numérique y est présent : demandez-lui "
                "une aide sur les arnaques et les mots de passe.",
            ),
            france_services("demandez si un conseiller numérique y vient."),
        ),
        bring="Apportez le message ou l’appareil qui vous inquiète. "
        "Ne donnez à personne le code de votre carte bancaire.",
    ),
    Need(
        slug="enfants",
        label="Aider mes enfants avec les écrans et l’école",
        purpose="accompagner vos enfants avec les écrans et l’école",
        icon="family",
        group=LEARN,
        sure=(
            service(
                "parentalite-et-education-avec-le-numerique",
                "On vous y aide à suivre vos enfants à l’école et devant les écrans.",
            ),
            programme(
                "promeneurs-du-net", "Des professionnels y répondent aux jeunes et à leurs parents."
            ),
        ),
        likely=(
            audience(
                "familles-et-ou-enfants",
                "Les familles y sont attendues : demandez ce qu’on propose.",
            ),
            typology("cs", "C’est un centre social : demandez ce qu’il propose aux familles."),
            typology(
                "csc", "C’est un centre socioculturel : demandez ce qu’il propose aux familles."
            ),
            typology(
                "evs", "C’est un espace de vie sociale : demandez ce qu’il propose aux familles."
            ),
        ),
    ),
    Need(
        slug="atelier",
        label="Participer à un atelier",
        purpose="participer à un atelier",
        icon="people",
        group=LEARN,
        sure=(support("dans-un-atelier-collectif", "On y propose des ateliers en petit groupe."),),
        likely=(
            coworking("animations", "On y organise des rencontres : demandez le programme."),
            epn("demandez ses prochains ateliers."),
            tiers_lieu("demandez ses prochains ateliers."),
        ),
    ),
    Need(
        slug="travailler",
        label="Travailler au calme",
        purpose="travailler au calme",
        icon="desk",
        group=WORK,
        sure=(
            coworking("poste-nomade", "Vous pouvez y prendre une place dans un espace partagé."),
            coworking("poste-fixe", "Vous pouvez y avoir un bureau à vous dans un espace partagé."),
            coworking("bureau-ferme", "Vous pouvez y louer un bureau fermé."),
        ),
        likely=(
            tiers_lieu("demandez s’il a une place pour travailler."),
            typology("bib", "C’est une bibliothèque : demandez s’il y a une salle calme."),
        ),
        bring="Apportez votre ordinateur, son chargeur et des écouteurs.",
    ),
    Need(
        slug="reunion",
        label="Organiser une réunion ou une visioconférence",
        purpose="organiser une réunion ou une visioconférence",
        icon="meeting",
        group=WORK,
        sure=(
            coworking("salle-de-reunion", "Vous pouvez y louer une salle de réunion."),
            coworking("visioconference", "Une salle y est équipée pour la visioconférence."),
            equipment("visioconference", "Le lieu est équipé pour la visioconférence."),
        ),
        likely=(
            equipment(
                "videoprojecteur", "Il a un vidéoprojecteur : demandez si une salle se loue."
            ),
            tiers_lieu("demandez s’il loue une salle."),
        ),
        bring="Réservez avant de venir, en disant combien vous serez.",
    ),
    Need(
        slug="fabriquer",
        label="Fabriquer un objet (imprimante 3D, découpe…)",
        purpose="fabriquer un objet",
        icon="cube",
        group=WORK,
        sure=(
            equipment("imprimante-3d", "Il y a une imprimante 3D."),
            equipment("decoupe-laser", "Il y a une découpe laser."),
            equipment("decoupe-vinyle", "Il y a une découpe vinyle."),
            equipment("fraiseuse", "Il y a une fraiseuse numérique."),
            equipment("brodeuse", "Il y a une machine à coudre ou à broder."),
            equipment("electronique", "Vous pouvez y souder et réparer."),
        ),
        likely=(
            typology(
                "fablab", "C’est un fablab, un atelier de fabrication : demandez ses machines."
            ),
            service(
                "loisirs-et-creations-numeriques",
                "On y crée avec le numérique : demandez quelles machines il y a.",
            ),
        ),
        bring="Apportez votre fichier, ou une idée et ses dimensions.",
    ),
    Need(
        slug="entreprise",
        label="Créer une entreprise",
        purpose="créer une entreprise",
        icon="rocket",
        group=WORK,
        sure=(coworking("domiciliation", "Vous pouvez y installer le siège de votre entreprise."),),
        likely=(
            coworking(
                "animations", "On y organise des rencontres : demandez celles des entrepreneurs."
            ),
            tiers_lieu("on y croise d’autres indépendants, demandez."),
            kind("pole", "C’est un pôle de proximité : demandez qui peut vous conseiller."),
        ),
    ),
)

BY_SLUG = {need.slug: need for need in NEEDS}

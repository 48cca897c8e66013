"""What the declaration says of a site that nobody has audited yet: facts, and no more."""

RESULTS = (
    "<p>Aucun audit de conformité n’a encore été mené. Le site est donc déclaré non conforme, "
    "quoi que donnent les vérifications ci-dessous.</p>"
    "<p>À chaque changement, deux vérifications automatiques ont lieu : les règles d’axe-core sur "
    "chaque type de page, en thème clair et en thème sombre, avec et sans JavaScript ; les "
    "parcours principaux au clavier seul. Elles ne remplacent pas un audit : un outil ne voit "
    "qu’une partie des critères.</p>"
)
NON_CONFORMITIES = (
    "<p>Faute d’audit, la liste des critères non respectés n’est pas établie. Si quelque chose "
    "vous gêne, signalez-le : chaque réclamation est lue et reçoit une réponse.</p>"
)
EXEMPTIONS = "<p>Aucune dérogation n’est demandée.</p>"
OUT_OF_SCOPE = (
    "<p>Le fond de carte vient d’un service extérieur. La liste des lieux donne les mêmes "
    "informations que la carte, sans elle.</p>"
)
TECHNOLOGIES = "HTML5\nCSS\nSVG\nJavaScript (aucune page n’en a besoin)"
ENVIRONMENTS = "Chromium, piloté par les vérifications automatiques, avec et sans JavaScript"
TOOLS = "axe-core : règles WCAG 2.2, niveaux A et AA\nParcours au clavier seul, automatisés"
PAGES = (
    "Accueil\nListe des lieux de l’annuaire\nCarte des lieux et carte à intégrer\n"
    "Fiche d’un lieu\nSignaler une erreur sur une fiche\nOrientation en trois questions\n"
    "Comparaison de tiers-lieux\nAgenda et page d’un événement\nRecherche\n"
    "Pages de texte, avec chacun de leurs éléments\nDonnées ouvertes\n"
    "Déclaration d’accessibilité et son formulaire\nPlan du site"
)

"""What the declaration says of a site that nobody has audited yet: facts, and no more."""

RESULTS = (
    "<p>Aucun audit de conformité n’a encore été mené. Le site est donc déclaré non "
    "conforme, quoi que donnent les vérifications ci-dessous.</p><p>À chaque changement, des "
    "vérifications automatiques ont lieu\u00a0: les règles d’axe-core et une partie des "
    "critères du RGAA sur chaque type de page, en thème clair et en thème sombre, avec et "
    "sans JavaScript\u00a0; les couleurs imposées par le système\u00a0; les caractères "
    "doublés\u00a0; les parcours principaux au clavier seul. Elles ne remplacent pas un "
    "audit\u00a0: un outil ne voit qu’une partie des critères.</p>"
)
NON_CONFORMITIES = (
    "<p>Faute d’audit, la liste n’est pas complète. Ce qui est "
    "connu\u00a0:</p><ul><li>l’administration réservée aux équipes (Wagtail)\u00a0: son code "
    "n’est pas valide partout (critère 8.2), et quelques champs, dont l’éditeur de texte, "
    "n’ont pas d’étiquette (critère 11.1)\u00a0;</li><li>aucun lecteur d’écran n’a encore "
    "servi à vérifier ce qui est restitué (critère 7.1).</li></ul><p>Si quelque chose vous "
    "gêne, signalez-le\u00a0: chaque réclamation est lue et reçoit une réponse.</p>"
)
EXEMPTIONS = "<p>Aucune dérogation n’est demandée.</p>"
OUT_OF_SCOPE = (
    "<ul><li>Les cartes en ligne (décret n°\u00a02019-768 du 24 juillet 2019, article "
    "4)\u00a0: leurs informations essentielles sont données sous une forme accessible, par "
    "la liste des mêmes lieux, à côté de chaque carte.</li></ul>"
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

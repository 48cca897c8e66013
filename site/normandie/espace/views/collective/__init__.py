"""« /espace/collectif/ »: what those who manage a place share, of no place in particular."""

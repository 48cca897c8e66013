"""Finding places: what is asked (criteria), how words match, what is counted (facets)."""

"""Which communes are far from any place that answers a question: « /reseau/couverture/ »."""

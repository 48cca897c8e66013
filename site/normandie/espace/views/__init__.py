"""What managers see of the places they look after, at « /espace/ »: one module a page."""

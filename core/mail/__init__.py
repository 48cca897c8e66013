"""Mail that is neither lost nor doubled (docs/decisions/0017-outbox.md).

A deed writes its mails in its own transaction (``queue``), the worker carries them out
(``delivery``), and what calls ``django.core.mail`` takes the same road (``backend``).
"""

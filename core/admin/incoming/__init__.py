"""Screens of what came in from visitors (``core.models.Incoming``), the same for every app.

An app subclasses ``IncomingViewSet``, gives it its table of transitions, and registers it; a
``BulkTransition`` and a ``WaitingPanel`` besides, if it wants them. Rows that staff write
themselves, and whose state follows a table too, have a ``StatefulViewSet``.
"""

"""Settings: ``base`` for all, then ``dev`` (works as it is), ``test`` and ``production``."""

"""Forms of the admin: an event, its repetition, the states of its dates."""

"""Calls of the Région and the files that answer them: form, deposit, review."""

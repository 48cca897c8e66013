"""A search engine beside the tables of words, where ``ELASTICSEARCH_URL`` names one.

It holds the same stems, and is never what is believed: it gives keys, which are read again in the
database by whoever asked, with all that says who may see them. Where it is away, empty or behind,
the tables answer (docs/decisions/0060-elasticsearch.md).

``client`` asks it; ``indexes`` says what it holds; ``queue`` and ``feeding`` keep that true;
``query`` and ``reading`` find.
"""

"""The national standard « lieux de médiation numérique » v1.0.2: its columns, lists, files.

Nothing here touches the database. ``directory.services.imports`` and
``directory.services.exports`` tie it to the places of the site.
Source: schema LaMednum/standard-mediation-num (Licence Ouverte 2.0).
"""

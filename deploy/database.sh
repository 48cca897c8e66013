#!/bin/sh
# Bring the database, and what follows from it, to the version of the current folder. Safe to repeat.
set -eu
python=.venv/bin/python
export DJANGO_SETTINGS_MODULE=normandie.settings.production

"$python" manage.py migrate --verbosity 1
"$python" manage.py createcachetable # does nothing unless CACHE_URL is dbcache
"$python" manage.py check --deploy --database default --fail-level WARNING
"$python" manage.py load_territory
"$python" manage.py load_vocabularies
"$python" manage.py apply_roles
"$python" manage.py reindex_dossiers # the words by which staff find files
"$python" manage.py reindex_places   # what sheets compute from the lists, by the rules of this version
"$python" manage.py reindex_pages    # the words of pages, likewise
"$python" manage.py reindex_events   # and those of the agenda
"$python" manage.py feed_search_engine # an index of this version, where there is an engine; away, later
"$python" manage.py clean_images     # those that came before they were cleaned on their way in

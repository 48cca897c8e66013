#!/bin/sh
# Bring an installed site to the version of this folder. Run as the user of the site, from its
# folder, with its .env in place; then restart the service.
set -eu
umask 027  # what the site writes is for its user, and for nginx by its group
cd "$(dirname "$0")/.."
export DJANGO_SETTINGS_MODULE=normandie.settings.production
python=.venv/bin/python

[ -x "$python" ] || "$(sh .ci/find-python "${PYTHON:-}")" -m venv .venv
"$python" -m pip install --quiet --require-hashes -r requirements.txt
mkdir -p var/media var/static
chmod -R o= var  # database and private documents, which a former release left open

"$python" manage.py migrate --verbosity 1
"$python" manage.py createcachetable  # does nothing unless CACHE_URL is dbcache
"$python" manage.py check --deploy --database default --fail-level WARNING
"$python" manage.py load_territory
"$python" manage.py load_vocabularies
"$python" manage.py apply_roles
"$python" manage.py reindex_dossiers  # the words by which staff find files
"$python" manage.py reindex_places  # what sheets compute from the lists, by the rules of this version
"$python" manage.py reindex_pages  # the words of pages, likewise
"$python" manage.py reindex_events  # and those of the agenda
"$python" manage.py feed_search_engine  # an index of this version, where there is an engine; away, later
"$python" manage.py clean_images  # those that came before they were cleaned on their way in

# In this order: the styles are joined from the collected files, then all is compressed once.
"$python" manage.py collectstatic --noinput --clear --verbosity 0
"$python" manage.py compress --force --verbosity 0
"$python" -m whitenoise.compress --quiet var/static

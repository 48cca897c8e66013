#!/bin/sh
# Make a release of a version of the clone (its last one on this branch, or the one given), beside the one that serves:
# its code, its packages, its static files. Nothing changes under the running site but the database, by migrations that
# the code which serves bears too (docs/deployment.md). Run as the user of the site; then deploy/switch.sh, as root.
set -eu
umask 027 # what the site writes is for its user, and for nginx by its group
clone=$(cd "$(dirname "$0")/.." && pwd)
site=${SITE:-$(dirname "$clone")}
commit=$(git -C "$clone" rev-parse --short=12 "${1:-HEAD}^{commit}")
name=$(date -u +%Y%m%d-%H%M%S)-$commit
release=$site/releases/$name
former=$(readlink -f "$site/current" || true)
export DJANGO_SETTINGS_MODULE=normandie.settings.production

mkdir -p "$release" "$site/var/media"
chmod -R o= "$site/var" # database and private documents
git -C "$clone" archive "$commit" | tar -x --no-same-permissions -C "$release"
ln -s ../../var "$release/var"
ln -s ../../.env "$release/.env"
cd "$release"

python=.venv/bin/python
[ -x "$python" ] || "$(sh .ci/find-python "${PYTHON:-}")" -m venv .venv
"$python" -m pip install --quiet --require-hashes -r requirements.txt

# Who reads a page as the site changes asks for the styles of the release before: its files stay, for a month at least.
touch .begun
if [ -d "$former/collected" ]; then
    cp -a "$former/collected" collected
    find collected -type f -mtime +30 ! -newer "$former/.begun" -delete
fi
"$python" manage.py createcachetable --verbosity 0 # the next lines keep something there, where CACHE_URL is dbcache
# In this order: the styles are joined from the collected files, then compressed.
"$python" manage.py collectstatic --noinput --verbosity 0
"$python" manage.py compress --force --verbosity 0
"$python" -m whitenoise.compress --quiet collected/CACHE

# From here on, the database is that of the site that serves.
sh deploy/database.sh

touch .ready
echo "$name"

#!/bin/sh
# As root, install the site on a Debian 12 or later, or bring its units and nginx up to those of this clone; safe to repeat.
#
#   git clone ADDRESS /srv/normandie/source && HOST=www.exemple.fr sh /srv/normandie/source/deploy/install.sh
#
# HOST     the name of the site, asked for the first time alone
# DATABASE postgresql for a role and a database of its own on this machine; nothing for SQLite
# It changes nothing of a .env that is there, nor of a certificate.
set -eu
site=${SITE:-/srv/normandie}
root=${ROOT:-} # where the system is: another folder to try it
clone=$(cd "$(dirname "$0")/.." && pwd)
units="normandie-worker normandie-slow normandie-metrics normandie-mails.timer normandie-calls.timer normandie-daily.timer
normandie-links.timer normandie-scheduled.timer normandie-search.timer normandie-letter.timer normandie-digest.timer normandie-backup.timer"

say() { printf '== %s\n' "$1"; }
as_site() { (cd "$site" && setpriv --reuid=normandie --regid=www-data --clear-groups env HOME="$site" "$@"); }

[ "$clone" = "$site/source" ] || { echo "Clone the project into $site/source." >&2; exit 1; }
[ -e "$site/.env" ] || [ -n "${HOST:-}" ] || { echo "HOST=www.exemple.fr says the name of the site." >&2; exit 1; }

say "Packages"
packages="nginx git curl openssl sqlite3 python3 python3-venv logrotate libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
fonts-dejavu-core"
[ "${DATABASE:-}" != postgresql ] || packages="$packages postgresql postgresql-client"
missing=""
for each in $packages; do
    dpkg-query --show --showformat='${db:Status-Status}' "$each" 2>/dev/null | grep -qx installed || missing="$missing $each"
done
if [ -n "$missing" ]; then
    apt-get update --quiet --quiet
    # shellcheck disable=SC2086 # one word for each package
    DEBIAN_FRONTEND=noninteractive apt-get install --quiet --quiet --yes --no-install-recommends $missing
fi

say "User and folders"
id normandie >/dev/null 2>&1 ||
    useradd --system --gid www-data --home-dir "$site" --no-create-home --shell /usr/sbin/nologin normandie
# nginx, of the same group, goes through the first; nobody else does.
for folder in "$site" "$site/releases" "$site/var" "$site/var/media"; do
    install --directory --owner=normandie --group=www-data --mode=750 "$folder"
done
install --directory --owner=normandie --group=www-data --mode=700 "$root/var/backups/normandie"
install --directory "$root/var/www/acme"
chown -R normandie:www-data "$clone"

database=""
if [ "${DATABASE:-}" = postgresql ] && ! [ -e "$site/.env" ]; then
    say "PostgreSQL"
    password=$(openssl rand -hex 24)
    as_postgres() { runuser -u postgres -- psql --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@"; }
    if [ -z "$(as_postgres --command="SELECT 1 FROM pg_roles WHERE rolname = 'normandie'")" ]; then
        as_postgres --command="CREATE ROLE normandie LOGIN"
    fi
    echo "ALTER ROLE normandie PASSWORD '$password'" | as_postgres # not on a line of command, which all may read
    if [ -z "$(as_postgres --command="SELECT 1 FROM pg_database WHERE datname = 'normandie'")" ]; then
        as_postgres --command="CREATE DATABASE normandie OWNER normandie ENCODING 'UTF8' TEMPLATE template0"
    fi
    database="DATABASE_URL=postgres://normandie:$password@127.0.0.1:5432/normandie?conn_max_age=60"
fi

if ! [ -e "$site/.env" ]; then
    say "Settings: $site/.env"
    (
        umask 077
        sed -e "s|^SECRET_KEY=.*|SECRET_KEY=$(openssl rand -hex 32)|" -e "s|^ALLOWED_HOSTS=.*|ALLOWED_HOSTS=$HOST|" \
            -e 's|^# TRUSTED_PROXIES=.*|TRUSTED_PROXIES=1|' -e 's|^# CACHE_URL=.*|CACHE_URL=dbcache://cache|' \
            -e "s|^# HEALTH_KEY=.*|HEALTH_KEY=$(openssl rand -hex 32)|" ${database:+-e "s|^# DATABASE_URL=.*|$database|"} \
            "$clone/.env.example" >"$site/.env.new"
    )
    chown normandie:www-data "$site/.env.new"
    mv "$site/.env.new" "$site/.env"
fi
host=$(sed -n 's/^ALLOWED_HOSTS=\([^,]*\).*/\1/p' "$site/.env")

say "nginx"
if ! [ -e "$root/etc/ssl/normandie/fullchain.pem" ]; then # until there is one that browsers know
    install --directory --mode=710 "$root/etc/ssl/normandie"
    openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj "/CN=$host" -addext "subjectAltName=DNS:$host" 2>/dev/null \
        -keyout "$root/etc/ssl/normandie/privkey.pem" -out "$root/etc/ssl/normandie/fullchain.pem"
    chmod 600 "$root/etc/ssl/normandie/privkey.pem"
fi
sed "s/www\.exemple\.fr/$host/" "$clone/deploy/nginx.conf" >"$root/etc/nginx/sites-available/normandie"
ln -sfn ../sites-available/normandie "$root/etc/nginx/sites-enabled/normandie"
rm -f "$root/etc/nginx/sites-enabled/default" # it would answer for every host
nginx -t -q

say "Services, timers, in the time of this machine: $(date +%Z)"
for unit in "$clone"/deploy/*.service "$clone"/deploy/*.timer; do
    install --mode=644 "$unit" "$root/etc/systemd/system/"
done
install --directory "$root/etc/systemd/system/normandie-.service.d"
install --mode=644 "$clone/deploy/normandie-.service.d/common.conf" "$root/etc/systemd/system/normandie-.service.d/"
systemctl daemon-reload

if [ -e "$site/current" ]; then
    systemctl reload-or-restart nginx
    say "The site is here: deploy/release.sh, then deploy/switch.sh, change its version."
    exit
fi
if ! grep -q '^EMAIL_URL=' "$site/.env"; then
    say "Fill in $site/.env now (EMAIL_URL, DEFAULT_FROM_EMAIL, DIRECTORY_TEAM_EMAILS, CLAMD_URL…), then run this again."
    exit
fi

say "First release"
name=$(as_site sh "$clone/deploy/release.sh" | tail -n 1)
[ -e "$site/releases/$name/.ready" ] || { echo "The release failed: nothing is served." >&2; exit 1; }
manage() { as_site env DJANGO_SETTINGS_MODULE=normandie.settings.production "releases/$name/.venv/bin/python" "releases/$name/manage.py" "$@"; }
manage create_pages
sh "$clone/deploy/switch.sh" "$name"
systemctl reload-or-restart nginx
# shellcheck disable=SC2086 # one word for each unit
systemctl enable --quiet --now $units

say "First administrator (again: manage.py createsuperuser)"
if [ -t 0 ]; then
    manage createsuperuser
else
    echo "No terminal here: do it by hand, as docs/deployment.md says."
fi
say "https://$host/"

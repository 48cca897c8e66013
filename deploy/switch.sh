#!/bin/sh
# Have a release serve in the place of the one that does, and no request fail meanwhile: switch.sh RELEASE, as root.
# The way back is the same, with the name of the release before. Without a name: says which there are.
set -eu
site=${SITE:-/srv/normandie}
run=${RUN:-/run/normandie}
kept=3
patience=120 # seconds that the new one may take to start
drain=5      # seconds for the requests that wait at the door of the former one
former=$(basename "$(readlink "$site/current" || true)")
name=${1:-}

if [ -z "$name" ]; then
    for ready in "$site"/releases/*/.ready; do
        each=$(basename "$(dirname "$ready")")
        [ "$each" = "$former" ] && echo "$each (serves)" || echo "$each"
    done
    exit
fi
[ -e "$site/releases/$name/.ready" ] || { echo "No release $name is ready." >&2; exit 1; }
if [ "$name" = "$former" ]; then echo "$name serves already."; exit; fi

point() { # a link, to what it leads from now on: in one step, for who follows it meanwhile
    ln -sfn "$1" "$2.new"
    mv -T "$2.new" "$2"
}

# Any host that the site answers for: those of .env.
host=$(sed -n 's/^ALLOWED_HOSTS=\([^,]*\).*/\1/p' "$site/.env")
socket=$run/$name/gunicorn.sock
answers() {
    curl --silent --fail --max-time 20 --output /dev/null --unix-socket "$socket" \
        -H "Host: $host" -H "X-Forwarded-Proto: https" "http://site$1"
}

# On the way back too: who read a page of the one that serves asks for its styles.
if [ -d "$site/current/collected" ]; then
    cp -an "$site/current/collected/." "$site/releases/$name/collected/"
fi
systemctl start "normandie-web@$name"
until answers /healthz && answers /; do
    patience=$((patience - 1))
    if [ "$patience" -le 0 ]; then
        systemctl stop "normandie-web@$name"
        echo "$name does not answer: $former goes on. journalctl -u normandie-web@$name says why." >&2
        exit 1
    fi
    sleep 1
done

point "releases/$name" "$site/current"
point "$socket" "$site/current.sock" # nginx follows it for each request
systemctl enable --quiet "normandie-web@$name"
systemctl restart normandie-worker normandie-slow normandie-metrics
if [ -n "$former" ]; then
    sleep "$drain"
    systemctl disable --quiet --now "normandie-web@$former"
fi
# The last ones that were ready stay: the way back. One that never was leads nowhere, unless it is being made.
find "$site/releases" -mindepth 1 -maxdepth 1 -type d | sort -r | {
    ready=0
    newer=yes
    while read -r old; do
        each=$(basename "$old")
        [ "$each" != "$name" ] || newer=no
        if [ -e "$old/.ready" ]; then ready=$((ready + 1)); fi
        if [ -e "$old/.ready" ] && [ "$ready" -le "$kept" ]; then continue; fi
        if [ ! -e "$old/.ready" ] && [ "$newer" = yes ]; then continue; fi
        case $each in "$name" | "$former") ;; *) rm -rf "$old" ;; esac
    done
}
echo "$name serves${former:+, $former no longer does}."

#!/usr/bin/env bash
# The suite on a bare Debian 12: python3, python3-venv and make, nothing else.
#
#   tools/bare_machine.sh FOLDER [ARGS of the tests]
#
# As root, after `make setup`; needs debootstrap and git.
# FOLDER holds the machine, and is used again the next time. Debian's mirror, pip's settings, names
# and certificates are those of this machine. What is tried is the last commit.
set -euo pipefail

RELEASE=bookworm
USER_THERE=visiteur
PROJECT=/srv/projet

[ $# -ge 1 ] || { sed -n '2,8s/^# \?//p' "$0"; exit 2; }
mkdir -p "$1"
root=$(realpath "$1")/root
arguments=${2:-}
cd "$(dirname "$0")/.."

mirror() { # the first one that apt knows for this release
    apt-get indextargets --format '$(REPO_URI)' \
        'Created-By: Packages' "Codename: $RELEASE" 'Component: main' | head -1
}

make_machine() {
    debootstrap --variant=minbase --include=python3,python3-venv,make,ca-certificates \
        "$RELEASE" "$root.part" "$(mirror)"
    chroot "$root.part" useradd --create-home "$USER_THERE"
    mv "$root.part" "$root"
}

lend_network() {
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    .venv/bin/python -m pip config list | sed -n "s/^global\.\([a-z-]*\)='\(.*\)'$/\1 = \2/p" |
        { echo "[global]"; cat; } >"$root/etc/pip.conf"
}

bring_project() {
    rm -rf "${root:?}$PROJECT"
    mkdir -p "$root$PROJECT"
    git archive HEAD | tar -x -C "$root$PROJECT"
    chroot "$root" chown -R "$USER_THERE" "$PROJECT"
}

lend_kernel() {
    trap 'umount "$root/dev/shm" "$root/dev" "$root/proc" 2>/dev/null || true' EXIT
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/dev/shm"
}

there() { # nothing of this machine's environment but pip's
    local lent
    mapfile -t lent < <(
        env | grep -iE '^(PIP_(INDEX_URL|EXTRA_INDEX_URL|CERT|PROXY|TRUSTED_HOST)|https?_proxy|no_proxy)='
    )
    chroot --userspec="$USER_THERE" "$root" env -i "${lent[@]}" LANG=C.UTF-8 \
        PATH=/usr/local/bin:/usr/bin:/bin HOME="/home/$USER_THERE" \
        make -C "$PROJECT" "$@"
}

[ -d "$root" ] || make_machine
lend_network
bring_project
lend_kernel
there setup
there test ARGS="$arguments"

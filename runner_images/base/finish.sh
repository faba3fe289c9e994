#!/bin/sh
# Last step of making the base image, run inside it: leave the packages asked for and nothing else.
#
#     finish.sh packages.txt
#
# A Debian image from a registry and one bootstrapped from a mirror start from different package
# sets. Whatever is neither essential nor needed by the list goes, so that both end the same.
set -eu
packages=$(sed 's/#.*//' "$1")
export DEBIAN_FRONTEND=noninteractive

# shellcheck disable=SC2046,SC2086  # lists of package names
{
    apt-mark auto $(apt-mark showmanual) >/dev/null
    apt-mark manual $packages >/dev/null
}
# apt keeps these of its own accord where they are, although nothing here needs them.
for package in e2fsprogs mount; do
    if dpkg-query --show "$package" >/dev/null 2>&1; then
        dpkg --purge --force-remove-protected "$package" >/dev/null
    fi
done
apt-get autoremove --purge --yes -qq \
    -o APT::AutoRemove::RecommendsImportant=false \
    -o APT::AutoRemove::SuggestsImportant=false >/dev/null
apt-get clean

# Licences stay: images may be handed on.
find /usr/share/doc -mindepth 1 ! -type d ! -name copyright -delete
find /usr/share/doc -mindepth 1 -type d -empty -delete
rm -rf /usr/share/man/* /usr/share/info/* /usr/share/locale/* /usr/share/lintian/*
rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* /var/lib/dpkg/*-old /var/lib/systemd
rm -rf /etc/apt/apt.conf.d/docker-* /etc/apt/apt.conf.d/99mmdebstrap /etc/dpkg/dpkg.cfg.d/docker* /etc/machine-id /.dockerenv
find /etc -maxdepth 1 -name '*-' -delete

# no-new-privileges already makes these harmless; without the bits there is nothing to make harmless.
find / -xdev -type f -perm /6000 -exec chmod a-s {} +

# The root file system is read-only when programs run, so Python could not keep what it compiles.
# Nothing ever changes under these files: their time stamps need no look (unchecked-hash).
find /usr/lib -name __pycache__ -type d -prune -exec rm -rf {} +
python3 -m compileall -q --invalidation-mode unchecked-hash /usr/lib/python3* >/dev/null

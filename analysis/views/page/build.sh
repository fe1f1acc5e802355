#!/usr/bin/env bash
# Builds the report page and writes it as C++: installs the packages of package-lock.json if they
# have changed, bundles the scripts, puts all into one page.
#
#   bash analysis/views/page/build.sh TO.cpp
#
# Works in .build/page, which all builds of this checkout share, so that nothing is left among the
# sources.
set -euo pipefail
to=$(realpath -m "$1")
cd "$(dirname "${BASH_SOURCE[0]}")"
work=$(realpath -m ../../../.build/page)
mkdir -p "$work"
exec 9>"$work/lock"
flock 9 # one build at a time

for tool in node npm; do
  if ! command -v "$tool" >/dev/null; then
    echo "error: the report page is built with $tool, which is missing (Debian: apt-get install nodejs npm)" >&2
    exit 1
  fi
done
rm -rf "$work/src"
cp -R src ./*.json ./*.mjs ./*.html ./*.css .npmrc "$work"
cd "$work"
if ! cmp --silent package-lock.json installed.json; then
  npm ci --ignore-scripts --omit=dev --no-audit --no-fund --loglevel=error
  cp package-lock.json installed.json
fi
node assemble.mjs "$work"
node embed.mjs page.html "$to"

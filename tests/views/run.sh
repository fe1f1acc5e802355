#!/usr/bin/env bash
# Looks at reports as people do: types and tests of the page's script, pages of every kind in a browser,
# workbooks in a spreadsheet. Installs what it needs.
#
#   bash tests/views/run.sh PROGRAM
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$(realpath "${1:?usage: bash tests/views/run.sh PROGRAM}")
cd "$root"
source .ci/install-packages
install_packages build views

(
  cd analysis/views/page
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  npm run --silent check
  npm test --silent
)
folders=$(mktemp -d)
trap 'rm -rf "$folders"' EXIT
FOLDERS=$folders bash tests/views/pages.sh "$program"
python3 tests/views/check_workbook.py "$folders"/{flagship,hostile,compare,sweep,size,no_events}

# The check of workbooks can fail: a table that says something else is seen.
broken=$folders/broken
cp -R "$folders/size" "$broken"
sed -i '2s/[0-9]/7/; 2s/[1-68-9]/7/' "$broken/size.csv"
if cmp --silent "$broken/size.csv" "$folders/size/size.csv"; then
  echo "error: nothing was broken" >&2
  exit 1
fi
if python3 tests/views/check_workbook.py "$broken" >"$folders/broken.log" 2>&1 ||
  ! grep -q 'size.csv: 2,.* should be' "$folders/broken.log"; then
  echo "error: a changed table was not seen in its workbook" >&2
  exit 1
fi

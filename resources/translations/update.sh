#!/bin/sh
# Brings the translation files up to date with the sources: new texts appear as unfinished, gone ones leave.
#
# lupdate takes the "std::" of a return type for the class that a function belongs to and then gives the function's
# texts the wrong context, so it reads a copy of the sources without such prefixes.
set -eu

lupdate=${LUPDATE:-/usr/lib/qt6/bin/lupdate}
root=$(cd "$(dirname "$0")/../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

cd "$root"
find core ui app \( -name '*.cpp' -o -name '*.h' \) -exec cp --parents {} "$copy" \;
cd "$copy"
find . -type f -exec perl -pi -e 's/(?<![\w:])(std|torch|at|Ort|YAML|data|deploy|distill|advice|bundle|experiment|handout|lessons|library|models|nn|report|session|sweep|teachers)::(?=\w)//g' {} +

"$lupdate" -I . -locations none -no-obsolete core ui app/workbench \
    -ts "$root/resources/translations/distillab_zh_CN.ts"
"$lupdate" -I . -locations none -no-obsolete -pluralonly core ui app \
    -ts "$root/resources/translations/distillab_en.ts"

# ./dev mutants [PART…] [--full] [--record]: changes the code in small ways and counts which changes no test notices. Without a part: the first of eng/mutants/mutants.tsv.
source eng/dev/prerequisites.sh
source eng/dev/build.sh

full=no record=() wanted=()
while [ $# -gt 0 ]; do
  case "$1" in
    --full) full=yes; shift ;;
    --record) record=(--record); shift ;;
    -*) echo "./dev mutants does not know \"$1\". It takes names of parts, --full and --record." >&2; exit 2 ;;
    *) wanted+=("$1"); shift ;;
  esac
done
mapfile -t known < <(grep -v '^#' eng/mutants/mutants.tsv | cut -f 1)
if [ $full = yes ]; then wanted=("${known[@]}"); elif [ ${#wanted[@]} -eq 0 ]; then wanted=("${known[0]}"); fi
for part in "${wanted[@]}"; do
  case " ${known[*]} " in
    *" $part "*) ;;
    *) echo "./dev mutants knows no part \"$part\". It knows: ${known[*]}." >&2; exit 2 ;;
  esac
done

ensure_prerequisites run
# In a copy of the sources: the tool clears and overwrites what it mutates. The programs of the tests it runs are described beside the record, so that no other build makes them.
place=$PWD/$outputs/mutants copy=$PWD/$outputs/mutants/copy
rm -rf "$place"
mkdir -p "$copy"
tar --exclude=./artifacts --exclude=./node_modules --exclude=./.git --exclude=./data -cf - . | tar -xf - -C "$copy"
for described in eng/mutants/*/; do
  name=$(basename "$described")
  mkdir -p "$copy/tests/Mutants/$name"
  cp "$described/stryker-config.json" "$copy/tests/Mutants/$name/"
  cp "$described/project.xml" "$copy/tests/Mutants/$name/$name.Mutants.csproj"
done
# The copy has no lock file for those programs; their packages are pinned like all others.
unset CI
dotnet tool restore >/dev/null
fallen=0
for part in "${wanted[@]}"; do
  IFS=$'\t' read -r _ project files _ < <(grep -P "^$part\t" eng/mutants/mutants.tsv)
  # What it says at length goes into a file; a run that breaks says all of it.
  if ! (cd "$copy/tests/Mutants/$project" && dotnet stryker --output "$place/$part" --mutate "**/$files" --skip-version-check) >"$place/$part.txt" 2>&1; then
    cat "$place/$part.txt" >&2
    exit 1
  fi
  node eng/mutants/mutants.mjs "$part" "$place/$part/reports/mutation-report.json" "${record[@]}" || fallen=1
done
exit $fallen

# ./dev test [--full] [--only LANE] [--upstream]: lanes in order, each with its seconds; the last line counts every test.
source eng/dev/prerequisites.sh
source eng/dev/build.sh

full=no only= upstream=no
while [ $# -gt 0 ]; do
  case "$1" in
    --full) full=yes; shift ;;
    --upstream) upstream=yes; choose_upstream; shift ;;
    --only) only=${2:?--only needs the name of a lane}; shift 2 ;;
    *) echo "./dev test does not know \"$1\". It takes --full, --only LANE and --upstream." >&2; exit 2 ;;
  esac
done

ensure_prerequisites run test
results=$outputs/test-results
rm -rf "$results"
mkdir -p "$results"
broken=() label=

# lane NAME COMMAND…: runs it, prints its seconds; a failed lane does not hide the later ones.
lane() {
  local name=$1 started=$SECONDS outcome=ok
  shift
  if [ -n "$only" ] && [ "$only" != "$name" ] && [ "$name" != build ]; then return 0; fi
  echo "── $name"
  # A subshell, so that one lane's exit ends that lane only.
  ("$@") || { outcome=FAILED; broken+=("$name"); }
  printf '── %s: %s, %d s\n' "$name" "$outcome" $((SECONDS - started))
}

# Tests marked lane=full run in the full lanes only. A test that takes longer than five minutes is named while it runs.
xunit() { # PROJECT [OPTIONS…]
  local project=$1
  shift
  local scope=()
  if [ $full = no ]; then scope=(-trait- lane=full); fi
  # A program that hangs is ended, so that the count is printed all the same.
  timeout --foreground 50m "$(program "$project")" -noLogo -noColor -noAutoReporters -longRunning 300 "${scope[@]}" "$@" -ctrf "$results/$label$project.json"
}

build_lane() {
  build_programs IntegrityChannel.sln
  build_web
  # The browser driver rides in the test package; Chromium itself is Debian's.
  npx tsc --project tsconfig.json
}
pages_lane() { npx vitest run --reporter=default --reporter=json --outputFile="$results/vitest.json"; }
unit_lane() {
  local failed=0 project
  for project in Crypto.Tests Casework.Tests Architecture.Tests; do xunit "$project" || failed=1; done
  return $failed
}
storage_lane() {
  local failed=0 project
  for project in Mailbox.Tests Intake.Tests; do xunit "$project" || failed=1; done
  return $failed
}
vectors_lane() { "$(program Crypto.Cli)" vectors check tests/Vectors; }
journeys_lane() { xunit Journeys; }
# A gibibyte through both pages: minutes, and three gibibytes of disk.
largest_lane() { xunit Journeys -explicit only -class IntegrityChannel.Journeys.Stories.LargestMessageTests; }
# The second adapters behind their doors (docs/decisions/0016-upstream-set.md); ./dev test --upstream runs everything over them.
upstream_lane() {
  local failed=0
  choose_upstream
  label=upstream-
  build_programs tests/Crypto.Tests/Crypto.Tests.csproj tests/Casework.Tests/Casework.Tests.csproj
  "$(program Crypto.Cli)" vectors check tests/Vectors || failed=1
  xunit Crypto.Tests -namespace IntegrityChannel.Crypto.Tests.Primitives || failed=1
  xunit Casework.Tests -namespace 'IntegrityChannel.Casework.Tests.Jobs*' -namespace 'IntegrityChannel.Casework.Tests.Notifications*' \
    -namespace IntegrityChannel.Casework.Tests.Servers || failed=1
  label=upstream-host-
  xunit Casework.Tests -class IntegrityChannel.Casework.Tests.Host.RouteTableTests -class IntegrityChannel.Casework.Tests.Soundness.InventoryTests || failed=1
  return $failed
}

lane build build_lane
if [ ${#broken[@]} -eq 0 ]; then
  lane unit unit_lane
  lane vectors vectors_lane
  lane storage storage_lane
  lane pages pages_lane
  lane journeys journeys_lane
  # Not part of --full: a package feed may lack the second set, and the default must pass everywhere.
  if [ "$only" = upstream ]; then lane upstream upstream_lane; fi
  if [ "$only" = largest ]; then lane largest largest_lane; fi
fi

if [ ${#broken[@]} -gt 0 ]; then echo "Lanes that failed: ${broken[*]}"; fi
# The count stands alone on the last line; a lane that broke without a failed test still fails the run.
node eng/dev/count.mjs "$results" "${#broken[@]}"

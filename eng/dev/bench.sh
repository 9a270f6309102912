# ./dev bench submit|browser|upload|idle|crypto [--json] [--upstream]: measures the programs as built for Release, over real HTTP. docs/performance.md says what the figures mean.
source eng/dev/prerequisites.sh
source eng/dev/build.sh

what='' json=()
while [ $# -gt 0 ]; do
  case "$1" in
    --json) json=(--json); shift ;;
    --upstream) choose_upstream; shift ;;
    submit | browser | upload | idle | crypto) what=$1; shift ;;
    *) echo "./dev bench does not know \"$1\". It takes submit, browser, upload, idle or crypto, --json and --upstream." >&2; exit 2 ;;
  esac
done
[ -n "$what" ] || { echo 'Say what to measure: ./dev bench submit|browser|upload|idle|crypto [--json]' >&2; exit 2; }

ensure_prerequisites run
build_programs src/Casework/Host/Casework.Host.csproj src/Intake/Host/Intake.Host.csproj >&2
build_web >&2
if [ "$what" = browser ]; then
  ensure_prerequisites test
  build_programs src/Crypto/Cli/Crypto.Cli.csproj tests/Journeys/Journeys.csproj >&2
  answer=$(mktemp)
  trap 'rm -f "$answer"' EXIT
  BENCH_OUT=$answer "$(program Journeys)" -noLogo -noColor -explicit only -class IntegrityChannel.Journeys.Stories.BrowserBench >&2
  cat "$answer"
  echo
else
  build_programs tests/Benchmarks/Benchmarks.csproj >&2
  "$(program Benchmarks)" "$what" "$outputs/bin" artifacts/web "${json[@]}"
fi

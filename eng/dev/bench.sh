# ./dev bench submit|assisted|browser|upload|idle|crypto|flood|timing [--json] [--small] [--runs N] [--upstream]: measures the programs as built for Release, over real HTTP. docs/performance.md says what the figures mean.
source eng/dev/prerequisites.sh
source eng/dev/build.sh

what='' options=() runs=()
while [ $# -gt 0 ]; do
  case "$1" in
    --json | --small) options+=("$1"); shift ;;
    --runs)
      [[ "${2:-}" =~ ^[1-9][0-9]?$ ]] || { echo '--runs takes how often to measure, from 1 to 99; the median of every number is told.' >&2; exit 2; }
      runs=(--runs "$2"); shift 2 ;;
    --upstream) choose_upstream; shift ;;
    submit | assisted | browser | upload | idle | crypto | flood | timing) what=$1; shift ;;
    *) echo "./dev bench does not know \"$1\". It takes submit, assisted, browser, upload, idle, crypto, flood or timing, --json, --small, --runs N and --upstream." >&2; exit 2 ;;
  esac
done
[ -n "$what" ] || { echo 'Say what to measure: ./dev bench submit|assisted|browser|upload|idle|crypto|flood|timing [--json] [--runs N]' >&2; exit 2; }
[ "$what" != browser ] || [ ${#runs[@]} -eq 0 ] || { echo 'The benchmark of the browser takes medians by itself; --runs is for the others.' >&2; exit 2; }

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
  "$(program Benchmarks)" "$what" "$outputs/bin" artifacts/web "${options[@]}" "${runs[@]}"
fi

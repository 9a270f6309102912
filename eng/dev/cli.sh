# ./dev cli [--upstream] -- COMMAND …: builds the command line when its sources changed, then runs it.
source eng/dev/prerequisites.sh
source eng/dev/build.sh
ensure_prerequisites run
if [ "${1:-}" = --upstream ]; then choose_upstream; shift; fi
if [ "${1:-}" = -- ]; then shift; fi
build_programs src/Crypto/Cli/Crypto.Cli.csproj >&2
exec "$(program Crypto.Cli)" "$@"

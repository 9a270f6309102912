# ./dev vectors [write|check]: the known-answer files of SIC-1.
source eng/dev/prerequisites.sh
source eng/dev/build.sh
ensure_prerequisites run
build_programs src/Crypto/Cli/Crypto.Cli.csproj >&2
exec "$(program Crypto.Cli)" vectors "${1:-check}" tests/Vectors

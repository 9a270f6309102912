# ./dev web: the pages, bundled, hashed and listed in manifest.json.
source eng/dev/prerequisites.sh
source eng/dev/build.sh
ensure_prerequisites run
build_web

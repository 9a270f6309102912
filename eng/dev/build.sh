# Building blocks of run, test, cli and web.

# The adapter set (eng/Adapters.props). Each has programs and results of its own; the pages are the same under both.
adapters=() outputs=artifacts
choose_upstream() {
  adapters=(-p:Crypto=nsec -p:Jobs=hangfire -p:Mail=mailkit -p:Containers=testcontainers)
  outputs=artifacts/upstream
}

program() { echo "$outputs/bin/$1/release/IntegrityChannel.$1"; }

# build_programs PROJECT…: paths of project files. A good build says nothing; a broken one says everything, the name of a package that the feed lacks too.
build_programs() {
  local project said
  for project in "$@"; do
    said=$(dotnet build "$project" -c "$configuration" -v quiet --nologo --tl:off "${adapters[@]}" 2>&1) || { printf '%s\n' "$said" >&2; exit 1; }
  done
}

# The stamp of the lock file tells whether node_modules is this lock file's.
install_node_modules() {
  local stamp=artifacts/node_modules.sha256 now
  now=$(sha256sum package-lock.json package.json)
  if [ -d node_modules ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then return 0; fi
  npm ci --no-audit --no-fund --loglevel=error
  mkdir -p artifacts
  echo "$now" >"$stamp"
}

build_web() {
  install_node_modules
  node eng/web.mjs
}

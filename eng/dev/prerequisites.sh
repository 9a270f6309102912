# Reads eng/prerequisites.tsv; says what is there; installs what is missing where apt may, otherwise prints the command and stops.

version_at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# is_present HOW…: the third column of the table.
is_present() {
  local how=$1
  shift
  case "$how" in
    command) command -v "$1" >/dev/null ;;
    dotnet) command -v dotnet >/dev/null && dotnet --list-sdks | grep -q "^$1\." ;;
    node) command -v node >/dev/null && version_at_least "$1" "$(node --version | tr -d v)" ;;
    library)
      local name
      for name in "$@"; do
        if [ -n "$(find /lib /usr/lib /usr/local/lib -name "$name*" -print -quit 2>/dev/null)" ]; then return 0; fi
      done
      return 1
      ;;
    file) [ -e "$1" ] ;;
    python) command -v python3 >/dev/null && { python3 -c "import $1" 2>/dev/null || /usr/bin/python3 -c "import $1" 2>/dev/null; } ;;
    *) echo "eng/prerequisites.tsv: no such look-up: $how" >&2; return 1 ;;
  esac
}

# each_prerequisite FUNCTION: calls it with name, scope, how, package.
each_prerequisite() {
  local name scope how package
  while IFS=$'\t' read -r name scope how package; do
    case "$name" in '' | '#'*) continue ;; esac
    "$1" "$name" "$scope" "$how" "$package"
  done <eng/prerequisites.tsv
}

# ensure_prerequisites SCOPE…: stops with the exact command when something is missing that may not be installed from here.
ensure_prerequisites() {
  local wanted=" $* " missing_packages=() missing_names=()
  note_missing() {
    case "$wanted" in *" $2 "*) ;; *) return 0 ;; esac
    # shellcheck disable=SC2086 # the look-up is words on purpose
    is_present $3 && return 0
    if [ "$4" = - ]; then missing_names+=("$1"); else missing_packages+=("$4"); fi
  }
  each_prerequisite note_missing
  if [ ${#missing_names[@]} -gt 0 ]; then
    printf 'Missing: %s. Install it yourself (README, "What you need"), then run this again.\n' "${missing_names[*]}" >&2
    exit 3
  fi
  [ ${#missing_packages[@]} -eq 0 ] || install_packages "${missing_packages[@]}"
}

install_packages() {
  local prefix=()
  if [ "$(id -u)" -ne 0 ]; then prefix=(sudo -n); fi
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; }; then
    printf 'Missing packages. Run this, then try again:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends %s\n' "$*" >&2
    exit 3
  fi
  echo "Installing with apt: $*"
  "${prefix[@]}" apt-get update -qq >/dev/null
  "${prefix[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

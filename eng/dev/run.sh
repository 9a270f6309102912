# ./dev run: both processes in the foreground on SQLite under data/. Ctrl-C stops both.
source eng/dev/prerequisites.sh
source eng/dev/build.sh

data=data intake_port=8080 casework_port=8081 empty= seed=no
while [ $# -gt 0 ]; do
  case "$1" in
    --data) data=${2:?--data needs a folder}; shift 2 ;;
    --empty) empty=yes; shift ;;
    --intake-port) intake_port=${2:?--intake-port needs a number}; shift 2 ;;
    --casework-port) casework_port=${2:?--casework-port needs a number}; shift 2 ;;
    --seed) seed=yes; shift ;;
    --upstream) choose_upstream; shift ;;
    *) echo "./dev run does not know \"$1\". It takes --empty, --data DIR, --intake-port N, --casework-port N, --seed, --upstream." >&2; exit 2 ;;
  esac
done

for pair in "--intake-port:$intake_port" "--casework-port:$casework_port"; do
  flag=${pair%%:*} port=${pair#*:}
  case "$port" in '' | *[!0-9]*) echo "$flag needs a number between 1 and 65535, not \"$port\"." >&2; exit 2 ;; esac
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    echo "Port $port is taken by another program. Choose another one: ./dev run $flag $((port + 10))" >&2
    exit 3
  fi
done

if [ $seed = yes ] && [ -e "$data/organisation" ]; then
  echo "$data already holds an organisation. Cases are invented for a new demonstration only: ./dev run --seed --data OTHER" >&2
  exit 3
fi

if [ $seed = yes ] && [ -n "$empty" ]; then
  echo '--seed invents cases for a demonstration; --empty begins a real organisation. Choose one of the two.' >&2
  exit 2
fi

if [ -n "$empty" ] && { [ -e "$data/demo" ] || [ -e "$data/organisation/demonstration" ]; }; then
  echo "$data is a demonstration, and never becomes a real organisation. Choose an empty folder: ./dev run --empty --data DIR" >&2
  exit 3
fi

ensure_prerequisites run
echo 'Building (the first time takes a minute or two) …'
build_programs src/Crypto/Cli/Crypto.Cli.csproj src/Intake/Host/Intake.Host.csproj src/Casework/Host/Casework.Host.csproj
build_web

# No debugger, profiler or dump of a process that holds other people's secrets in memory.
export DOTNET_EnableDiagnostics=0
export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development}
intake_url=http://localhost:$intake_port casework_url=http://localhost:$casework_port
umask 077 # what a run makes, sealed reports and demonstration keys, is for this account alone
mkdir -p "$data"
data=$(readlink -f "$data")
# casework.db without organisation: a set-up has begun here, so a demonstration has no place.
if [ -z "$empty" ] && [ ! -e "$data/organisation" ] && [ ! -e "$data/casework.db" ]; then
  echo 'Making a demonstration organisation: root, recovery shares, three officers …'
  ceremony_day=()
  if [ $seed = yes ]; then
    # The keys must be as old as the oldest case.
    ceremony_day=(--day "$("$(program Crypto.Cli)" seed first-day --clock "$data/seed.clock")")
  fi
  "$(program Crypto.Cli)" ceremony demo --data "$data" --origin "$intake_url" --origin "$casework_url" "${ceremony_day[@]}"
elif [ -e "$data/demo" ]; then
  # Sign-ins are bound to the addresses in the signed directory: other ports need a new one.
  "$(program Crypto.Cli)" ceremony origins --data "$data" --origin "$intake_url" --origin "$casework_url"
fi

running=()
stop_both() {
  trap - INT TERM EXIT
  [ ${#running[@]} -eq 0 ] || kill -TERM "${running[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
}
trap 'stop_both; echo; echo "Both processes have stopped. Everything is kept in $data."; exit 0' INT TERM
trap stop_both EXIT

# Without a signed directory intake is up and not open: its health is then 503, and says so itself.
is_up() {
  if [ -e "$data/demo" ]; then curl -fsS -o /dev/null "$1" 2>/dev/null; else curl -sS -o /dev/null "$1" 2>/dev/null; fi
}

# start_host NAME PROJECT PORT URL: starts one process and waits until it is ready.
start_host() {
  local tries=0 process
  "${host_environment[@]}" "$(program "$2")" --data "$data" --port "$3" --origin "$4" --web "artifacts/web/$1" &
  process=$!
  running+=("$process")
  until is_up "$4/health"; do
    kill -0 "$process" 2>/dev/null || { echo "$1 stopped before it was ready; the lines above say why." >&2; exit 1; }
    tries=$((tries + 1))
    [ $tries -lt 300 ] || { echo "$1 did not become ready within 60 seconds. $4/health says what it waits for." >&2; exit 1; }
    sleep 0.2
  done
}
# Casework first: it imports the key directory without which intake is not open.
start_hosts() {
  start_host casework Casework.Host "$casework_port" "$casework_url"
  start_host intake Intake.Host "$intake_port" "$intake_url"
}

if [ $seed = yes ]; then
  # Both processes live through four months on a clock that the seed moves, without a mail server; then they start anew on the real clock.
  echo 'Letting twenty invented cases happen, day by day (about a minute) …'
  host_environment=(env "INTEGRITY_CLOCK_FILE=$data/seed.clock" INTEGRITY_Mail__Transport=pickup)
  start_hosts
  if ! "$(program Crypto.Cli)" seed cases --data "$data" --intake "$intake_url" --casework "$casework_url" --clock "$data/seed.clock"; then
    echo "The demonstration in $data is half filled. Delete that folder and try again." >&2
    exit 3
  fi
  kill -TERM "${running[@]}"
  wait "${running[@]}" || true
  running=()
  rm -f "$data/seed.clock"
fi
host_environment=(env)
start_hosts

if [ ! -e "$data/organisation" ]; then
  echo
  echo '  There is no organisation yet: open the officers'"'"' page and type the set-up code that stands above.'
fi
cat <<READY

  Integrity Channel is ready.
    Report as a staff member    $intake_url
    The same without script     $intake_url/form
    Answer as an officer        $casework_url
READY
if [ -e "$data/demo" ]; then
  cat <<READY
    Demo sign-in                $data/demo/officers.txt
    Poster with fingerprint     $data/demo/poster.txt
READY
  if [ -e "$data/demo/codes.txt" ]; then echo "    Codes of invented cases     $data/demo/codes.txt"; fi
fi
cat <<READY
    Mail                        $data/mail (one file per mail, unless SMTP is set: docs/operations.md)
  Ctrl-C stops both; a restart keeps everything.

READY
# Whichever ends first ends the other: half a channel must not look like a whole one.
wait -n "${running[@]}" || true
echo 'One of the two processes stopped; stopping the other.' >&2
exit 1

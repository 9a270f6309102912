# ./dev restore DIR --data NEWDIR --shares FILE FILE [--fingerprint F] [--long-term FILE] [--keys FILE] [--without-keys]
# ./dev restore DIR --drill --shares FILE FILE [--data DIR]: practises a restore in a folder that is removed again, and notes the day for administrators.
source eng/dev/prerequisites.sh
source eng/dev/build.sh

from='' data='' drill=no options=()
while [ $# -gt 0 ]; do
  case "$1" in
    --data) data=${2:?--data needs a folder}; shift 2 ;;
    --drill) drill=yes; shift ;;
    --without-keys) options+=("$1"); shift ;;
    --fingerprint | --long-term | --keys) options+=("$1" "${2:?$1 needs a value}"); shift 2 ;;
    --shares)
      shift
      options+=(--shares)
      while [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; do options+=("$1"); shift; done
      ;;
    -*) echo "./dev restore does not know \"$1\". It takes DIR, --data, --shares, --fingerprint, --long-term, --keys, --without-keys, --drill." >&2; exit 2 ;;
    *) from=$1; shift ;;
  esac
done
[ -n "$from" ] || { echo 'Name the folder of the backup: ./dev restore DIR --data NEWDIR --shares FILE FILE' >&2; exit 2; }
[ $drill = yes ] || [ -n "$data" ] || { echo 'Name the new data folder with --data.' >&2; exit 2; }

ensure_prerequisites run
[ -x "$(program Casework.Host)" ] || build_programs src/Casework/Host/Casework.Host.csproj >&2
[ -x "$(program Crypto.Cli)" ] || build_programs src/Crypto/Cli/Crypto.Cli.csproj >&2
umask 077
known=$("$(program Casework.Host)" schemas)

if [ $drill = no ]; then
  "$(program Crypto.Cli)" restore "$from" --data "$data" --schemas "$known" "${options[@]}"
  echo "Start both processes on it: ./dev run --data $data. Everybody signs in anew."
  exit
fi

practice=$(mktemp -d)
# The practice copy holds keys: it is overwritten before it goes.
forget() { find "$practice" -type f -exec shred -u {} + 2>/dev/null || true; rm -rf "$practice"; }
trap forget EXIT
outcome=well
"$(program Crypto.Cli)" restore "$from" --data "$practice/data" --schemas "$known" "${options[@]}" || outcome=failed
"$(program Casework.Host)" drill --data "${data:-data}" --outcome "$outcome"
[ $outcome = well ] || exit 4
echo 'The drill went well; its day stands on the page of the administrator.'

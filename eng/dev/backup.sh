# ./dev backup DIR [--data DIR]: both parts of a backup, sealed to the recovery holders, while both processes run.
source eng/dev/prerequisites.sh
source eng/dev/build.sh

to='' data=data
while [ $# -gt 0 ]; do
  case "$1" in
    --data) data=${2:?--data needs a folder}; shift 2 ;;
    -*) echo "./dev backup does not know \"$1\". It takes DIR and --data DIR." >&2; exit 2 ;;
    *) to=$1; shift ;;
  esac
done
[ -n "$to" ] || { echo 'Name the folder that the backup goes to: ./dev backup DIR [--data DIR]' >&2; exit 2; }

ensure_prerequisites run
# What runs now is not built anew under its feet.
[ -x "$(program Casework.Host)" ] || build_programs src/Casework/Host/Casework.Host.csproj >&2
umask 077
"$(program Casework.Host)" backup --to "$to" --data "$data"

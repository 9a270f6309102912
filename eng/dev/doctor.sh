# ./dev doctor: every prerequisite and its state. Exit 0 when all are there, 1 otherwise.
source eng/dev/prerequisites.sh
all_present=0
say_state() {
  local state=present
  # shellcheck disable=SC2086 # the look-up is words on purpose
  is_present $3 || { state=missing; all_present=1; }
  local hint=''
  if [ $state = missing ]; then
    if [ "$4" = - ]; then hint='see README, "What you need"'; else hint="apt package $4"; fi
  fi
  printf '%-8s %-28s needed for: %-5s %s\n' "$state" "$1" "$2" "$hint"
}
each_prerequisite say_state
exit $all_present

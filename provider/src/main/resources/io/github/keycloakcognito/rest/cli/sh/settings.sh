#!/bin/sh
# keycloak-aws: AWS credentials by your sign-in with Keycloak, on the command line. The realm serves this program ready
# configured. It needs a POSIX shell, awk and curl. Nothing secret goes onto a command line, or leaves by a trace.
# shellcheck disable=SC2015 # After || always stands what ends the program.
{ set +x; } 2>/dev/null
set -eu

version=@VERSION@
realm_url=@REALM_URL@
realm=@REALM@
client=@CLIENT@
scope=@SCOPE@
default_pool=@POOL@
region=@REGION@

program=${0##*/}
oidc_url=$realm_url/protocol/openid-connect
door_url=$realm_url/cognito
newline='
'
# A variable of the caller's environment stays exported when it is assigned: what follows would be inherited by others.
unset access refresh answer body request_lines call_lines device_code secret session_token console_url pool role

# The tools work on bytes here. Only here: a command that is run keeps its language.
awk() { LC_ALL=C command awk "$@"; }
sed() { LC_ALL=C command sed "$@"; }

say() {
  printf '%s: %s\n' "$program" "$*" >&2
}

# die STATUS SENTENCE: what is wrong and what to do next
die() {
  exit_status=$1
  shift
  say "$*"
  exit "$exit_status"
}

wrong_use() {
  die 2 "$1. See: $program --help"
}

now() {
  date +%s
}

is_number() {
  case $1 in
    '' | *[!0-9]* | ???????????*) return 1 ;;
  esac
}

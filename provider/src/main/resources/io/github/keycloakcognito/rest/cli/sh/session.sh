
# ---- The sign-in, kept between calls

lock_held=

state_folder() {
  printf '%s\n' "${KEYCLOAK_AWS_HOME:-${HOME:-}/.keycloak-aws}"
}

find_state() {
  state=$(state_folder)
  case $state in
    /?*/?* | /?*) ;;
    *) die 2 "where to keep the sign-in? Set HOME, or KEYCLOAK_AWS_HOME to a full path" ;;
  esac
  # A sign-in belongs to the realm, the client and what it was asked for.
  session_name=$(printf '%s' "$realm_url" | tr -c 'A-Za-z0-9.\n-' '_' | cut -c1-80)-$(printf '%s %s %s' "$realm_url" "$client" "$scope" | cksum | cut -d ' ' -f 1)
  session=$state/$session_name
  lock=$session.lock
}

make_state() {
  [ -d "$state" ] || (umask 077 && mkdir -p "$state") 2>/dev/null || die 1 "can't make $state. Set KEYCLOAK_AWS_HOME to a folder of yours"
  [ -w "$state" ] || die 1 "can't write to $state. Set KEYCLOAK_AWS_HOME to a folder of yours"
}

# One at a time, so that concurrent calls refresh once. The link's target tells who holds the lock, from the moment it is.
take_lock() {
  make_state
  waited=0
  until ln -s "$(uname -n):$$" "$lock" 2>/dev/null; do
    [ -L "$lock" ] || [ ! -e "$lock" ] || die 1 "$lock is in the way. Remove it"
    break_lock
    waited=$((waited + 1))
    [ "$waited" -le 600 ] || die 1 "another $program seems to hang. End it, or remove $lock"
    sleep 0.1 2>/dev/null || sleep 1
  done
  lock_held=yes
}

# Takes away the lock of a process that is gone. Only one does so at a time, or the next one's lock would go with it.
break_lock() {
  lock_is_stale || return 0
  if ln -s "$$" "$lock.break" 2>/dev/null; then
    ! lock_is_stale || rm -f "$lock"
    rm -f "$lock.break"
  elif [ -n "$(find "$lock.break" -mmin +2 2>/dev/null)" ]; then
    rm -f "$lock.break"
  fi
}

lock_is_stale() {
  holder=$(readlink "$lock" 2>/dev/null) || return 1
  if [ "${holder%:*}" = "$(uname -n)" ] && is_number "${holder##*:}"; then
    if kill -0 "${holder##*:}" 2>/dev/null; then return 1; fi
  else
    [ -n "$(find "$lock" -mmin +5 2>/dev/null)" ]
  fi
}

give_lock() {
  [ -z "$lock_held" ] || rm -f "$lock"
  lock_held=
}

leave() {
  give_lock
  [ -z "${session:-}" ] || rm -f "$session.$$"
  [ -z "${new_config:-}" ] || rm -f "$new_config"
}

# load: sets access, expires, refresh, ends and store; false if there is no sign-in
load() {
  access='' expires=0 refresh='' ends=0 store=file
  [ -e "$session" ] || return 1
  [ -r "$session" ] || die 1 "can't read $session. Is it yours?"
  while read -r key value || [ -n "$key" ]; do
    case $key in
      access) access=$value ;;
      expires) expires=$value ;;
      refresh) refresh=$value ;;
      ends) ends=$value ;;
      store) store=$value ;;
      *) spoiled ;;
    esac
  done <"$session"
  case $access$refresh in
    *[!A-Za-z0-9._~+/=-]*) spoiled ;;
  esac
  [ -n "$access" ] && is_number "$expires" && is_number "$ends" || spoiled
  case $store in
    file | keyring) ;;
    *) spoiled ;;
  esac
}

spoiled() {
  give_lock
  die 3 "the sign-in in $session can't be read. Sign in again: $program login"
}

save() {
  kept=$refresh
  if [ "$store" = keyring ]; then
    keyring_put || die 1 "the keyring did not take the sign-in. Unlock it, or: KEYCLOAK_AWS_STORE=file $program login"
    kept=
  fi
  (
    umask 077
    cat >"$session.$$" <<END
access $access
expires $expires
refresh $kept
ends $ends
store $store
END
  ) && mv -f "$session.$$" "$session" || die 1 "can't write to $state. Is the disk full?"
}

forget() {
  [ "${store:-file}" != keyring ] || keyring_drop || say "the keyring did not forget the sign-in"
  rm -f "$session"
}

# take_tokens: those of the last answer
take_tokens() {
  access=$(member access_token)
  refresh=$(member refresh_token)
  lifetime=$(member expires_in)
  ends=$(member refresh_expires_in)
  is_number "$lifetime" && [ -n "$access" ] || foreign "$oidc_url/token"
  # A tenth less, for what is under way.
  expires=$(($(now) + lifetime * 9 / 10))
  if is_number "$ends" && [ "$ends" -gt 0 ]; then
    ends=$(($(now) + ends))
  else
    ends=0
  fi
}

# renew TOKEN: sets access to another token than TOKEN, or to one that is not over
renew() {
  load || not_signed_in
  [ "$access" = "$1" ] || [ "$expires" -le "$(now)" ] || return 0
  take_lock
  if ! load; then
    give_lock
    not_signed_in
  fi
  # Another call may have done it meanwhile.
  if [ "$access" = "$1" ] || [ "$expires" -le "$(now)" ]; then
    refresh_tokens
  fi
  give_lock
}

not_signed_in() {
  die 3 "you are not signed in. Sign in: $program login"
}

refresh_tokens() {
  [ "$store" != keyring ] || refresh=$(keyring_get) || refresh=
  [ -n "$refresh" ] || ended "there is no refresh token"
  request POST "$oidc_url/token" <<END
$(form grant_type refresh_token)
$(form client_id "$client")
$(form refresh_token "$refresh")
END
  case $status:$(member error) in
    200:*) ;;
    400:invalid_grant) ended "$(member error_description)" ;;
    *) refused "the sign-in was not renewed" ;;
  esac
  old_refresh=$refresh
  take_tokens
  refresh=${refresh:-$old_refresh}
  save
}

# ended REASON
ended() {
  forget
  give_lock
  die 3 "your sign-in is over${1:+ ($1)}. Sign in again: $program login"
}

# call METHOD URL: as request, with the access token
call() {
  call_lines=$(cat)
  renew ''
  call_once "$1" "$2"
  if [ "$status" = 401 ] && [ "$(member error)" != insufficient_user_authentication ]; then
    # The clock is wrong, or Keycloak was restarted with new keys, or the session is over.
    renew "$access"
    call_once "$1" "$2"
  fi
}

call_once() {
  request "$1" "$2" <<END
header = "Authorization: Bearer $access"
$call_lines
END
}

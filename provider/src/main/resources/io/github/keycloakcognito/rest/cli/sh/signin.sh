
# ---- Signing in and out

# login: the device flow (RFC 8628)
login() {
  choose_store
  make_state
  request POST "$oidc_url/auth/device" <<END
$(form client_id "$client")
$(form scope "openid $scope${offline:+ offline_access}")
END
  [ "$status" = 200 ] || refused "signing in can't begin"
  device_code=$(member device_code)
  uri=$(member verification_uri)
  complete_uri=$(member verification_uri_complete)
  interval=$(member interval)
  lifetime=$(member expires_in)
  [ -n "$device_code" ] && [ -n "$uri" ] && is_number "$lifetime" || foreign "$oidc_url/auth/device"
  is_number "$interval" || interval=5
  cat <<END
Open $uri in a browser, on any device, and enter the code

    $(member user_code)

END
  [ -z "$complete_uri" ] || printf 'or open %s\n\n' "$complete_uri"
  echo "The code is good for $(((lifetime + 59) / 60)) minutes. Waiting for you ..."
  await_approval $(($(now) + lifetime))
  take_tokens
  case "$offline $(member scope) " in
    ' '* | *' offline_access '*) ;;
    *)
      say "Keycloak gave a sign-in that is no longer than one in a browser. For more an admin has to give the client $client" \
        "the optional client scope offline_access, and you the role offline_access" ;;
  esac
  take_lock
  save
  give_lock
  echo "You are signed in. What you may take: $program roles. AWS profiles for it: $program configure"
}

# await_approval UNTIL: asks until somebody has approved, in the last answer
await_approval() {
  while :; do
    sleep "$interval"
    [ "$(now)" -lt "$1" ] || die 3 "nobody entered the code in time. Try again: $program login"
    if ! send POST "$oidc_url/token" <<END; then
$(form grant_type urn:ietf:params:oauth:grant-type:device_code)
$(form client_id "$client")
$(form device_code "$device_code")
END
      # Section 3.5: less often where nobody answers.
      say "can't reach $oidc_url/token at the moment: ${answer:-no answer}"
      [ "$interval" -ge 30 ] || interval=$((interval * 2))
      continue
    fi
    case $status:$(member error) in
      200:*) return 0 ;;
      400:authorization_pending) ;;
      *:slow_down | 429:* | 5??:*) interval=$((interval + 5)) ;;
      400:expired_token) die 3 "nobody entered the code in time. Try again: $program login" ;;
      400:access_denied) die 1 "the sign-in was refused in the browser. To try again: $program login" ;;
      *) refused "signing in failed" ;;
    esac
  done
}

logout() {
  take_lock
  # One that can't be read is forgotten all the same.
  if ! (load) 2>/dev/null; then
    rm -f "$session"
    give_lock
    echo "You are not signed in."
    return 0
  fi
  load
  [ "$store" != keyring ] || refresh=$(keyring_get) || refresh=
  revoked=
  if [ -n "$refresh" ] && send POST "$oidc_url/revoke" <<END && [ "$status" = 200 ]; then
$(form client_id "$client")
$(form token_type_hint refresh_token)
$(form token "$refresh")
END
    revoked=yes
  fi
  forget
  give_lock
  if [ -n "$revoked" ]; then
    echo "You are signed out. AWS credentials that were handed out hold until they expire."
  else
    say "the sign-in is forgotten here, but Keycloak could not be told${status:+ (HTTP $status)}: there it holds until it" \
      "expires. To end it now: $realm_url/account, under signed-in devices or applications"
  fi
}

status_of_sign_in() {
  load || not_signed_in
  if [ "$ends" -eq 0 ]; then
    echo "Signed in at $realm_url, until you sign out."
  elif [ "$ends" -gt "$(now)" ]; then
    echo "Signed in at $realm_url, for $(((ends - $(now)) / 60)) minutes more, or longer if used meanwhile."
  else
    die 3 "your sign-in is over. Sign in again: $program login"
  fi
  echo "Kept in $session$([ "$store" = file ] || echo ", its long-lived part in the keyring")."
}

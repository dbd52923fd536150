
# ---- Roles and credentials

# roles_answer: sets body
roles_answer() {
  call GET "$door_url/roles" <<END
get
$(form pool "$pool")
END
  [ "$status" = 200 ] || refused "your roles can't be told"
}

roles() {
  roles_answer
  if [ -n "$json" ]; then
    cat <<END
$body
END
    return 0
  fi
  flat_body | awk -F '\t' '
    { at = index($1, "."); rest = substr($1, at + 1); at = index(rest, "."); i = substr(rest, 1, at - 1) + 0 }
    { of[i, substr(rest, at + 1)] = $2; count = i + 1 }
    { if (rest ~ /\.name$/ && length($2) > width) width = length($2) }
    END {
      if (!count) exit 1
      if (width < 4) width = 4
      format = "%-" width "s  %-12s  %8s  %s\n"
      printf format, "ROLE", "ACCOUNT", "UP TO", ""
      for (i = 0; i < count; i++) {
        label = of[i, "label"] == of[i, "name"] ? "" : of[i, "label"]
        if (of[i, "default"] == "true") label = label (label == "" ? "" : ", ") "taken without --role"
        printf format, of[i, "name"], of[i, "accountId"], int(of[i, "maxSessionDuration"] / 60) " min", label
      }
    }' || echo "You have no AWS role in the pool $pool. Ask an admin of the realm $realm for one."
}

# credentials_answer: sets body
credentials_answer() {
  call POST "$door_url/credentials" <<END
$(form pool "$pool")
$(form role "$role")
$(form duration "$duration")
$(form fresh "$fresh")
END
  [ "$status" = 200 ] || refused "no AWS credentials${role:+ of the role $role}"
  key_id=$(member AccessKeyId)
  secret=$(member SecretAccessKey)
  session_token=$(member SessionToken)
  expiration=$(member Expiration)
  case $key_id$secret$session_token in
    *[!A-Za-z0-9/+=]*) foreign "$door_url/credentials" ;;
  esac
  [ -n "$key_id" ] && [ -n "$secret" ] && [ -n "$session_token" ] || foreign "$door_url/credentials"
}

credentials() {
  credentials_answer
  cat <<END
$body
END
}

variables() {
  case $shell in
    sh) form="export %='&'" ;;
    fish) form="set -gx % '&'" ;;
    powershell) form="\$env:% = '&'" ;;
    cmd) form='set "%=&"' ;;
    *) wrong_use "--shell is one of sh, fish, powershell, cmd" ;;
  esac
  credentials_answer
  awk -v form="$form" '
    function set(name, value,   line) {
      line = form
      sub(/%/, name, line)
      sub(/&/, value, line)
      print line
    }
    { set($1, $2) }' <<END
AWS_ACCESS_KEY_ID $key_id
AWS_SECRET_ACCESS_KEY $secret
AWS_SESSION_TOKEN $session_token
AWS_CREDENTIAL_EXPIRATION $expiration
END
}

# run_with_credentials COMMAND [ARGUMENT...]
run_with_credentials() {
  command -v "$1" >/dev/null || die 127 "there is no command $1"
  credentials_answer
  AWS_ACCESS_KEY_ID=$key_id AWS_SECRET_ACCESS_KEY=$secret AWS_SESSION_TOKEN=$session_token AWS_CREDENTIAL_EXPIRATION=$expiration
  # Some tools read the one, some the other.
  AWS_REGION=${AWS_REGION:-${AWS_DEFAULT_REGION:-$region}}
  AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-$AWS_REGION}
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_CREDENTIAL_EXPIRATION AWS_REGION AWS_DEFAULT_REGION
  # Some SDKs would prefer the profile.
  unset AWS_PROFILE AWS_DEFAULT_PROFILE
  trap - EXIT HUP INT TERM
  exec "$@"
}

# No browser is started with it: the link is worth as much as the credentials, and would be on a command line.
console() {
  call POST "$door_url/console" <<END
$(form pool "$pool")
$(form role "$role")
$(form duration "$duration")
$(form fresh "$fresh")
$(form destination "$destination")
END
  [ "$status" = 200 ] || refused "no AWS console"
  console_url=$(member url)
  [ -n "$console_url" ] || foreign "$door_url/console"
  cat <<END
$console_url
END
}

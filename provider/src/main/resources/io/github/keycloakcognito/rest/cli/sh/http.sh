
# Here documents and not printf, because not every shell has that built in, and then it shows in the process list.

# quoted VALUE: as it stands between quotes in a configuration of curl
quoted() {
  sed -e 's/[\\"]/\\&/g' -e '$!s/$/\\n/' <<END | tr -d '\n'
$1
END
}

# form NAME VALUE: a parameter, for curl; nothing without a value
form() {
  [ -n "$2" ] || return 0
  cat <<END
data-urlencode = "$1=$(quoted "$2")"
END
}

# send METHOD URL: curl's configuration comes from the input. Sets status, retry_after and body; false if nobody answers,
# with the reason in answer.
send() {
  status=
  answer=$(
    {
      cat
      cat <<END
request = "$1"
url = "$(quoted "$2")"
END
    } | curl -q -sS -i -g --suppress-connect-headers --connect-timeout 10 --max-time 60 \
      -H 'Accept: application/json' -A "keycloak-aws/$version" -K - 2>&1
  ) || return 1
  body=$(
    awk '
      !begun && /^HTTP\// { head = 1; status = $2; wait = ""; next }
      head {
        sub(/\r$/, "")
        if (tolower($0) ~ /^retry-after: *[0-9]+ *$/) wait = $2
        if ($0 == "") { head = 0; begun = status !~ /^1/; if (begun) print status " " wait }
        next
      }
      begun' <<END
$answer
END
  )
  status=${body%%"$newline"*}
  retry_after=${status#* }
  status=${status%% *}
  case $body in
    *"$newline"*) body=${body#*"$newline"} ;;
    *) body= ;;
  esac
  [ -n "$status" ]
}

# request METHOD URL: as send, but somebody has to answer; who asks to wait for a moment is asked again
request() {
  request_lines=$(cat)
  attempts=1
  while :; do
    send "$1" "$2" <<END || unreachable "$2"
$request_lines
END
    case $status in
      429 | 503) ;;
      *) return 0 ;;
    esac
    is_number "$retry_after" && [ "$retry_after" -le 5 ] && [ "$attempts" -lt 3 ] || return 0
    attempts=$((attempts + 1))
    sleep "$retry_after"
  done
}

unreachable() {
  give_lock
  case $answer in
    *ertificate* | *SSL*) remedy="For a private CA set CURL_CA_BUNDLE to its file" ;;
    *) remedy="Is the network up? Is a VPN needed, or a proxy (https_proxy)?" ;;
  esac
  die 4 "can't reach $1: ${answer:-no answer}. $remedy"
}

# An answer that does not come from Keycloak: a portal, a proxy, a page
foreign() {
  die 4 "$1 did not answer as Keycloak does (HTTP $status). Is a proxy or a sign-in page of the network in between?"
}

# refused WHAT: ends with the reason that stands in the last answer
refused() {
  give_lock
  reason=$(member error_description)
  [ -n "$reason" ] || reason=$(member error)
  case $status in
    3??) die 1 "$1: Keycloak has moved (HTTP $status). Fetch $program again from its new address" ;;
    5??) [ -n "$reason" ] || die 4 "$1: HTTP $status. Try again in a minute" ;;
    *) [ -n "$reason" ] || foreign "$realm_url" ;;
  esac
  case $status:$(member error) in
    400:invalid_client | 400:unauthorized_client | 401:invalid_client | 401:unauthorized_client | 400:invalid_scope)
      die 1 "$1: $reason. An admin of the realm has to look at the client $client: it is public, has the device flow" \
        "switched on and the optional client scope $scope" ;;
    401:insufficient_user_authentication)
      die 3 "$1: $reason Sign out in the browser, and sign in again as it asks: $program login" ;;
    401:*) die 3 "$1: $reason Sign in again: $program login" ;;
    403:insufficient_scope) die 1 "$1: $reason Fetch $program again from $door_url/cli, then: $program login" ;;
    403:*) die 1 "$1: $reason What you may take: $program roles. Beyond that, ask an admin of the realm $realm" ;;
    404:*) die 1 "$1: $reason Is --pool right? Otherwise ask an admin of the realm $realm" ;;
    502:*) die 1 "$1: $reason An admin of the realm has to mend that, who sees more by: $program check" ;;
    429:* | 503:* | 504:*) die 4 "$1: $reason Try again in a minute" ;;
    *) die 1 "$1: $reason See: $program --help" ;;
  esac
}

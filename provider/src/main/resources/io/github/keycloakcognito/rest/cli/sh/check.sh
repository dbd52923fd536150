
# ---- For admins

check() {
  case $pool in
    '' | *[!a-z0-9_-]*) wrong_use "$pool is no alias of an identity pool" ;;
  esac
  admin_url=${KEYCLOAK_AWS_ADMIN_URL:-${realm_url%/realms/*}}/admin/realms/${realm_url##*/realms/}/cognito
  call POST "$admin_url/pools/$pool/check" <<END
data = ""
END
  case $status in
    200) ;;
    403) not_admin ;;
    404)
      [ -z "$(member error_description)" ] || refused "the pool $pool can't be checked"
      die 1 "$admin_url is not there. If Keycloak's admin API has an address of its own, set KEYCLOAK_AWS_ADMIN_URL to it" ;;
    *) refused "the pool $pool can't be checked" ;;
  esac
  worst=$(member status)
  case $worst in
    ok) echo "The pool $pool of the realm $realm works." ;;
    skipped) echo "The pool $pool of the realm $realm works, as far as could be seen." ;;
    warning) echo "The pool $pool of the realm $realm works, but look at the warnings." ;;
    error) echo "The pool $pool of the realm $realm does not work for everybody." ;;
    *) foreign "$admin_url" ;;
  esac
  echo
  findings
  [ "$worst" != error ] || exit 1
}

not_admin() {
  die 1 "checking the pool $pool takes an admin of the realm $realm. Two things can be missing, an admin adds them in Keycloak's" \
    "admin console: you need the role manage-realm of the client realm-management, and the client $client must be allowed to" \
    "carry it (Client scopes > $client-dedicated > Scope: full scope, or that role). Then sign in again: $program login"
}

findings() {
  flat_body | awk -F '\t' '
    function words(check,   name) {
      name = check
      sub(/^[^:]*:/, "", name)
      if (check ~ /^client:/) return "Client " name
      if (check ~ /^role:/) return "Role " name
      return check in text ? text[check] : check
    }
    BEGIN {
      text["scope"] = "The client scope that the pool asks for"
      text["clients"] = "The clients that may exchange"
      text["cli-client"] = "The client of keycloak-aws"
      text["account-client"] = "The client of the page AWS access"
      text["binding"] = "The pool is bound to the realm by the operator"
      text["aws"] = "AWS"
      text["credentials"] = "The AWS credentials of Keycloak itself"
      text["pool"] = "The identity pool at AWS"
      text["authenticated-role"] = "The role that the identity pool gives by itself"
      text["authenticated-role-trust"] = "Taking that role"
      text["quota"] = "The pace that AWS allows"
      text["token"] = "A token for a user made up for this check"
      text["roles"] = "Taking roles"
      text["clean-up"] = "Deleting the identity of that user"
      mark["ok"] = "ok     "
      mark["skipped"] = "skipped"
      mark["warning"] = "WARNING"
      mark["error"] = "ERROR  "
    }
    $1 !~ /^findings\./ { next }
    { i = $1; sub(/^findings\./, "", i); name = i; sub(/\..*/, "", i); sub(/^[0-9]*\./, "", name) }
    { of[i + 0, name] = $2 == "null" ? "" : $2; count = i + 1 }
    END {
      for (i = 0; i < count; i++) {
        print mark[of[i, "status"]] "  " words(of[i, "check"]) (of[i, "cause"] == "" ? "" : ": " of[i, "cause"])
        if (of[i, "remedy"] != "") print "         What to do: " of[i, "remedy"]
      }
    }'
}

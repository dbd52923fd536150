
# ---- The system's keyring. Secrets go in and out by pipes.

keyring_kind() {
  if [ "$(uname)" = Darwin ] && command -v security >/dev/null; then
    echo security
  elif command -v secret-tool >/dev/null; then
    echo secret-tool
  fi
}

choose_store() {
  store=${KEYCLOAK_AWS_STORE:-file}
  case $store in
    file) ;;
    keyring)
      [ -n "$(keyring_kind)" ] || die 2 "there is no secret-tool (libsecret) here. Install it, or: KEYCLOAK_AWS_STORE=file" ;;
    *) wrong_use "KEYCLOAK_AWS_STORE is neither file nor keyring" ;;
  esac
}

keyring_put() {
  case $(keyring_kind) in
    secret-tool)
      secret-tool store --label="$program: $realm_url" service keycloak-aws account "$session_name" <<END
$refresh
END
      ;;
    security)
      # It takes lines of 4 kB at most, and would go on with the rest as if that were a command.
      [ "${#refresh}" -lt 3500 ] || return 1
      security -i >/dev/null <<END
add-generic-password -U -s keycloak-aws -a "$session_name" -w "$refresh"
END
      [ "$(keyring_get)" = "$refresh" ]
      ;;
    *) return 1 ;;
  esac
}

keyring_get() {
  case $(keyring_kind) in
    secret-tool) secret-tool lookup service keycloak-aws account "$session_name" ;;
    security) security find-generic-password -w -s keycloak-aws -a "$session_name" ;;
    *) return 1 ;;
  esac
}

keyring_drop() {
  case $(keyring_kind) in
    secret-tool) secret-tool clear service keycloak-aws account "$session_name" ;;
    security) security delete-generic-password -s keycloak-aws -a "$session_name" >/dev/null 2>&1 ;;
    *) return 1 ;;
  esac
}

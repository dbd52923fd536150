
usage() {
  cat <<END
$program $version: AWS credentials by your sign-in at
$realm_url

  $program login [--offline]
        Sign in, in a browser on any device. --offline: for weeks, without a session in the browser.
  $program logout
        End this sign-in and forget it here.
  $program status
        Whether you are signed in, and how long. Asks nobody.
  $program roles [--json]
        The AWS roles you may take.
  $program configure [--prefix P]
        Write an AWS profile for each of your roles, named P and the role ("$(profile_prefix)" if not given).
        Then: aws --profile NAME ..., or AWS_PROFILE=NAME.
  $program credentials [--role R] [--duration SECONDS] [--fresh]
        AWS credentials in JSON: what AWS tools expect of a credential_process.
  $program env [--role R] [--duration SECONDS] [--fresh] [--shell sh|fish|powershell|cmd]
        The same as environment variables, for: eval "\$($program env --role R)"
  $program exec [--role R] [--duration SECONDS] [--fresh] -- COMMAND [ARGUMENT...]
        Run a command with them.
  $program console [--role R] [--duration SECONDS] [--fresh] [--destination URL]
        A link that opens the AWS console. It is secret, and good for 15 minutes.
  $program check [POOL]
        For admins of the realm: try the identity pool from end to end.
  $program --help, $program --version

Every command takes --pool ALIAS for another identity pool than "$default_pool".
Without --role credentials are of the identity pool's own role. With --fresh they are new ones from AWS, where Keycloak
would hand out those it has kept: for a long job, or because AWS no longer takes the kept ones.

The sign-in is kept in $(state_folder)
(KEYCLOAK_AWS_HOME), readable for you only; its long-lived part in the system's keyring if you sign in with
KEYCLOAK_AWS_STORE=keyring (secret-tool, or the keychain of macOS). AWS credentials are kept nowhere.
Behind a proxy set https_proxy, for a private CA CURL_CA_BUNDLE, as for curl.

Exit status: 0 done, 1 refused or failed, 2 called wrongly, 3 sign in first, 4 Keycloak or AWS cannot be reached.
END
}

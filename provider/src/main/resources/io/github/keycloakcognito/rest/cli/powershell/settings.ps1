# keycloak-aws: AWS credentials by your sign-in with Keycloak, on the command line of Windows. The realm serves this
# program ready configured. It is written for Windows PowerShell 5.1 and PowerShell 7.
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

$version = @VERSION@
$realmUrl = @REALM_URL@
$realm = @REALM@
$client = @CLIENT@
$scope = @SCOPE@
$defaultPool = @POOL@
$region = @REGION@

$oidcUrl = "$realmUrl/protocol/openid-connect"
$doorUrl = "$realmUrl/cognito"
$program = 'keycloak-aws.ps1'
$self = $PSCommandPath

# Sentence: what is wrong and what to do next.
function Stop-With([int]$Status, [string]$Sentence) {
  [Console]::Error.WriteLine("keycloak-aws: $Sentence")
  exit $Status
}

function Show-Usage {
  Write-Output @"
keycloak-aws $version`: AWS credentials by your sign-in at
$realmUrl

  $program login [--offline]
        Sign in, in a browser on any device. --offline: for weeks, without a session in the browser.
  $program logout
  $program status
  $program roles [--json]
  $program configure [--prefix P]
        Write an AWS profile for each of your roles. Then: aws --profile NAME ...
  $program credentials [--role R] [--duration SECONDS] [--fresh]
        AWS credentials in JSON: what AWS tools expect of a credential_process.
  $program env [--role R] [--duration SECONDS] [--fresh] [--shell powershell|cmd|sh|fish]
        For: $program env --role R | Out-String | Invoke-Expression
  $program exec [--role R] [--duration SECONDS] [--fresh] COMMAND [ARGUMENT...]
  $program console [--role R] [--duration SECONDS] [--fresh] [--destination URL]
        A link that opens the AWS console. It is secret, and good for 15 minutes.
  $program check [POOL]
        For admins of the realm: try the identity pool from end to end.
  $program --help, $program --version

Every command takes --pool ALIAS for another identity pool than "$defaultPool".
With --fresh credentials are new ones from AWS, where Keycloak would hand out those it has kept.

The sign-in is kept in $(Get-StateFolder) (KEYCLOAK_AWS_HOME),
encrypted for your Windows account. AWS credentials are kept nowhere. The proxy is the one of Windows.

Exit status: 0 done, 1 refused or failed, 2 called wrongly, 3 sign in first, 4 Keycloak or AWS cannot be reached.
"@
}

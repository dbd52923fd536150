
# ---- The commands

# The device flow (RFC 8628).
function Invoke-Login {
  $wanted = "openid $scope"
  if ($options.offline) { $wanted += ' offline_access' }
  $begun = Send-Request 'POST' "$oidcUrl/auth/device" @{ client_id = $client; scope = $wanted }
  $code = Get-Member-Of $begun 'device_code'
  if (-not $code) { Stop-Refused "signing in can't begin" $begun }
  Write-Output "Open $(Get-Member-Of $begun 'verification_uri') in a browser, on any device, and enter the code"
  Write-Output ''
  Write-Output "    $(Get-Member-Of $begun 'user_code')"
  Write-Output ''
  Write-Output "or open $(Get-Member-Of $begun 'verification_uri_complete')"
  $until = (Get-Seconds) + [long](Get-Member-Of $begun 'expires_in')
  $interval = [int](Get-Member-Of $begun 'interval')
  if ($interval -lt 1) { $interval = 5 }
  while ($true) {
    Start-Sleep -Seconds $interval
    if ((Get-Seconds) -ge $until) { Stop-With 3 "nobody entered the code in time. Try again: $program login" }
    $answer = Send-Request 'POST' "$oidcUrl/token" @{ grant_type = 'urn:ietf:params:oauth:grant-type:device_code'; client_id = $client; device_code = $code }
    if ($answer.Status -eq 200) { break }
    $why = Get-Member-Of $answer 'error'
    if ($why -eq 'authorization_pending') { continue }
    if ($why -eq 'slow_down' -or $answer.Status -ge 500) { $interval += 5; continue }
    if ($why -eq 'expired_token') { Stop-With 3 "nobody entered the code in time. Try again: $program login" }
    if ($why -eq 'access_denied') { Stop-With 1 "the sign-in was refused in the browser. To try again: $program login" }
    Stop-Refused 'signing in failed' $answer
  }
  $signIn = New-SignIn $answer ''
  Invoke-Alone { Write-SignIn $signIn }
  Write-Output "You are signed in. What you may take: $program roles. AWS profiles for it: $program configure"
}

function Invoke-Logout {
  $signIn = Read-SignIn
  Remove-SignIn
  if ($null -eq $signIn) { Write-Output 'You are not signed in.'; return }
  if ($signIn.refresh) {
    Write-Output 'The sign-in is forgotten here. Telling Keycloak ...'
    $answer = Send-Request 'POST' "$oidcUrl/revoke" @{ client_id = $client; token = $signIn.refresh; token_type_hint = 'refresh_token' }
    if ($answer.Status -ne 200) { Stop-Refused "Keycloak did not end the sign-in. To end it: $realmUrl/account" $answer }
  }
  Write-Output 'You are signed out. AWS credentials that were handed out hold until they expire.'
}

function Show-Status {
  $signIn = Read-SignIn
  if ($null -eq $signIn) { Stop-With 3 "you are not signed in. Sign in: $program login" }
  if ($signIn.ends -eq 0) { Write-Output "Signed in at $realmUrl, until you sign out."; return }
  $left = [Math]::Floor(($signIn.ends - (Get-Seconds)) / 60)
  if ($left -lt 0) { Stop-With 3 "your sign-in is over. Sign in again: $program login" }
  Write-Output "Signed in at $realmUrl, for $left minutes more, or longer if used meanwhile."
}

function Get-Roles {
  $answer = Send-Call 'GET' "$doorUrl/roles" @{ pool = $options.pool }
  if ($answer.Status -ne 200) { Stop-Refused "your roles can't be told" $answer }
  return $answer
}

function Show-Roles {
  $answer = Get-Roles
  if ($options.json) { [Console]::Out.WriteLine($answer.Text); return }
  $roles = @(Get-Member-Of $answer 'roles')
  if ($roles.Count -eq 0) { Write-Output "You have no AWS role in the pool $($options.pool). Ask an admin of the realm $realm for one."; return }
  foreach ($role in $roles) {
    Write-Output ('{0,-32}  {1}  {2,6} min  {3}' -f $role.name, $role.accountId, [Math]::Floor($role.maxSessionDuration / 60), $role.label)
  }
}

function Get-Credentials {
  $answer = Send-Call 'POST' "$doorUrl/credentials" @{ pool = $options.pool; role = $options.role; duration = $options.duration; fresh = $options.fresh }
  if ($answer.Status -ne 200 -or -not (Get-Member-Of $answer 'AccessKeyId')) { Stop-Refused 'no AWS credentials' $answer }
  return $answer
}

# The environment variables of AWS tools, in their order.
function Get-Variables {
  $answer = Get-Credentials
  $expiration = Get-Member-Of $answer 'Expiration'
  # PowerShell 7 makes a date of it.
  if ($expiration -is [DateTime]) { $expiration = $expiration.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'") }
  return [ordered]@{
    AWS_ACCESS_KEY_ID = Get-Member-Of $answer 'AccessKeyId'
    AWS_SECRET_ACCESS_KEY = Get-Member-Of $answer 'SecretAccessKey'
    AWS_SESSION_TOKEN = Get-Member-Of $answer 'SessionToken'
    AWS_CREDENTIAL_EXPIRATION = $expiration
  }
}

function Show-Variables {
  $formats = @{ powershell = '$env:{0} = ''{1}'''; cmd = 'set "{0}={1}"'; sh = 'export {0}=''{1}'''; fish = 'set -gx {0} ''{1}''' }
  $format = $formats[$options.shell]
  if (-not $format) { Stop-With 2 "--shell is one of powershell, cmd, sh, fish. See: $program --help" }
  $variables = Get-Variables
  foreach ($name in $variables.Keys) { Write-Output ($format -f $name, $variables[$name]) }
}

function Invoke-WithCredentials([string[]]$Command) {
  if ($Command.Count -eq 0) { Stop-With 2 "exec needs a command to run. See: $program --help" }
  $variables = Get-Variables
  $variables['AWS_REGION'] = @($env:AWS_REGION, $env:AWS_DEFAULT_REGION, $region | Where-Object { $_ })[0]
  # Some tools read this one.
  $variables['AWS_DEFAULT_REGION'] = @($env:AWS_DEFAULT_REGION, $variables['AWS_REGION'] | Where-Object { $_ })[0]
  # Some SDKs would prefer the profile.
  $variables['AWS_PROFILE'] = $null
  $variables['AWS_DEFAULT_PROFILE'] = $null
  $before = @{}
  foreach ($name in $variables.Keys) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }
  $arguments = @($Command | Select-Object -Skip 1)
  $status = 127
  try {
    foreach ($name in $variables.Keys) { [Environment]::SetEnvironmentVariable($name, $variables[$name]) }
    & $Command[0] @arguments
    $status = $LASTEXITCODE
  } catch [Management.Automation.CommandNotFoundException] {
    [Console]::Error.WriteLine("keycloak-aws: there is no command $($Command[0])")
  } finally {
    foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
  }
  exit $status
}

function Show-Console {
  $answer = Send-Call 'POST' "$doorUrl/console" @{ pool = $options.pool; role = $options.role; duration = $options.duration; fresh = $options.fresh; destination = $options.destination }
  if ($answer.Status -ne 200) { Stop-Refused 'no AWS console' $answer }
  Write-Output (Get-Member-Of $answer 'url')
}

# Writes a block of profiles and nothing else; other bytes stay as they are.
function Write-Profiles {
  if (-not $self) { Stop-With 1 "AWS tools have to find this program. Save it into a file first, as keycloak-aws.ps1" }
  $config = $env:AWS_CONFIG_FILE
  if (-not $config) { $config = Join-Path $HOME '.aws\config' }
  $shared = $env:AWS_SHARED_CREDENTIALS_FILE
  if (-not $shared) { $shared = Join-Path $HOME '.aws\credentials' }
  $begin = "# keycloak-aws begins: $realmUrl $($options.pool)"
  $end = "# keycloak-aws ends: $realmUrl $($options.pool)"
  # One character for each byte.
  $bytes = [Text.Encoding]::GetEncoding(28591)
  $text = ''
  if (Test-Path -LiteralPath $config) { $text = $bytes.GetString([IO.File]::ReadAllBytes($config)) }
  $newline = "`n"
  if ($text.Contains("`r`n")) { $newline = "`r`n" }
  $from = $text.IndexOf($begin)
  $to = $text.IndexOf($end)
  if (($from -lt 0) -ne ($to -lt 0) -or $to -lt $from) { Stop-With 1 "$config has no whole block ""$begin"" to ""$end"". Remove what is left of it" }
  $before = $text
  $after = ''
  if ($from -ge 0) {
    $before = $text.Substring(0, $from)
    $after = $text.Substring($to + $end.Length) -replace '^\r?\n', ''
  } elseif ($before -and -not $before.EndsWith("`n")) {
    $before += $newline
  }
  $others = $before + $newline + $after
  if (Test-Path -LiteralPath $shared) { $others += $newline + $bytes.GetString([IO.File]::ReadAllBytes($shared)) }
  $taken = @([regex]::Matches($others, '(?m)^[ \t]*\[[ \t]*(?:profile[ \t]+)?["'']?(.*?)["'']?[ \t]*\]') | ForEach-Object { $_.Groups[1].Value })
  $lines = @($begin, '# Written by: keycloak-aws configure. The next time it writes all of this anew.')
  $names = @()
  foreach ($role in @(Get-Member-Of (Get-Roles) 'roles')) {
    if ($role.name -match '["%]|\s[#;]') { [Console]::Error.WriteLine("keycloak-aws: no profile for the role $($role.name): AWS tools would misread its name"); continue }
    $name = $options.prefix + ($role.name -replace '[^A-Za-z0-9._/@:+-]', '-')
    if ($taken -ccontains $name) { Stop-With 1 "there is a profile $name already, in $config or $shared. Remove it, or choose other names: $program configure --prefix P" }
    $names += $name
    $lines += "[profile $name]"
    $lines += "credential_process = powershell -NoProfile -ExecutionPolicy Bypass -File ""$self"" credentials --pool $($options.pool) --role ""$($role.name)"""
    $lines += "region = $region"
  }
  if ($names.Count -eq 0) { Stop-With 1 "you have no AWS role in the pool $($options.pool), so there is nothing to write. Ask an admin of the realm $realm" }
  $lines += $end
  $block = $bytes.GetString([Text.Encoding]::UTF8.GetBytes(($lines -join $newline) + $newline))
  [void](New-Item -ItemType Directory -Force -Path (Split-Path -Parent $config))
  [IO.File]::WriteAllBytes($config, $bytes.GetBytes($before + $block + $after))
  Write-Output "Written to ${config}:"
  foreach ($name in $names) { Write-Output "  $name" }
}

# For admins.
function Test-Pool {
  $answer = Send-Call 'POST' "$($realmUrl -replace '/realms/([^/]*)$', '/admin/realms/$1')/cognito/pools/$($options.pool)/check" @{}
  if ($answer.Status -eq 403) {
    Stop-With 1 "checking the pool takes an admin of the realm ${realm}: the role manage-realm of the client realm-management, which the client $client must be allowed to carry (full scope). Then sign in again: $program login"
  }
  if ($answer.Status -ne 200) { Stop-Refused "the pool $($options.pool) can't be checked" $answer }
  $worst = Get-Member-Of $answer 'status'
  Write-Output "The pool $($options.pool) of the realm ${realm}: $worst"
  foreach ($finding in (Get-Member-Of $answer 'findings')) {
    Write-Output ('{0,-8} {1}  {2}' -f $finding.status, $finding.check, $finding.cause)
    if ($finding.remedy) { Write-Output "         What to do: $($finding.remedy)" }
  }
  if ($worst -eq 'error') { exit 1 }
}

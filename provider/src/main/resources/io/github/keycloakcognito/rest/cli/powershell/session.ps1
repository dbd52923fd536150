
# ---- The sign-in, kept between calls

function Get-StateFolder {
  if ($env:KEYCLOAK_AWS_HOME) { return $env:KEYCLOAK_AWS_HOME }
  return Join-Path $env:LOCALAPPDATA 'keycloak-aws'
}

# A sign-in belongs to the realm, the client and what it was asked for.
function Get-SessionName {
  $sha = [Security.Cryptography.SHA256]::Create()
  $digest = $sha.ComputeHash([Text.Encoding]::UTF8.GetBytes("$realmUrl $client $scope"))
  return ([BitConverter]::ToString($digest) -replace '-', '').Substring(0, 16).ToLowerInvariant()
}

function Get-SessionFile { return Join-Path (Get-StateFolder) "$(Get-SessionName).session" }

function Get-Seconds { return [DateTimeOffset]::UtcNow.ToUnixTimeSeconds() }

# The sign-in; null if there is none.
function Read-SignIn {
  $file = Get-SessionFile
  if (-not (Test-Path -LiteralPath $file)) { return $null }
  try {
    $protected = ConvertTo-SecureString ([IO.File]::ReadAllText($file).Trim())
    $text = (New-Object Net.NetworkCredential('', $protected)).Password
    $signIn = $text | ConvertFrom-Json
    return @{ access = [string]$signIn.access; expires = [long]$signIn.expires; refresh = [string]$signIn.refresh; ends = [long]$signIn.ends }
  } catch {
    Stop-With 3 "the sign-in in $file can't be read. Sign in again: $program login"
  }
}

# Encrypted by Windows for the user's account (DPAPI).
function Write-SignIn([hashtable]$SignIn) {
  $file = Get-SessionFile
  [void](New-Item -ItemType Directory -Force -Path (Get-StateFolder))
  $text = $SignIn | ConvertTo-Json -Compress
  $protected = ConvertTo-SecureString $text -AsPlainText -Force | ConvertFrom-SecureString
  $temporary = "$file.$PID"
  [IO.File]::WriteAllText($temporary, $protected)
  Move-Item -Force -LiteralPath $temporary -Destination $file
}

function Remove-SignIn {
  Remove-Item -Force -ErrorAction SilentlyContinue -LiteralPath (Get-SessionFile)
}

# Runs Action while no other process does, so that concurrent calls refresh once.
function Invoke-Alone([scriptblock]$Action) {
  $mutex = New-Object Threading.Mutex($false, "Local\keycloak-aws-$(Get-SessionName)")
  try {
    try {
      if (-not $mutex.WaitOne(60000)) { Stop-With 1 "another $program seems to hang. End it" }
    } catch [Threading.AbandonedMutexException] {
      # Its holder is gone: now it is ours.
      Write-Debug 'The lock of a process that is gone was taken over.'
    }
    try { return & $Action } finally { $mutex.ReleaseMutex() }
  } finally {
    $mutex.Dispose()
  }
}

function New-SignIn($Answer, [string]$OldRefresh) {
  $access = Get-Member-Of $Answer 'access_token'
  if (-not $access) { Stop-Refused 'no token' $Answer }
  $refresh = Get-Member-Of $Answer 'refresh_token'
  if (-not $refresh) { $refresh = $OldRefresh }
  $ends = [long](Get-Member-Of $Answer 'refresh_expires_in')
  if ($ends -gt 0) { $ends += Get-Seconds }
  # A tenth less, for what is under way.
  $expires = (Get-Seconds) + [long][Math]::Floor([long](Get-Member-Of $Answer 'expires_in') * 0.9)
  return @{ access = $access; expires = $expires; refresh = $refresh; ends = $ends }
}

# Another access token than Refused, or one that is not over.
function Get-AccessToken([string]$Refused) {
  $signIn = Read-SignIn
  if ($null -ne $signIn -and $signIn.access -ne $Refused -and $signIn.expires -gt (Get-Seconds)) { return $signIn.access }
  return Invoke-Alone {
    $current = Read-SignIn
    if ($null -eq $current) { Stop-With 3 "you are not signed in. Sign in: $program login" }
    # Another call may have done it meanwhile.
    if ($current.access -ne $Refused -and $current.expires -gt (Get-Seconds)) { return $current.access }
    $answer = Send-Request 'POST' "$oidcUrl/token" @{ grant_type = 'refresh_token'; client_id = $client; refresh_token = $current.refresh }
    if ($answer.Status -ne 200 -and (Get-Member-Of $answer 'error') -eq 'invalid_grant') {
      Remove-SignIn
      Stop-With 3 "your sign-in is over ($(Get-Member-Of $answer 'error_description')). Sign in again: $program login"
    }
    if ($answer.Status -ne 200) { Stop-Refused 'the sign-in was not renewed' $answer }
    $renewed = New-SignIn $answer $current.refresh
    Write-SignIn $renewed
    return $renewed.access
  }
}

# As Send-Request, with the access token.
function Send-Call([string]$Method, [string]$Url, [hashtable]$Parameters) {
  $token = Get-AccessToken ''
  $answer = Send-Request $Method $Url $Parameters $token
  if ($answer.Status -eq 401 -and (Get-Member-Of $answer 'error') -ne 'insufficient_user_authentication') {
    $answer = Send-Request $Method $Url $Parameters (Get-AccessToken $token)
  }
  return $answer
}

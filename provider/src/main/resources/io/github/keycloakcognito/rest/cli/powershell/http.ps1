
# ---- HTTP

[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12

# An answer: Status, Text and Json, which is null where there is none. Parameters without a value are left out.
function Send-Request([string]$Method, [string]$Url, [hashtable]$Parameters, [string]$Token) {
  $form = @{}
  foreach ($name in $Parameters.Keys) {
    if ($Parameters[$name]) { $form[$name] = [string]$Parameters[$name] }
  }
  $headers = @{ Accept = 'application/json' }
  if ($Token) { $headers['Authorization'] = "Bearer $Token" }
  $status = 0
  $text = ''
  try {
    $response = Invoke-WebRequest -UseBasicParsing -Method $Method -Uri $Url -Body $form -Headers $headers -TimeoutSec 60 -MaximumRedirection 0
    $status = [int]$response.StatusCode
    # PowerShell 5.1 takes JSON for Latin-1.
    $text = [Text.Encoding]::UTF8.GetString($response.RawContentStream.ToArray())
  } catch {
    $failure = $_
    $answered = $failure.Exception.PSObject.Properties['Response']
    if ($null -eq $answered -or $null -eq $answered.Value) {
      Stop-With 4 "can't reach ${Url}: $($failure.Exception.Message). Is the network up? Is a VPN or a proxy needed?"
    }
    $status = [int]$answered.Value.StatusCode
    if ($null -ne $failure.ErrorDetails) { $text = [string]$failure.ErrorDetails.Message }
  }
  $json = $null
  try { $json = $text | ConvertFrom-Json } catch { $json = $null }
  return @{ Status = $status; Text = $text; Json = $json; Url = $Url }
}

# A member of an answer's JSON; null where it is absent.
function Get-Member-Of($Answer, [string]$Name) {
  if ($Answer.Json -isnot [PSCustomObject]) { return $null }
  $property = $Answer.Json.PSObject.Properties[$Name]
  if ($null -eq $property) { return $null }
  return $property.Value
}

# Ends with the reason that Keycloak gave.
function Stop-Refused([string]$What, $Answer) {
  $reason = Get-Member-Of $Answer 'error_description'
  $code = Get-Member-Of $Answer 'error'
  if (-not $reason) { $reason = $code }
  $status = $Answer.Status
  if (-not $reason) { Stop-With 4 "${What}: $($Answer.Url) did not answer as Keycloak does (HTTP $status). Is a proxy in between? Try again in a minute" }
  if ($code -eq 'insufficient_user_authentication') { Stop-With 3 "${What}: $reason Sign out in the browser, and sign in again as it asks: $program login" }
  if ($status -eq 401) { Stop-With 3 "${What}: $reason Sign in again: $program login" }
  if ($status -eq 403) { Stop-With 1 "${What}: $reason What you may take: $program roles. Beyond that, ask an admin of the realm $realm" }
  if ($status -eq 502) { Stop-With 1 "${What}: $reason An admin of the realm has to mend that, who sees more by: $program check" }
  if ($status -eq 429 -or $status -ge 500) { Stop-With 4 "${What}: $reason Try again in a minute" }
  Stop-With 1 "${What}: $reason See: $program --help"
}

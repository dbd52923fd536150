
# ---- The command line

function Stop-Misused([string]$What) { Stop-With 2 "$What. See: $program --help" }

$taken = @{
  login = @('offline'); logout = @(); status = @(); roles = @('json', 'pool'); configure = @('prefix', 'pool')
  credentials = @('role', 'duration', 'fresh', 'pool'); exec = @('role', 'duration', 'fresh', 'pool'); check = @('pool')
  env = @('role', 'duration', 'fresh', 'pool', 'shell'); console = @('role', 'duration', 'fresh', 'pool', 'destination')
}
$options = @{ offline = $false; json = $false; role = ''; duration = ''; fresh = ''; pool = $defaultPool; shell = 'powershell'; prefix = $null; destination = '' }

$command = '--help'
if ($args.Count -gt 0) { $command = [string]$args[0] }
if ($command -eq '--help' -or $command -eq '-h' -or $command -eq 'help') { Show-Usage; exit 0 }
if ($command -eq '--version') { Write-Output "keycloak-aws $version for $realmUrl"; exit 0 }
if (-not $taken.ContainsKey($command)) { Stop-Misused "there is no command $command" }

$at = 1
while ($at -lt $args.Count -and ([string]$args[$at]).StartsWith('--')) {
  $option = ([string]$args[$at]).Substring(2)
  $at++
  if ($option -eq '') { break }
  if ($option -eq 'help') { Show-Usage; exit 0 }
  if ($taken[$command] -notcontains $option) { Stop-Misused "$command takes no --$option" }
  if ($option -eq 'offline' -or $option -eq 'json') { $options[$option] = $true; continue }
  if ($option -eq 'fresh') { $options.fresh = 'true'; continue }
  if ($at -ge $args.Count) { Stop-Misused "--$option needs a value" }
  $options[$option] = [string]$args[$at]
  $at++
}
$rest = @($args | Select-Object -Skip $at)
if ($command -eq 'check' -and $rest.Count -eq 1) {
  $options.pool = [string]$rest[0]
} elseif ($command -ne 'exec' -and $rest.Count -gt 0) {
  Stop-Misused "$command takes no $($rest[0])"
}
if ($options.pool -notmatch '^[a-z0-9_-]+$') { Stop-Misused '--pool is the alias of an identity pool' }
if ($options.duration -and -not $options.role) { Stop-Misused '--duration needs --role' }
if ($null -eq $options.prefix) {
  $options.prefix = "$realm-" -replace '[^A-Za-z0-9._/@:+-]', '-'
  if ($options.pool -ne $defaultPool) { $options.prefix += "$($options.pool)-" }
}
if (-not $env:LOCALAPPDATA -and -not $env:KEYCLOAK_AWS_HOME) { Stop-With 2 'this program is for Windows. Elsewhere take the one for sh' }

switch ($command) {
  'login' { Invoke-Login }
  'logout' { Invoke-Logout }
  'status' { Show-Status }
  'roles' { Show-Roles }
  'configure' { Write-Profiles }
  'credentials' { [Console]::Out.WriteLine((Get-Credentials).Text) }
  'env' { Show-Variables }
  'exec' { Invoke-WithCredentials $rest }
  'console' { Show-Console }
  'check' { Test-Pool }
}

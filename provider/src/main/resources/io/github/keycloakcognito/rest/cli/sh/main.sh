
# ---- The command line

command=${1:---help}
[ $# -eq 0 ] || shift
case $command in
  login) allowed='--offline' ;;
  logout | status) allowed='' ;;
  roles) allowed='--json --pool' ;;
  configure) allowed='--prefix --pool' ;;
  credentials | exec) allowed='--role --duration --fresh --pool' ;;
  env) allowed='--role --duration --fresh --pool --shell' ;;
  console) allowed='--role --duration --fresh --pool --destination' ;;
  check) allowed='--pool' ;;
  help | -h | --help)
    pool=$default_pool
    usage
    exit 0 ;;
  version | --version)
    echo "keycloak-aws $version for $realm_url"
    exit 0 ;;
  *) wrong_use "there is no command $command" ;;
esac

offline='' json='' role='' duration='' fresh='' shell=sh destination='' prefix='' prefix_given='' pool=$default_pool
while [ $# -gt 0 ]; do
  case $1 in
    --) break ;;
    -h | --help)
      usage
      exit 0 ;;
    --*=*)
      option=${1%%=*}
      value=${1#*=}
      shift
      set -- "$option" "$value" "$@" ;;
    -*) ;;
    *) break ;;
  esac
  case " $allowed " in
    *" $1 "*) ;;
    *) wrong_use "$command takes no $1" ;;
  esac
  case $1 in
    --offline) offline=yes ;;
    --json) json=yes ;;
    --fresh) fresh=true ;;
    *)
      [ $# -gt 1 ] && { [ -n "$2" ] || [ "$1" = --prefix ]; } || wrong_use "$1 needs a value"
      case $1 in
        --role) role=$2 ;;
        --duration) duration=$2 ;;
        --shell) shell=$2 ;;
        --destination) destination=$2 ;;
        --pool) pool=$2 ;;
        --prefix) prefix=$2 prefix_given=yes ;;
      esac
      shift ;;
  esac
  shift
done
separator=
if [ "${1:-}" = -- ]; then
  separator=yes
  shift
fi
case $command in
  exec) [ $# -gt 0 ] || wrong_use "exec needs a command to run, behind --" ;;
  check)
    [ $# -le 1 ] || wrong_use "check takes one pool"
    pool=${1:-$pool} ;;
  *) [ $# -eq 0 ] && [ -z "$separator" ] || wrong_use "$command takes no ${1:---}" ;;
esac
if [ -n "$duration" ]; then
  is_number "$duration" || wrong_use "--duration is a number of seconds"
  [ -n "$role" ] || wrong_use "--duration needs --role"
fi

command -v curl >/dev/null || die 1 "curl is not installed. Install it"
find_state
trap leave EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
case $command in
  login) login ;;
  logout) logout ;;
  status) status_of_sign_in ;;
  roles) roles ;;
  configure) configure ;;
  credentials) credentials ;;
  env) variables ;;
  exec) run_with_credentials "$@" ;;
  console) console ;;
  check) check ;;
esac


# ---- AWS profiles

profile_prefix() {
  if [ -n "${prefix_given:-}" ]; then
    printf '%s\n' "$prefix"
  elif [ "${pool:-$default_pool}" = "$default_pool" ]; then
    printf '%s-\n' "$realm"
  else
    printf '%s-%s-\n' "$realm" "$pool"
  fi | tr -c 'A-Za-z0-9._/@:+%\n-' '-'
}

# find_self: sets self to this program's full path
find_self() {
  case $0 in
    */*) self=$0 ;;
    *) if [ -f "$0" ]; then self=./$0; else self=$(command -v "$0") || self=; fi ;;
  esac
  [ -n "$self" ] && self=$(cd "$(dirname "$self")" && pwd)/${self##*/} \
    && sed -n 2p "$self" 2>/dev/null | grep '^# keycloak-aws:' >/dev/null \
    || die 1 "AWS tools have to find this program. Save it into a file first: curl -fsS $door_url/cli -o keycloak-aws"
  [ -x "$self" ] || die 1 "AWS tools have to run this program. First: chmod +x $self"
  case $self in
    *"$newline"* | *\	*) die 1 "AWS tools can't run $self. Move it to a folder with a plain name" ;;
    *' #'* | *' ;'*) die 1 "AWS tools can't run $self. Move it to a folder with a plain name" ;;
  esac
}

# Values within single quotes mean the same to sh and to the SDKs that split the line themselves.
literal() {
  printf "'%s'\n" "$(printf '%s\n' "$1" | sed "s/'/'\\\\''/g")"
}

# follow FILE: what it is after all symbolic links
follow() {
  followed=$1
  hops=0
  while [ -L "$followed" ]; do
    hops=$((hops + 1))
    [ "$hops" -le 40 ] || die 1 "$1 is a symbolic link to itself. Remove it"
    target=$(readlink "$followed")
    case $target in
      /*) followed=$target ;;
      *) followed=$(dirname "$followed")/$target ;;
    esac
  done
  printf '%s\n' "$followed"
}

# profiles: lines "name<tab>role", of the last answer
profiles() {
  flat_body | sed -n 's/^roles\.[0-9]*\.name	//p' | awk -v prefix="$(profile_prefix)" '
    {
      name = $0
      gsub(/[^A-Za-z0-9._\/@:+%-]/, "-", name)
      name = prefix name
      while (name in taken) name = name "-2"
      taken[name] = 1
      print name "\t" $0
    }'
}

# profile_names: of a configuration from the input, as AWS tools read them
profile_names() {
  awk '
    /^[ \t]*\[/ {
      sub(/^[ \t]*\[[ \t]*/, "")
      sub(/[ \t]*\].*$/, "")
      sub(/^profile[ \t]+/, "")
      gsub(/["\047]/, "")
      print
    }'
}

configure() {
  find_self
  config=${AWS_CONFIG_FILE:-${HOME:-}/.aws/config}
  shared=${AWS_SHARED_CREDENTIALS_FILE:-${HOME:-}/.aws/credentials}
  begin="# keycloak-aws begins: $realm_url $pool"
  end="# keycloak-aws ends: $realm_url $pool"
  case $begin in
    *"$newline"*) die 1 "the realm's URL is no URL. Fetch $program again" ;;
  esac
  roles_answer
  wanted=$(profiles)
  [ -n "$wanted" ] || die 1 "you have no AWS role in the pool $pool, so there is nothing to write. Ask an admin of the realm $realm"
  file=$(follow "$config") || exit
  folder=$(dirname "$file")
  [ -d "$folder" ] || (umask 077 && mkdir -p "$folder") || die 1 "can't make $folder. Set AWS_CONFIG_FILE to a file of yours"
  if [ -e "$file" ]; then
    [ -f "$file" ] && [ -r "$file" ] || die 1 "can't read $config. Set AWS_CONFIG_FILE to a file of yours"
  fi
  find_block
  refuse_taken_names
  write_config
  echo "Written to $config:"
  printf '%s\n' "$wanted" | awk -F '\t' '{ print "  " $1 }'
  echo "Try: aws sts get-caller-identity --profile $(printf '%s\n' "$wanted" | awk -F '\t' '{ print $1; exit }')"
}

# find_block: sets first and last, the numbers of the block's lines; 0 if there is none
find_block() {
  first=0 last=0
  [ -e "$file" ] || return 0
  found=$(
    begin=$begin end=$end awk '
      { sub(/\r$/, "") }
      $0 == ENVIRON["begin"] { if (begins) bad = 1; begins = NR }
      $0 == ENVIRON["end"] { if (!begins || ends) bad = 1; ends = NR }
      END { if (bad || !begins != !ends) exit 1; print begins + 0, ends + 0 }' "$file"
  ) || die 1 "$config has no whole block \"$begin\" to \"$end\". Remove what is left of it, then again: $program configure"
  first=${found% *}
  last=${found#* }
}

# outside: the configuration without the block, byte by byte
before_block() { if [ "$first" -gt 1 ]; then head -n $((first - 1)) "$file"; fi; }
after_block() { tail -n +$((last + 1)) "$file"; }

refuse_taken_names() {
  taken=$(
    {
      if [ -e "$file" ]; then
        before_block
        after_block
      fi | profile_names
      if [ -f "$shared" ]; then profile_names <"$shared"; fi
    } | wanted=$wanted awk '
      { have[$0] = 1 }
      END {
        count = split(ENVIRON["wanted"], line, "\n")
        for (i = 1; i <= count; i++) {
          name = line[i]
          sub(/\t.*/, "", name)
          if (name in have) { print name; exit }
        }
      }'
  )
  [ -z "$taken" ] || die 1 "there is a profile $taken already, in $config or $shared. Remove it, or choose other names: $program configure --prefix P"
}

block() {
  cat <<END
$begin
# Written by: keycloak-aws configure. The next time it writes all of this anew.
END
  printf '%s\n' "$wanted" | while IFS='	' read -r name role; do
    case $role in
      *' #'* | *' ;'*)
        say "no profile for the role $role: AWS tools would take a part of its name for a comment"
        continue ;;
    esac
    cat <<END
[profile $name]
credential_process = $(literal "$self") credentials --pool $(literal "$pool") --role $(literal "$role")
region = $region
END
  done
  printf '%s\n' "$end"
}

# Into a new file, which then takes the place of the old one with its mode: AWS tools never see a half.
write_config() {
  new_config=$file.keycloak-aws.$$
  if [ -e "$file" ]; then
    cp -p "$file" "$new_config"
  else
    (umask 077 && : >"$new_config")
  fi || die 1 "can't write to $folder. Set AWS_CONFIG_FILE to a file of yours"
  {
    if [ ! -e "$file" ]; then
      block
    elif [ "$first" -gt 0 ]; then
      before_block
      block
      after_block
    else
      cat "$file"
      if [ -n "$(tail -c 1 "$file")" ]; then echo; fi
      block
    fi
  } >"$new_config" && mv -f "$new_config" "$file" || die 1 "can't write $config. Is it yours, and is the disk full?"
  new_config=
}

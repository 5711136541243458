# shellcheck shell=bash
# Where things lie, and whether a prepared start is as it was made. For run.sh, which uses it, and prepare.sh, which makes it.
shopt -u patsub_replacement 2>/dev/null
kernels=

fail() {
  printf 'regress: %s\n' "$1" >&2
  exit 2
}

# Sets jar and scripts, and makes them, JAVA_HOME and TORNADOVM_HOME absolute paths.
locate() {
  local path
  scripts=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd) || exit 2
  jar=${REGRESS_JAR:-${scripts%/*}/target/regress.jar}
  [ -f "$jar" ] || fail "$jar is not there. Build it with \"mvn -q -B -DskipTests package\", or set REGRESS_JAR."
  for path in jar JAVA_HOME TORNADOVM_HOME; do
    [[ -z ${!path:-} || ${!path} == /* ]] || printf -v "$path" '%s/%s' "$PWD" "${!path}"
  done
  [ -z "${JAVA_HOME:-}" ] || PATH=$JAVA_HOME/bin:$PATH
}

# Sets flags to the SDK's JVM flags from its template. Left out are "." on the module path, where
# any jar of the working directory could stop the JVM from booting, and ALL-SYSTEM, which makes the JVM warn of incubator
# modules that nobody uses.
read_flags() {
  # shellcheck disable=SC2016 # the template's words
  local template=$TORNADOVM_HOME/tornado-argfile.template home='${TORNADOVM_HOME}' words
  flags=()
  [ -r "$template" ] || fail "TORNADOVM_HOME=$TORNADOVM_HOME holds no TornadoVM 5.x SDK. Run \". ./tornado-env.sh\" again."
  case "$TORNADOVM_HOME" in
    *:*) fail "Java takes no path like $TORNADOVM_HOME: move the SDK to one without colons." ;;
  esac
  while read -ra words || [ "${#words[@]}" -gt 0 ]; do
    case "${words[0]:-#}" in
      '#'*) continue ;;
      --module-path) words[1]=${words[1]#.:} ;;
      --add-modules) words[1]=${words[1]#ALL-SYSTEM,} ;;
    esac
    flags+=("${words[@]//$home/$TORNADOVM_HOME}")
  done <"$template"
  flags+=(-Dtornado.recover.bailout=false)
}

# Sets cache to the user's cache folder, or to nothing where there is none, and fast to the folder of the prepared start for
# this JDK, SDK and jar; fails where there can be none. The AOT cache takes JDK 25 or later; the pipe by which a run says
# that it started takes Linux and a bash of this decade.
find_prepared() {
  local release key
  cache=${XDG_CACHE_HOME:-}
  [[ $cache == /* ]] || cache=${HOME:+$HOME/.cache}
  [[ $cache == /* ]] || cache=
  [ -z "${REGRESS_NO_FAST_START:-}" ] && [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/jlink" ] || return 1
  [ -d /proc/self/fd ] && [ "${BASH_VERSINFO[0]}" -ge 5 ] && [ -n "$cache" ] || return 1
  release=$(text_of "$JAVA_HOME/release")
  [[ $release =~ JAVA_VERSION=\"(2[5-9]|[3-9][0-9]) ]] || return 1
  key=$(printf '%s|%s|%s' "$JAVA_HOME" "$TORNADOVM_HOME" "$jar" | cksum) || return 1
  fast=$cache/regress/fast-${key%% *}
}

# Whether a folder is there, or can be made, and takes some megabytes.
has_room() {
  local free
  { [ -d "$1" ] || mkdir -p "$1"; } && [ -w "$1" ] && free=$(df -k --output=avail "$1") || return
  [ "${free//[!0-9]/}" -gt 16384 ]
} 2>/dev/null

# Sets kernels to the folder for the kernels that PoCL compiled: ours, which we may remove when it is damaged. Where it
# cannot be written PoCL finds no device, and where it is full it builds no kernel: then there is one for this run alone.
place_kernels() {
  local folder
  [ -z "${POCL_CACHE_DIR:-}" ] || return
  if [ -n "$cache" ] && has_room "$cache/regress/pocl"; then
    kernels=$cache/regress/pocl
  else
    for folder in /dev/shm "${TMPDIR:-/tmp}" /tmp; do
      has_room "$folder" && kernels=$(mktemp -d "$folder/regress.XXXXXX") && break
    done
    trap '[ -z "$kernels" ] || rm -rf "$kernels"' EXIT
  fi
  [ -z "$kernels" ] || export POCL_CACHE_DIR="$kernels"
}

# Sets the surroundings of a process with TornadoVM. The compiler in PoCL takes signals that the JVM raises for its own ends for crashes of its own, which fails compilations
# and now and then kills the process. With the JDK's library for this, the JVM sees them first.
# Called once find_prepared has set cache.
surround() {
  local jsig=${JAVA_HOME:-}/lib/libjsig.so
  [ ! -r "$jsig" ] || export LD_PRELOAD="$jsig${LD_PRELOAD:+:$LD_PRELOAD}"
  export POCL_DEVICES="${POCL_DEVICES-pthread basic}"
  [ -n "$kernels" ] || place_kernels
}

# A file's text, or nothing.
text_of() {
  local text=
  { IFS= read -r -d '' text <"$1"; } 2>/dev/null
  printf '%s' "$text"
}

# What a prepared start is made from and what it consists of: versions, then each file's name, kind, size, time and mode.
inventory() {
  local release=$JAVA_HOME/release template=$TORNADOVM_HOME/tornado-argfile.template
  text_of "$release"
  text_of "$TORNADOVM_HOME/etc/tornado.release"
  find -H "$jar" "$scripts/run.sh" "$scripts/prepare.sh" "$release" "$template" "$fast" -printf '%p %y %s %T@ %m\n' 2>/dev/null
}

# Whether it is there, whole, and made from what is here now.
is_whole() {
  local made
  [ -f "$fast.list" ] && made=$(text_of "$fast.list") && [ -n "$made" ] && [ "$made" = "$(inventory)" ]
}

# The list goes first: without it nobody uses the rest.
drop_prepared() {
  rm -rf "$fast.list" && rm -rf "$fast"
} 2>/dev/null

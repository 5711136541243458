#!/usr/bin/env bash
# Runs regress.jar with these arguments, on TornadoVM when TORNADOVM_HOME is set. The status is java's.
#
# POCL_DEVICES: which of its devices PoCL shows; unless it is set, both of a CPU's, the second one for small fits
# REGRESS_JAR: the jar to run instead of target/regress.jar
# REGRESS_NO_FAST_START=1: neither use nor make what scripts/fast-start.sh makes
#
# What the user typed goes to java alone, behind -jar, and to tests that are built into the shell.
set -u
shopt -u patsub_replacement 2>/dev/null

fail() {
  printf 'regress: %s\n' "$1" >&2
  exit 2
}

# Sets flags to the SDK's JVM flags from its template, or to none without an SDK. Left out are "." on the module path, where
# any jar of the working directory could stop the JVM from booting, and ALL-SYSTEM, which makes the JVM warn of incubator
# modules that nobody uses.
read_flags() {
  # shellcheck disable=SC2016 # the template's words
  local template=${TORNADOVM_HOME:-}/tornado-argfile.template home='${TORNADOVM_HOME}' words
  flags=()
  [ -n "${TORNADOVM_HOME:-}" ] || return 0
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

# Runs a program ($@) with our standard input, passes signals on to it, and sets status to how it ended.
run() {
  local signal caught='' pid=''
  for signal in HUP INT QUIT TERM; do
    # shellcheck disable=SC2064 # the signal of this turn
    trap "caught=$signal; [ -z \"\$pid\" ] || kill -s $signal \"\$pid\"" "$signal"
  done
  (trap - HUP INT QUIT TERM && exec "$@") <&0 &
  pid=$!
  [ -z "$caught" ] || kill -s "$caught" "$pid"
  while :; do
    caught=
    wait "$pid"
    status=$?
    [ -n "$caught" ] || break
  done 2>/dev/null
  trap - HUP INT QUIT TERM
}

# Whether each argument that is a file can be read a second time.
are_lasting() {
  local argument
  for argument in "$@"; do
    if [ "$argument" = - ] || [[ -e $argument && ! -f $argument && ! -d $argument ]]; then
      return 1
    fi
  done
}

# Runs java with these flags and what the user typed (typed). Into a pipe of which we hold both ends the program says
# STARTED, PRINTING and BROKEN, which goes into said.
attempt() {
  local word
  said=
  run "$@" -Dregress.mark="/dev/fd/$pipe" -jar "$jar" ${typed[@]+"${typed[@]}"}
  while read -r -t 0 -u "$pipe" && read -r word <&"$pipe"; do
    said="$said $word"
  done
}

# Whether the run crashed; or, where it was a prepared one, did not start or missed a part of itself. Somebody who ends it
# from outside is no crash.
is_abnormal() {
  case "$status" in
    129 | 130 | 131 | 137 | 141 | 143) return 1 ;;
    [012]) [ "$whole" = 1 ] && [[ -z $said || $said == *BROKEN ]] ;;
    *) [ "$whole" = 1 ] || [ "$status" -ge 128 ] ;;
  esac
}

# Runs what was prepared.
attempt_prepared() {
  local java=$JAVA_HOME/bin/java light=()
  if [ -n "${TORNADOVM_HOME:-}" ]; then
    java=$fast/image/bin/java
    ! is_light ${typed[@]+"${typed[@]}"} || light=(-XX:TieredStopAtLevel=1)
  fi
  attempt "$java" "@$fast/args" ${light[@]+"${light[@]}"}
}

# After an abnormal end, removes the caches that may be the reason and repeats the run without them; or leaves it at that
# where results were printed already, or an input was read that is gone.
recover() {
  local what='regress ended abnormally. What was kept to start faster is removed'
  [ "$whole" = 0 ] || drop
  [ -z "$kernels" ] || rm -rf "$kernels"
  whole=0
  if [ -z "$said" ] || { [[ $said != *PRINTING* ]] && are_lasting ${typed[@]+"${typed[@]}"}; }; then
    printf '%s, and it begins again.\n' "$what" >&2
    attempt_plain
  else
    printf '%s: please run this again.\n' "$what" >&2
  fi
}

# Runs java alone.
attempt_plain() {
  read_flags
  attempt java ${flags[@]+"${flags[@]}"}
}

# Whether the host will have little to do: the seed problem, or a small file, in a mode that leaves the epochs to a device.
# Then the JVM's first compiler is enough, and what the second one takes, a third of such a run's work, is saved.
is_light() {
  case " $* " in
    *' jvm '* | *'=jvm '* | *reference* | *stepwise* | *unrolled* | *' --n'*) return 1 ;;
  esac
  [ "${1:-}" = seed ] || { [ "${1:-}" = fit ] && [[ -f ${2:-} ]] && [ "$(wc -c <"$2")" -lt 1024000 ]; }
} 2>/dev/null

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

# The compiler in PoCL takes signals that the JVM raises for its own ends for crashes of its own, which fails compilations
# and now and then kills the process. With the JDK's library for this, the JVM sees them first.
shield() {
  local jsig=${JAVA_HOME:-}/lib/libjsig.so
  [ ! -r "$jsig" ] || export LD_PRELOAD="$jsig${LD_PRELOAD:+:$LD_PRELOAD}"
}

scripts=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd) || exit 2
jar=${REGRESS_JAR:-${scripts%/*}/target/regress.jar}
[ -f "$jar" ] || fail "$jar is not there. Build it with \"mvn -q -B -DskipTests package\", or set REGRESS_JAR."
for path in jar JAVA_HOME TORNADOVM_HOME; do
  [[ -z ${!path:-} || ${!path} == /* ]] || printf -v "$path" '%s/%s' "$PWD" "${!path}"
done
[ -z "${JAVA_HOME:-}" ] || PATH=$JAVA_HOME/bin:$PATH
# Where there is no standard input, a child cannot be given it.
{ : <&0; } 2>/dev/null || exec </dev/null

# shellcheck source=scripts/prepared.sh
. "$scripts/prepared.sh"
typed=("$@") prepares=0 whole=0 kernels='' pipe=''
! find_prepared || prepares=1
[ "$prepares" = 0 ] || ! is_whole || whole=1
export POCL_DEVICES="${POCL_DEVICES-pthread basic}"
if [ -n "${TORNADOVM_HOME:-}" ]; then
  place_kernels
  shield
fi
if [ "$prepares" = 0 ] && [ -z "$kernels" ] || [ "${BASH_VERSINFO[0]}" -lt 5 ] || ! { exec {pipe}<> <(:); } 2>/dev/null; then
  read_flags
  exec java ${flags[@]+"${flags[@]}"} -jar "$jar" ${typed[@]+"${typed[@]}"}
fi
if [ "$whole" = 1 ]; then
  attempt_prepared
else
  attempt_plain
fi
! is_abnormal || recover
if [ "$status$prepares$whole" = 010 ]; then
  nice -n 19 bash "$scripts/fast-start.sh" "$jar" ${flags[@]+"${flags[@]}"}
fi
exit "$status"

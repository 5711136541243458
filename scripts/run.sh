#!/usr/bin/env bash
# Runs regress.jar with these arguments. The status is java's. There are two starts: a light one, of Java alone, with the AOT
# cache that the build leaves beside the jar; and one with TornadoVM, where TORNADOVM_HOME is set, from what prepare.sh made.
# What was typed suggests which. It may be wrong: a program that was started lightly and needs TornadoVM ends at once with
# status 77, nothing printed, and begins again.
#
# POCL_DEVICES: which of its devices PoCL shows; unless it is set, both of a CPU's, the second one for small fits
# REGRESS_JAR: the jar to run instead of target/regress.jar
# REGRESS_NO_FAST_START=1: use neither the AOT cache nor what scripts/prepare.sh makes
#
# What the user typed goes to java alone, behind -jar, and to tests that are built into the shell.
set -u

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

# Runs java with these flags and what the user typed (typed). Into a pipe of which we hold both ends, where there is one, the
# program says STARTED, PRINTING and BROKEN, which goes into said.
attempt() {
  local word mark=()
  said=
  [ -z "$pipe" ] || mark=(-Dregress.mark="/dev/fd/$pipe")
  run "$@" ${mark[@]+"${mark[@]}"} -jar "$jar" ${typed[@]+"${typed[@]}"}
  [ -n "$pipe" ] || return 0
  while read -r -t 0 -u "$pipe" && read -r word <&"$pipe"; do
    said="$said $word"
  done
}

# Whether the run crashed; or, where it used a cache (cached), did not start or missed a part of itself. Somebody who ends it
# from outside is no crash.
is_abnormal() {
  case "$status" in
    129 | 130 | 131 | 137 | 141 | 143) return 1 ;;
    [012] | 77) [ "$cached" = 1 ] && [[ -z $said || $said == *BROKEN ]] ;;
    *) [ "$cached" = 1 ] || { [ -n "$kernels" ] && [ "$status" -ge 128 ]; } ;;
  esac
}

# Refuses a Java that cannot read our classes, whose fault it then is that nothing began.
require_java() {
  [[ $(java -version 2>&1) =~ \"(1\.)?([0-9]+) ]] && [ "${BASH_REMATCH[2]}" -lt 21 ] || return 0
  fail "Java ${BASH_REMATCH[2]} is too old, regress takes 21 or newer. Source tornado-env.sh, which finds one, or set JAVA_HOME."
}

# Runs the start of a name ($1), with what is kept for it. After an abnormal end, removes that, which may be the reason, and
# repeats the run without it; or leaves it at that where results were printed already, or an input was read that is gone.
start() {
  local what='regress ended abnormally. What was kept to start faster is removed'
  cached=0
  launch "$1" 1
  [ -n "$pipe" ] || return
  [ "$status" = 0 ] || [ -n "$said" ] || require_java
  is_abnormal || return
  [ "$cached" = 0 ] || drop "$1"
  [ -z "$kernels" ] || rm -rf "$kernels"
  cached=0
  if [ -z "$said" ] || { [[ $said != *PRINTING* ]] && are_lasting ${typed[@]+"${typed[@]}"}; }; then
    printf '%s, and it begins again.\n' "$what" >&2
    launch "$1" 0
  else
    printf '%s: please run this again.\n' "$what" >&2
  fi
}

launch() {
  if [ "$1" = light ]; then
    run_light "$2"
  else
    run_tornado "$2"
  fi
}

# Removes what is kept for a start of this name.
drop() {
  if [ "$1" = light ]; then
    rm -f "$aot"
  else
    drop_prepared
  fi
} 2>/dev/null

# Java alone, with its cache ($1 = 1) or without. Java itself looks whether that is of this jar and this JDK. Its
# collector is the one of the build's training. Flags of the user's own may contradict ours.
run_light() {
  local flags=()
  if [[ ${JAVA_TOOL_OPTIONS:-}${JDK_JAVA_OPTIONS:-} != *-XX:* ]]; then
    flags=(-XX:+UseSerialGC)
    ! is_quick ${typed[@]+"${typed[@]}"} || flags+=(-XX:TieredStopAtLevel=1)
    if [ "$1" = 1 ] && [ -n "$pipe" ] && [ -z "${REGRESS_NO_FAST_START:-}" ] && [ -f "$aot" ]; then
      cached=1
      flags+=(-XX:+IgnoreUnrecognizedVMOptions -XX:AOTCache="$aot" -Xlog:disable -Xlog:all=error:stderr)
      # What crashes is repeated, without a report in the working folder or a word among the results.
      flags+=(-XX:+SuppressFatalErrorMessage -XX:+DisplayVMOutputToStderr)
    fi
  fi
  [ -z "${TORNADOVM_HOME:-}" ] || flags+=(-Dregress.light=true)
  attempt java ${flags[@]+"${flags[@]}"}
}

# TornadoVM, from what was prepared ($1 = 1) or without.
run_tornado() {
  local quick=() may=1
  find_prepared || may=0
  surround
  ! is_quick ${typed[@]+"${typed[@]}"} || quick=(-XX:TieredStopAtLevel=1)
  if [ "$1$may" = 11 ] && [ -n "$pipe" ] && is_whole; then
    cached=1
    attempt "$fast/image/bin/java" "@$fast/args" ${quick[@]+"${quick[@]}"}
  else
    read_flags
    attempt java "${flags[@]}" ${quick[@]+"${quick[@]}"}
  fi
}

# Sets bytes to those of the files that were typed, and work to the same times the separators of their first lines: about
# what a solution has to do, by rows and squared features.
measure() {
  local word line size
  bytes=0 work=0
  for word in "$@"; do
    if [[ -f $word ]] && size=$(wc -c <"$word"); then
      IFS= read -r -n 65536 line <"$word"
      line=${line//[!,;$'\t']/}
      bytes=$((bytes + size)) work=$((work + size * ${#line}))
    fi
  done
} 2>/dev/null

# Whether TornadoVM will have no part in a run, as far as what was typed tells: in a solution it has where there is much to do.
# What cannot be read twice cannot begin again either.
is_light() {
  case "${1:-}" in
    '' | explain | devices) return 1 ;;
    predict | evaluate | summary | describe | completion | man) return 0 ;;
  esac
  case " $* " in
    *' --engine jvm '* | *' --engine=jvm '* | *' --engine reference '* | *' --engine=reference '*) return 0 ;;
    *' --engine'* | *' --mode '* | *' --mode='* | *' --device'* | *' --kernels'* | *' --loss'*) return 1 ;;
  esac
  [ "$work" -lt 500000000 ] && are_lasting "$@"
}

# Whether the host will have little to do: small files or the seed problem, and no descent on the JVM. Then its first compiler
# is enough, and what the second one takes, a third of such a run's work and of a first run's compiling, is saved.
is_quick() {
  case " $* " in
    '  ' | ' explain '* | *' jvm '* | *'=jvm '* | *reference* | *stepwise* | *unrolled* | *' --n'* | *' --epochs'*) return 1 ;;
  esac
  [ "$bytes" -lt 33554432 ] && are_lasting "$@" && { [ -n "${TORNADOVM_HOME:-}" ] || is_light "$@"; }
}

# shellcheck source=scripts/prepared.sh
. "${BASH_SOURCE[0]%/*}/prepared.sh"
locate
# Where there is no standard input, a child cannot be given it.
{ : <&0; } 2>/dev/null || exec </dev/null

typed=("$@") pipe='' aot=${jar%.jar}.aot
[ ! -d /proc/self/fd ] || [ "${BASH_VERSINFO[0]}" -lt 5 ] || { exec {pipe}<> <(:); } 2>/dev/null || pipe=''
measure "$@"
if [ -z "${TORNADOVM_HOME:-}" ]; then
  start light
elif is_light "$@"; then
  start light
  [ "$status" != 77 ] || start tornado
else
  start tornado
fi
exit "$status"

#!/usr/bin/env bash
# Runs regress.jar with these arguments, on TornadoVM when TORNADOVM_HOME is set. The status is java's.
#
# POCL_DEVICES: which of its devices PoCL shows; unless it is set, both of a CPU's, the second one for small fits
# REGRESS_JAR: the jar to run instead of target/regress.jar
# REGRESS_NO_FAST_START=1: neither use nor make what scripts/fast-start.sh makes
set -u

fail() {
  printf 'regress: %s\n' "$1" >&2
  exit 2
}

# The SDK's JVM flags from its template ($1). Left out are "." on the module path, where any jar of the working directory
# could stop the JVM from booting, and ALL-SYSTEM, which makes the JVM warn of incubator modules that nobody uses.
flags() {
  SDK=$2 awk '
    BEGIN {
      sdk = ENVIRON["SDK"]
      mark = "${TORNADOVM_HOME}"
    }
    /^[ \t]*(#|$)/ { next }
    {
      text = ""
      for (i = 1; i <= NF; i++) {
        word = $i
        if ($(i - 1) == "--module-path") sub(/^\.:/, "", word)
        if ($(i - 1) == "--add-modules") sub(/^ALL-SYSTEM,/, "", word)
        if (index(word, mark)) word = "\"" filled(word) "\""
        text = text (i > 1 ? " " : "") word
      }
      print text
    }
    function filled(word,    at, done) {
      while ((at = index(word, mark)) > 0) {
        done = done substr(word, 1, at - 1) sdk
        word = substr(word, at + length(mark))
      }
      return done word
    }' "$1"
}

# Sets argfile to the file with those flags, made anew when it is older than what it is made from.
prepare() {
  local sdk template=$TORNADOVM_HOME/tornado-argfile.template cache first='' head new key
  [ -r "$template" ] || fail "TORNADOVM_HOME=$TORNADOVM_HOME holds no TornadoVM 5.x SDK. Run \". ./tornado-env.sh\" again."
  sdk=$(cd -- "$TORNADOVM_HOME" && pwd -P) || exit 2
  case "$sdk" in
    *[\"\\:]*) fail "Java takes no path like $sdk: move the SDK to one without quotes, backslashes and colons." ;;
  esac
  cache=${XDG_CACHE_HOME:-${HOME:-}/.cache}/regress
  key=$(printf '%s' "$sdk" | cksum)
  argfile=$cache/tornado-${key%% *}.args
  head="# $(sed -n 's/^version=//p' "$TORNADOVM_HOME/etc/tornado.release") $sdk"
  [ ! -r "$argfile" ] || IFS= read -r first <"$argfile"
  if [ "$first" = "$head" ] && [ "$argfile" -nt "$template" ] && [ "$argfile" -nt "${BASH_SOURCE[0]}" ]; then
    return
  fi
  if ! { mkdir -p "$cache" && new=$(mktemp "$cache/new.XXXXXX"); }; then
    fail "Cannot write to $cache. Set XDG_CACHE_HOME to a folder that can be written."
  fi
  if ! { printf '%s\n' "$head" && flags "$template" "$sdk"; } >"$new" || ! mv -f "$new" "$argfile"; then
    rm -f "$new"
    fail "Cannot write $argfile."
  fi
}

jar=${REGRESS_JAR:-}
jar=${jar:-$(CDPATH='' cd -- "${BASH_SOURCE[0]%/*}/.." && pwd)/target/regress.jar}
[ -f "$jar" ] || fail "$jar is not there. Build it with \"mvn -q -B -DskipTests package\", or set REGRESS_JAR."
[ -z "${JAVA_HOME:-}" ] || PATH=$JAVA_HOME/bin:$PATH

# Whether what scripts/fast-start.sh made ($fast) is there and was made from this JDK, SDK and jar.
fast_start() {
  local made
  [ -f "$fast/ready" ] && [ ! "$jar" -nt "$fast/ready" ] && [ ! "${BASH_SOURCE[0]%/*}/fast-start.sh" -nt "$fast/ready" ] &&
    [ ! "$JAVA_HOME/release" -nt "$fast/ready" ] && IFS= read -r made <"$fast/java" && [ -x "$made" ]
}

# An AOT cache is the work of JDK 25 and later.
can_start_fast() {
  [ -z "${REGRESS_NO_FAST_START:-}" ] && [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/jlink" ] &&
    grep -qE '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$JAVA_HOME/release" 2>/dev/null
}

# Whether the host will have little to do: the seed problem, or a small file, in a mode that leaves the epochs to a device.
# Then the JVM's first compiler is enough, and what the second one takes is saved.
is_light() {
  [ -n "$argfile" ] || return 1
  case " $* " in
    *' jvm '* | *'=jvm '* | *reference* | *stepwise* | *unrolled* | *' --n'*) return 1 ;;
  esac
  [ "${1:-}" = seed ] || { [ "${1:-}" = fit ] && [ -n "$(find "${2:-}" -type f -size -1000k 2>/dev/null)" ]; }
}

argfile=
[ -z "${TORNADOVM_HOME:-}" ] || prepare
export POCL_DEVICES="${POCL_DEVICES-pthread basic}"
# The compiler in PoCL takes signals that the JVM raises for its own ends for crashes of its own, which fails compilations
# and now and then kills the process. With the JDK's library for this, the JVM sees them first.
jsig=${JAVA_HOME:-}/lib/libjsig.so
if [ -n "$argfile" ] && [ -r "$jsig" ]; then
  export LD_PRELOAD="$jsig${LD_PRELOAD:+:$LD_PRELOAD}"
fi
flags=()
[ -z "$argfile" ] || flags=("@$argfile" -Dtornado.recover.bailout=false)
if ! can_start_fast; then
  exec java ${flags[@]+"${flags[@]}"} -jar "$jar" "$@"
fi
key=$(printf '%s|%s|%s' "$JAVA_HOME" "${TORNADOVM_HOME:-}" "$jar" | cksum)
fast=${XDG_CACHE_HOME:-${HOME:-}/.cache}/regress/fast-${key%% *}
if fast_start; then
  IFS= read -r java <"$fast/java"
  flags=("@$fast/args")
  ! is_light "$@" || flags+=(-XX:TieredStopAtLevel=1)
  exec "$java" "${flags[@]}" -jar "$jar" "$@"
fi
java ${flags[@]+"${flags[@]}"} -jar "$jar" "$@"
status=$?
if [ "$status" = 0 ] && mkdir -p "${fast%/*}"; then
  (nohup nice -n 19 bash "${BASH_SOURCE[0]%/*}/fast-start.sh" "$fast" "$jar" ${argfile:+"$argfile"} >/dev/null 2>&1 </dev/null &)
fi
exit "$status"

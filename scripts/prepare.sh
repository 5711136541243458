#!/usr/bin/env bash
# Makes what lets regress start faster with TornadoVM, once for a jar, a JDK 25 and an SDK: a Java image of the few modules
# that it needs, and an AOT cache of the classes that a fit loads, linked and ready. TornadoVM's own flags, which replace a
# module of the JDK, would shut such caches off; an image without that module does not. It takes some seconds and a good
# 150 MB in ~/.cache/regress. Its list of files comes last, and what has no list is not used.
set -u

# The jars of the SDK that a fit needs, as one module path.
modules() {
  local share=$TORNADOVM_HOME/share/java path='' name found
  for name in tornado/tornado-api tornado/tornado-runtime tornado/tornado-annotation tornado/tornado-drivers-common \
    tornado/tornado-drivers-opencl tornado/asm tornado/commons-math3 tornado/snmp4j \
    graalJars/collections graalJars/compiler graalJars/word graalJars/truffle-compiler; do
    found=("$share/$name"-[0-9]*.jar)
    [ -f "${found[0]}" ] || return 1
    path=$path:${found[0]}
  done
  printf '%s\n' "${path#:}"
}

# Flags in the syntax of Java's argument files, one a line.
quoted() {
  local flag
  for flag in "$@"; do
    flag=${flag//\\/\\\\}
    printf '"%s"\n' "${flag//\"/\\\"}"
  done
}

# The flags for TornadoVM that go with the image.
image_flags() {
  local path
  path=$(modules) || return 1
  while [ "$#" -gt 0 ]; do
    case "$1" in
      --module-path | --upgrade-module-path) shift ;;
      -XX:+UseParallelGC) ;;
      *) quoted "$1" ;;
    esac
    shift
  done
  quoted --module-path "$path" -XX:+UseSerialGC
}

# Java with what is made so far, on a device where there is one. What crashes would leave a report in the user's folder.
train() {
  "$fast/image/bin/java" "@$fast/args" -XX:ErrorFile=/dev/null "$@" -jar "$jar" seed --mode fused
} </dev/null >/dev/null 2>&1

make() {
  drop_prepared && mkdir "$fast" || return
  "$JAVA_HOME/bin/jlink" --output "$fast/image" --strip-debug --no-header-files --no-man-pages --add-modules \
    java.base,java.desktop,java.logging,java.management,jdk.management,java.sql,jdk.internal.vm.ci,jdk.unsupported,jdk.charsets &&
    image_flags "${flags[@]}" >"$fast/args" || return
  # Kernels that an earlier run kept would leave out TornadoVM's compiler, which fits of other shapes need.
  train -Dregress.kernels="$fast/kernels" -XX:AOTCacheOutput="$fast/aot" || return
  rm -rf "$fast/kernels" "$fast/image/legal"
  quoted -XX:AOTCache="$fast/aot" -Xlog:disable -Xlog:all=error:stderr -XX:+SuppressFatalErrorMessage \
    -XX:+DisplayVMOutputToStderr >>"$fast/args" || return
  # The device's own compiler keeps what it compiled: this run's is what later ones will find.
  train -XX:TieredStopAtLevel=1 || return
  inventory >"$fast.new" && mv -fT "$fast.new" "$fast.list"
}

# shellcheck source=scripts/prepared.sh
. "${BASH_SOURCE[0]%/*}/prepared.sh"
locate
[ -n "${TORNADOVM_HOME:-}" ] || fail 'TORNADOVM_HOME is not set: there is nothing to prepare. Source tornado-env.sh first.'
find_prepared || fail 'prepared starts take Linux, a JDK 25 with jlink at JAVA_HOME, bash 5 and a home folder.'
read_flags
surround
mkdir -p "${fast%/*}" || fail "${fast%/*} cannot be written."
exec {lock}>"$fast.lock" || fail "$fast.lock cannot be written."
flock -n "$lock" || fail 'somebody else is preparing.'
if ! make; then
  drop_prepared
  rm -rf "$fast.new"
  fail "nothing could be prepared in $fast. regress works without."
fi
printf 'regress: starts with TornadoVM are faster from now on, by %s.\n' "$fast" >&2

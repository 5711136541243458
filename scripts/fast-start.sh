#!/usr/bin/env bash
# Makes what lets regress start faster: a Java image of the few modules that it needs, and an AOT cache of
# the classes that a fit loads, linked and ready. TornadoVM's own flags, which replace a module of the JDK, would shut
# such caches off; an image without that module does not.
#
#   fast-start.sh JAR [FLAG...]    FLAG...: the flags for TornadoVM, where there is one
#
# It takes some seconds and a good 150 MB, and nobody waits for it: it says what it is about to write and goes on in the
# background. Its list of files comes last, and what has no list is not used. One makes it at a time; when that fails, it is
# a day until the next attempt.
set -u

jar=$1
shift
scripts=${BASH_SOURCE[0]%/*}
# shellcheck source=scripts/prepared.sh
. "$scripts/prepared.sh"
find_prepared || exit 0

# The lock is a link to the number of its owner, which may have been killed, and whose number may be another's since. Only a
# second look tells an owner that was killed from one that handed the lock over, and ended, between a look at the link and one at it.
lock() {
  local owner before=''
  for _ in 1 2 3; do
    ln -sT "$$" "$fast.lock" && return
    owner=$(readlink "$fast.lock")
    [[ $owner == +([0-9]) && $(tr '\0' ' ' <"/proc/$owner/cmdline") == *fast-start.sh* ]] && return 1
    [ "$owner" != "$before" ] || rm -rf "$fast.lock"
    before=$owner
  done
  return 1
} 2>/dev/null

failed_today() {
  local when
  when=$(readlink "$fast.failed") && [[ $when == +([0-9]) ]] && ((when <= EPOCHSECONDS && EPOCHSECONDS < when + 86400))
}

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
  quoted --module-path "$path"
}

# Java with what is made so far. What hangs would keep the lock; what crashes would leave a report in the user's folder.
train() {
  timeout 900 "$java" "@$fast/args" -XX:ErrorFile=/dev/null -Dregress.mark=/dev/null "$@" -jar "$jar" seed
}

make() {
  local java=$JAVA_HOME/bin/java
  drop && mkdir "$fast" || return
  if [ "$#" -gt 0 ]; then
    "$JAVA_HOME/bin/jlink" --output "$fast/image" --strip-debug --no-header-files --no-man-pages --add-modules \
      java.base,java.desktop,java.logging,java.management,jdk.management,java.sql,jdk.internal.vm.ci,jdk.unsupported &&
      image_flags "$@" >"$fast/args" || return
    java=$fast/image/bin/java
  fi
  quoted -XX:+UseSerialGC >>"$fast/args" || return
  # Kernels that an earlier run kept would leave out TornadoVM's compiler, which fits of other shapes need.
  train -Dregress.kernels="$fast/kernels" -XX:AOTCacheOutput="$fast/aot" || return
  rm -rf "$fast/kernels" "$fast/image/legal"
  quoted -XX:AOTCache="$fast/aot" -Xlog:disable -Xlog:all=error:stderr >>"$fast/args" || return
  # The device's own compiler keeps what it compiled: this run's is what later ones will find.
  train -XX:TieredStopAtLevel=1 || return
  inventory >"$fast.new" && mv -fT "$fast.new" "$fast.list"
}

shopt -s extglob
mkdir -p "${fast%/*}" 2>/dev/null || exit 0
failed_today && exit 0
lock || exit 0
printf 'regress: preparing faster starts in the background, once, in %s. REGRESS_NO_FAST_START=1 does without.\n' "$fast" >&2
(
  trap '' HUP
  ln -sfT "$BASHPID" "$fast.lock"
  rm -rf "$fast.failed"
  if ! make "$@"; then
    drop
    rm -rf "$fast.new"
    ln -sT "$EPOCHSECONDS" "$fast.failed"
  fi
  rm -rf "$fast.lock"
) </dev/null >/dev/null 2>&1 &
# The lock's owner must not end before that process has taken it over.
for _ in {1..200}; do
  [ "$(readlink "$fast.lock")" = "$$" ] || break
  sleep 0.01
done

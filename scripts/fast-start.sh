#!/usr/bin/env bash
# Makes what lets regress start faster: a Java image of the few modules that it needs, and an AOT cache of
# the classes that a fit loads, linked and ready. TornadoVM's own flags, which replace a module of the JDK, would shut
# such caches off; an image without that module does not.
#
#   fast-start.sh FOLDER JAR [ARGFILE]    ARGFILE: the flags for TornadoVM, where there is one
#
# It takes some seconds and a good 150 MB, and nobody waits for it: scripts/run.sh starts it in the background after a first
# run. FOLDER appears whole or not at all.
set -eu

folder=$1 jar=$2 argfile=${3:-}
java=${JAVA_HOME:?}/bin/java
[ -x "$JAVA_HOME/bin/jlink" ] || exit 0

lock=$folder.lock
mkdir "$lock" 2>/dev/null || exit 0
new=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$new" "$lock"' EXIT

# The jars of the SDK that a fit needs, as one module path.
modules() {
  local share=$TORNADOVM_HOME/share/java path='' found
  for name in tornado/tornado-api tornado/tornado-runtime tornado/tornado-annotation tornado/tornado-drivers-common \
    tornado/tornado-drivers-opencl tornado/asm tornado/commons-math3 tornado/snmp4j \
    graalJars/collections graalJars/compiler graalJars/word graalJars/truffle-compiler; do
    found=$(find "$share/${name%/*}" -name "${name#*/}-[0-9]*.jar" | head -n 1)
    [ -n "$found" ] || return 1
    path=$path:$found
  done
  printf '%s\n' "${path#:}"
}

if [ -n "$argfile" ]; then
  "$JAVA_HOME/bin/jlink" --output "$new/image" --strip-debug --no-header-files --no-man-pages --add-modules \
    java.base,java.desktop,java.logging,java.management,jdk.management,java.sql,jdk.internal.vm.ci,jdk.unsupported
  java=$folder/image/bin/java
  path=$(modules)
  grep -vE '^(--module-path|--upgrade-module-path|-XX:\+UseParallelGC)' "$argfile" >"$new/args"
  printf '%s\n' '-Dtornado.recover.bailout=false' "--module-path \"$path\"" >>"$new/args"
fi
printf '%s\n' '-XX:+UseSerialGC' >>"$new/args"
printf '%s\n' "$java" >"$new/java"

# The cache knows the image by its path: it is made where it will be used.
rm -rf "$folder"
mv "$new" "$folder"
# Kernels that an earlier run kept would leave out TornadoVM's compiler, which fits of other shapes need.
if ! "$java" "@$folder/args" -Dregress.kernels="$folder/kernels" -XX:AOTCacheOutput="$folder/aot" -jar "$jar" seed \
  >/dev/null 2>&1; then
  rm -rf "$folder"
  exit 1
fi
rm -rf "$folder/kernels"
printf '%s\n' "-XX:AOTCache=\"$folder/aot\"" '-Xlog:disable' '-Xlog:all=error:stderr' >>"$folder/args"
# The device's own compiler keeps what it compiled: this run's is what later ones will find.
"$java" "@$folder/args" -XX:TieredStopAtLevel=1 -jar "$jar" seed >/dev/null 2>&1 || true
: >"$folder/ready"

# shellcheck shell=bash
# Where JDKs, TornadoVM SDKs and OpenCL runtimes lie. For the other scripts of this folder, which are run by bash.
#
# REGRESS_JDK_DIRS, REGRESS_SDK_DIRS: folders to search instead of the usual ones of the system, with ":" between them.
set -u
shopt -s nullglob

# The release line that regress is built for, and the oldest JDK that can build it.
tornadovm_release=5
# shellcheck disable=SC2034 # for those who source this
oldest_jdk=21

sdkman=${SDKMAN_DIR:-}
sdkman=${sdkman:-${HOME:-}/.sdkman}

# Its arguments, one a line.
lines() {
  [ "$#" = 0 ] || printf '%s\n' "$@"
}

# The version of the JDK in a folder, from its release file or, failing that, by asking it.
jdk_version() {
  local version=
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' <"$1/release")
  fi
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  fi
  [ -n "$version" ] && printf '%s\n' "$version"
}

# 25 for a JDK 25.0.3, 8 for a JDK 1.8.0.
jdk_major() {
  local version
  version=$(jdk_version "$1") || return 1
  version=${version#1.}
  printf '%s\n' "${version%%[!0-9]*}"
}

# Folders that may be JDKs, one a line, the preferred first.
jdk_folders() {
  local roots=${REGRESS_JDK_DIRS:-} root
  [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
  lines "$sdkman/candidates/java/current"
  lines "$sdkman/candidates/java"/*
  if [ -z "$roots" ]; then
    roots=/usr/lib/jvm:/usr/lib64/jvm:/usr/java:/usr/local/lib/jvm:/opt/java:/opt:/opt/homebrew/opt
    roots=$roots:${HOME:-}/.jdks:/Library/Java/JavaVirtualMachines
    jdk_on_path
  fi
  while IFS= read -r -d : root; do
    lines "$root"/* "$root"/*/Contents/Home
  done <<<"$roots:"
}

jdk_on_path() {
  local java
  java=$(command -v javac) && java=$(readlink -f -- "$java") && printf '%s\n' "${java%/bin/javac}"
}

# The first JDK of a major version ($1), or with "or newer" ($2) also of a later one.
find_jdk() {
  local folder major
  while IFS= read -r folder; do
    major=$(jdk_major "$folder") || continue
    if [ "$major" = "$1" ] || { [ "${2:-}" = 'or newer' ] && [ "$major" -gt "$1" ]; }; then
      printf '%s\n' "$folder"
      return 0
    fi
  done < <(jdk_folders)
  return 1
}

# Does a folder look like a TornadoVM SDK?
is_sdk() {
  local api
  [ -f "$1/etc/tornado.release" ] && [ -f "$1/tornado-argfile.template" ] && [ -f "$1/bin/tornado" ] || return 1
  api=("$1"/share/java/tornado/tornado-api-*.jar)
  [ "${#api[@]}" -gt 0 ]
}

# 5.2.0-jdk25
sdk_version() {
  sed -n 's/^version=\([^[:space:]]*\).*/\1/p' <"$1/etc/tornado.release"
}

# opencl, or several backends with a comma between them.
sdk_backends() {
  sed -n 's/^tornado\.backends=//p' 2>/dev/null <"$1/etc/tornado.backend" | sed 's/-backend//g'
}

# The JDK that an SDK version ($1) is made for, or nothing when we cannot use that version.
sdk_jdk() {
  case "$1" in
    "$tornadovm_release".*-jdk[0-9]*) printf '%s\n' "${1##*-jdk}" ;;
  esac
}

# Folders that may be SDKs, one a line, the preferred first.
sdk_folders() {
  local root
  [ -z "${TORNADOVM_HOME:-}" ] || printf '%s\n' "$TORNADOVM_HOME"
  lines "$sdkman/candidates/tornadovm/current"
  lines "$sdkman/candidates/tornadovm"/*
  while IFS= read -r -d : root; do
    lines "$root"/tornadovm* "$root"/TornadoVM*
  done <<<"${REGRESS_SDK_DIRS:-/opt:/usr/local}:"
}

opencl_vendors=${OCL_ICD_VENDORS:-}
opencl_vendors=${opencl_vendors:-/etc/OpenCL/vendors}

# The names of the OpenCL runtimes, on one line, or a failure when there are none.
opencl_runtimes() {
  local icds
  if [ "$(uname -s)" = Darwin ]; then
    [ -d /System/Library/Frameworks/OpenCL.framework ] && echo 'OpenCL.framework'
    return
  fi
  if [ -f "$opencl_vendors" ]; then
    icds=("$opencl_vendors")
  else
    icds=("$opencl_vendors"/*.icd)
  fi
  [ "${#icds[@]}" -gt 0 ] || return 1
  icds=("${icds[@]##*/}")
  printf '%s\n' "${icds[*]}"
}

# Is there the library that leads from a program to those runtimes?
opencl_loader() {
  local folder
  [ "$(uname -s)" != Darwin ] || return 0
  PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep 'libOpenCL\.so\.1 ' >/dev/null && return 0
  while IFS= read -r -d : folder; do
    [ ! -e "$folder/libOpenCL.so.1" ] || return 0
  done <<<"${LD_LIBRARY_PATH:-}:/usr/lib:/usr/lib64:/usr/local/lib:"
  return 1
}

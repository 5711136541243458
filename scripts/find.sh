#!/usr/bin/env bash
# Prints JAVA_HOME=..., TORNADOVM_HOME=... and REGRESS_OPENCL=... as far as they are found, one a line; and a summary for
# people, on standard error. Fails when there is no JDK. Part of tornado-env.sh.
. "${BASH_SOURCE[0]%/*}/look.sh"

summary() {
  printf '%-10s %s\n' "$1" "$2" >&2
}

install='". ./tornado-env.sh --install"'

sdk=
jdk=
refused=

# Sets sdk and jdk to the first SDK for which there is the right JDK, or says in refused why there is none.
pick_pair() {
  local folder version major
  while IFS= read -r folder; do
    if ! is_sdk "$folder"; then
      [ "$folder" != "${TORNADOVM_HOME:-}" ] || refused="TORNADOVM_HOME=$folder holds no TornadoVM SDK, so it is left out."
      continue
    fi
    version=$(sdk_version "$folder")
    major=$(sdk_jdk "$version")
    if [ -z "$major" ]; then
      refused=${refused:-"the SDK at $folder is version $version, and regress is built for $tornadovm_release.x: left out."}
    elif jdk=$(find_jdk "$major"); then
      sdk=$folder
      return 0
    else
      refused=${refused:-"the SDK at $folder is version $version, made for JDK $major, and there is no JDK $major here: left out."}
    fi
  done < <(sdk_folders)
  return 1
}

report_sdk() {
  local version
  if [ -n "$sdk" ]; then
    version=$(sdk_version "$sdk")
    summary TornadoVM "$version ($(sdk_backends "$sdk")) $sdk"
  elif [ -n "$hidden" ]; then
    summary TornadoVM 'hidden by REGRESS_NO_TORNADOVM: regress uses the JVM alone.'
  elif [ -z "$refused" ]; then
    summary TornadoVM "not found, so regress uses the JVM alone. $install fetches it."
  fi
  [ -z "$refused" ] || summary TornadoVM "$refused $install fetches what fits."
}

report_opencl() {
  local runtimes
  if ! runtimes=$(opencl_runtimes); then
    summary OpenCL "no runtime (no *.icd in $opencl_vendors), so no device for TornadoVM. $install fetches PoCL, for CPUs."
  elif ! opencl_loader; then
    summary OpenCL "$runtimes, but no libOpenCL.so.1, so no device for TornadoVM. $install fetches it."
  else
    summary OpenCL "$runtimes"
    printf 'REGRESS_OPENCL=%s\n' "$runtimes"
  fi
}

hidden=${REGRESS_NO_TORNADOVM:-}
[ "$hidden" != 0 ] || hidden=

if [ -n "$hidden" ] || ! pick_pair; then
  jdk=$(find_jdk "$oldest_jdk" 'or newer')
fi
if [ -n "$jdk" ]; then
  summary JDK "$(jdk_version "$jdk") $jdk"
  printf 'JAVA_HOME=%s\n' "$jdk"
else
  summary JDK "no JDK $oldest_jdk or newer found: set JAVA_HOME to one, or let $install fetch it."
fi
report_sdk
[ -z "$sdk" ] || printf 'TORNADOVM_HOME=%s\n' "$sdk"
[ -n "$hidden" ] || report_opencl
[ -n "$jdk" ]

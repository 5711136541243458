#!/usr/bin/env bash
# Fetches what tornado-env.sh does not find: a JDK, a TornadoVM SDK, an OpenCL runtime. Says what it did, and fails when
# something is still missing. Each piece of the SDK's address can be set:
#
# REGRESS_TORNADOVM_VERSION  5.2.0-jdk25, or 5.2.0-jdk21 where only a JDK 21 is there
# REGRESS_TORNADOVM_BACKEND  opencl
# REGRESS_TORNADOVM_OS       linux or mac
# REGRESS_TORNADOVM_ARCH     amd64 or aarch64
# REGRESS_TORNADOVM_URL      the whole address: https:, file:, or http: on this machine
# REGRESS_TORNADOVM_SHA256   what the archive must hash to; without it, the hash is printed and not checked
# REGRESS_JAVA_VERSION       a JDK in SDKMAN's naming, such as 25.0.3-tem
. "${BASH_SOURCE[0]%/*}/look.sh"

say() {
  printf 'install: %s\n' "$1" >&2
}

has() {
  command -v "$1" >/dev/null 2>&1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    say "this needs root, and there is no sudo: $*"
    return 1
  fi
}

# Installs system packages, under Debian's names ($1) or Fedora's ($2).
packages() {
  local names
  if has apt-get; then
    read -ra names <<<"$1"
    apt "${names[@]}" || { as_root apt-get update && apt "${names[@]}"; }
  elif has dnf; then
    read -ra names <<<"$2"
    as_root dnf install -y "${names[@]}"
  else
    say 'there is neither apt-get nor dnf here.'
    return 1
  fi
} >&2

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

has_sdkman() {
  [ -s "$sdkman/bin/sdkman-init.sh" ]
}

# SDKMAN's command, which is a function that does not bear "set -u".
sdk() {
  (
    set +u
    unset -f sdk
    export SDKMAN_DIR=$sdkman
    # shellcheck disable=SC1091 # SDKMAN's own
    . "$sdkman/bin/sdkman-init.sh"
    sdk "$@"
  )
}

# The newest Temurin of a major version ($1) that SDKMAN offers.
sdkman_java() {
  sdk list java </dev/null 2>/dev/null | grep -oE "(^|[ |])$1[.0-9]*-tem" | tr -d ' |' | head -n 1
}

install_jdk() {
  local major=$1 candidate
  if find_jdk "$major" >/dev/null; then
    return 0
  fi
  say "no JDK $major here: installing one."
  if has_sdkman; then
    candidate=${REGRESS_JAVA_VERSION:-$(sdkman_java "$major")}
    # "n": it does not become SDKMAN's default.
    [ -z "$candidate" ] || sdk install java "$candidate" <<<n >&2
  else
    packages "openjdk-$major-jdk-headless" "java-$major-openjdk-devel"
  fi
  if find_jdk "$major" >/dev/null; then
    say "JDK $major installed: $(find_jdk "$major")"
  else
    say "no JDK $major could be installed. Install one by hand (SDKMAN has them all), or set JAVA_HOME to one."
    return 1
  fi
}

install_opencl() {
  [ "$backend" = opencl ] && [ "$os" = linux ] || return 0
  if opencl_runtimes >/dev/null && opencl_loader; then
    return 0
  fi
  say 'no OpenCL runtime here: installing PoCL, which makes a device of the CPU.'
  packages 'pocl-opencl-icd ocl-icd-libopencl1' 'pocl ocl-icd'
  if opencl_runtimes >/dev/null && opencl_loader; then
    say "OpenCL installed: $(opencl_runtimes)"
  else
    say 'no OpenCL runtime could be installed. Install PoCL (Debian: pocl-opencl-icd) or the driver of your GPU by hand.'
    return 1
  fi
}

# The SDK of the version to have, wherever it lies.
find_sdk() {
  local folder
  while IFS= read -r folder; do
    if is_sdk "$folder" && [ "$(sdk_version "$folder")" = "$version" ]; then
      printf '%s\n' "$folder"
      return 0
    fi
  done < <(sdk_folders)
  return 1
}

install_sdk() {
  if find_sdk >/dev/null; then
    return 0
  fi
  if has_sdkman && [ -z "${REGRESS_TORNADOVM_URL:-}${REGRESS_TORNADOVM_SHA256:-}" ]; then
    say "installing TornadoVM $name through SDKMAN, which does the checking of what it downloads."
    sdk install tornadovm "$name" <<<Y >&2
    if find_sdk >/dev/null; then
      say "TornadoVM installed: $(find_sdk)"
      return 0
    fi
    say "SDKMAN did not install TornadoVM $name: trying the release archive."
  fi
  if ! (fetch_sdk); then
    say 'TornadoVM was not installed, and nothing of it was left behind.'
    return 1
  fi
}

# Download, check, unpack, look, and only then move into place, in one rename. Runs in a subshell: its trap is its own.
fetch_sdk() {
  local root
  if [ -e "$candidates/$name" ]; then
    say "$candidates/$name is in the way, and it is not a TornadoVM $version. Remove it and try again."
    return 1
  fi
  trap 'clean' EXIT
  trap 'exit 1' INT TERM HUP
  if ! { mkdir -p "$candidates" && incoming=$(mktemp -d "$candidates/.incoming.XXXXXX"); }; then
    say "cannot write to $candidates."
    return 1
  fi
  download "$incoming/sdk.zip" && checked "$incoming/sdk.zip" && unpack "$incoming/sdk.zip" "$incoming/sdk" || return 1
  root=$(unpacked_sdk "$incoming/sdk") || return 1
  chmod a+x "$root"/bin/*
  mv "$root" "$candidates/$name" || return 1
  say "TornadoVM installed: $candidates/$name"
  if [ -e "$candidates/current" ] && [ ! -L "$candidates/current" ]; then
    say "$candidates/current is not a link, so it stays as it is."
  else
    ln -sfn "$name" "$candidates/current" && say "$candidates/current points to it."
  fi
}

# Leaves no trace of a download, nor of the folders made for it when nothing came to lie in them.
# shellcheck disable=SC2317 # a trap calls it
clean() {
  [ -z "$incoming" ] || rm -rf "$incoming"
  rmdir "$candidates" "$sdkman/candidates" "$sdkman" 2>/dev/null
}

download() {
  local options=(--fail --location --silent --show-error --proto '=https,http,file' --proto-redir '=https')
  case "$url" in
    *@*) say "no address with a user name in it, please: $url" && return 1 ;;
    https://* | file:*) ;;
    http://localhost[:/]* | http://127.0.0.1[:/]* | 'http://[::1]'[:/]*) options+=(--noproxy '*') ;;
    *) say "not an https: or file: address: $url" && return 1 ;;
  esac
  has curl || { say 'curl is needed to download the SDK. Install it (Debian: apt-get install curl).' && return 1; }
  say "downloading $url"
  curl "${options[@]}" --output "$1" "$url" || { say "the download failed." && return 1; }
}

checked() {
  local hash expected=${REGRESS_TORNADOVM_SHA256:-}
  if has sha256sum; then
    hash=$(sha256sum <"$1")
  elif has shasum; then
    hash=$(shasum -a 256 <"$1")
  else
    hash='unknown (no sha256sum here)'
  fi
  hash=${hash%% *}
  if [ -z "$expected" ]; then
    say "NOT VERIFIED: regress pins no checksum yet, and REGRESS_TORNADOVM_SHA256 is not set. This archive's is $hash."
  elif [ "$hash" = "$(tr '[:upper:]' '[:lower:]' <<<"$expected")" ]; then
    say "its SHA-256 is the one of REGRESS_TORNADOVM_SHA256."
  else
    say "its SHA-256 is $hash, and REGRESS_TORNADOVM_SHA256 says $expected: refused."
    return 1
  fi
}

unpack() {
  local jar python
  jar=$(find_jdk "$oldest_jdk" 'or newer')/bin/jar
  python=$(command -v python3)
  mkdir "$2" || return 1
  if has unzip; then
    unzip -q "$1" -d "$2"
  elif [ -x "$jar" ]; then
    (cd "$2" && "$jar" xf "$1")
  elif [ -n "$python" ]; then
    "$python" -m zipfile -e "$1" "$2"
  else
    say 'unzip is needed to unpack the SDK. Install it (Debian: apt-get install unzip).'
    return 1
  fi >&2 || { say 'the archive cannot be unpacked: it is damaged, or not a zip.' && return 1; }
}

# The SDK in a folder ($1), or in the one folder inside it, if it is the one that was asked for.
unpacked_sdk() {
  local root
  for root in "$1" "$1"/*; do
    if [ -L "$root" ] || ! is_sdk "$root"; then
      continue
    fi
    if [ "$(sdk_version "$root")" = "$version" ]; then
      printf '%s\n' "$root"
      return 0
    fi
    say "the archive holds TornadoVM $(sdk_version "$root"), and $version was asked for: refused."
    return 1
  done
  say 'the archive holds no TornadoVM 5.x SDK (etc/tornado.release, tornado-argfile.template, bin/tornado and the API jar).'
  return 1
}

# The version to have when none is asked for: that of an SDK for which there is a JDK, or one for the JDK that is there,
# or that of an SDK that lacks its JDK, or the newest.
wanted() {
  local folder found unpaired=
  while IFS= read -r folder; do
    is_sdk "$folder" || continue
    found=$(sdk_version "$folder")
    if [ -z "$(sdk_jdk "$found")" ]; then
      continue
    elif find_jdk "$(sdk_jdk "$found")" >/dev/null; then
      printf '%s\n' "$found"
      return
    fi
    unpaired=${unpaired:-$found}
  done < <(sdk_folders)
  if find_jdk 25 >/dev/null; then
    printf '5.2.0-jdk25\n'
  elif find_jdk 21 >/dev/null; then
    printf '5.2.0-jdk21\n'
  else
    printf '%s\n' "${unpaired:-5.2.0-jdk25}"
  fi
}

version=${REGRESS_TORNADOVM_VERSION:-$(wanted)}
backend=${REGRESS_TORNADOVM_BACKEND:-opencl}
os=${REGRESS_TORNADOVM_OS:-$(case "$(uname -s)" in Darwin) echo mac ;; *) echo linux ;; esac)}
arch=${REGRESS_TORNADOVM_ARCH:-$(case "$(uname -m)" in arm64 | aarch64) echo aarch64 ;; *) echo amd64 ;; esac)}
name=$version-$backend
releases=https://github.com/beehive-lab/TornadoVM/releases/download
url=${REGRESS_TORNADOVM_URL:-$releases/v$version/tornadovm-$version-$backend-$os-$arch.zip}
candidates=$sdkman/candidates/tornadovm
incoming=

major=$(sdk_jdk "$version")
if [ -z "$major" ]; then
  say "REGRESS_TORNADOVM_VERSION=$version is not a version that regress can use: it looks like 5.2.0-jdk25."
  exit 1
fi
missing=0
install_jdk "$major" || missing=1
install_sdk || missing=1
install_opencl || missing=1
[ "$missing" = 1 ] || say 'nothing is missing.'
exit "$missing"

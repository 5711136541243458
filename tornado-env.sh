# shellcheck shell=bash
# To be sourced, by bash or zsh: sets JAVA_HOME, TORNADOVM_HOME and PATH, and defines the function "regress".
#
#   . ./tornado-env.sh            finds a JDK, a TornadoVM SDK that fits it, and an OpenCL runtime
#   . ./tornado-env.sh --install  fetches what is missing first (scripts/install.sh lists its variables)
#
# REGRESS_NO_TORNADOVM=1 hides the SDK. The searching is left to scripts of their own, run by bash, so that the options,
# aliases and hooks of the shell that sources this file neither matter nor change.

_regress_file=
if [ -n "${BASH_VERSION:-}" ]; then
  _regress_file=${BASH_SOURCE[0]}
elif [ -n "${ZSH_VERSION:-}" ]; then
  # shellcheck disable=SC2016 # only zsh may read this
  eval '_regress_file=${(%):-%x}'
fi

# A list like PATH ($1) without one of its entries ($2).
_regress_without() {
  local list=":$1:"
  while :; do
    case "$list" in
      *":$2:"*) list="${list%%":$2:"*}:${list#*":$2:"}" ;;
      *) break ;;
    esac
  done
  list="${list#:}"
  printf '%s\n' "${list%:}"
}

# Puts an entry ($1) first in PATH, and remembers that it is ours.
_regress_first() {
  PATH="$1:$(_regress_without "$PATH" "$1")"
  _regress_added="$1:$(_regress_without "${_regress_added:-}" "$1")"
}

# Takes the entries of an earlier sourcing out of PATH.
_regress_clean() {
  local left="${_regress_added:-}"
  while [ -n "$left" ]; do
    case "${left%%:*}" in
      '') ;;
      *) PATH="$(_regress_without "$PATH" "${left%%:*}")" ;;
    esac
    case "$left" in
      *:*) left="${left#*:}" ;;
      *) left= ;;
    esac
  done
  _regress_added=
}

# One of scripts/ ($1), which also sees the variables that this shell has not exported.
_regress_script() {
  JAVA_HOME="${JAVA_HOME:-}" TORNADOVM_HOME="${TORNADOVM_HOME:-}" SDKMAN_DIR="${SDKMAN_DIR:-}" \
    OCL_ICD_VENDORS="${OCL_ICD_VENDORS:-}" REGRESS_NO_TORNADOVM="${REGRESS_NO_TORNADOVM:-}" \
    bash "$REGRESS_HOME/scripts/$1"
}

# Sets it all. REGRESS_OPENCL, which nothing here reads, names the OpenCL runtimes for whoever sources this file.
# shellcheck disable=SC2034
_regress_env() {
  local found='' line='' failed=0
  # shellcheck disable=SC2016 # expanded by the bash that is started
  REGRESS_HOME="$(bash -c 'CDPATH= cd -- "$(dirname -- "$1")" && pwd' - "$1")" || return 1
  if [ "$2" = --install ]; then
    _regress_script install.sh || failed=1
  fi
  found="$(_regress_script find.sh)" || failed=1
  _regress_clean
  unset TORNADOVM_HOME
  REGRESS_OPENCL=
  while IFS= read -r line; do
    case "$line" in
      JAVA_HOME=*)
        export JAVA_HOME="${line#*=}"
        _regress_first "$JAVA_HOME/bin"
        ;;
      TORNADOVM_HOME=*)
        export TORNADOVM_HOME="${line#*=}"
        _regress_first "$TORNADOVM_HOME/bin"
        ;;
      REGRESS_OPENCL=*) REGRESS_OPENCL="${line#*=}" ;;
    esac
  done <<EOF
$found
EOF
  export PATH
  return "$failed"
}

# Runs regress, with TornadoVM where there is one.
regress() {
  JAVA_HOME="${JAVA_HOME:-}" TORNADOVM_HOME="${TORNADOVM_HOME:-}" REGRESS_JAR="${REGRESS_JAR:-}" \
    bash "$REGRESS_HOME/scripts/run.sh" "$@"
}

if [ -z "$_regress_file" ]; then
  echo 'tornado-env.sh is for bash and zsh: source it from one of them.' >&2
  false
else
  _regress_env "$_regress_file" "${1:-}"
fi

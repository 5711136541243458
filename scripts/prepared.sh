# shellcheck shell=bash
# Where caches lie, and whether a prepared start is as it was made. For run.sh, which uses it, and fast-start.sh, which makes
# it. JAVA_HOME, jar and scripts, and TORNADOVM_HOME where there is an SDK, are absolute paths.
# shellcheck disable=SC2154 # whoever sources this sets them

# Sets cache to the user's cache folder, or to nothing where there is none, and fast to the folder of the prepared start for
# this JDK, SDK and jar; fails where there can be none. The AOT cache takes JDK 25 or later; the pipe by which a run says
# that it started takes Linux and a bash of this decade.
find_prepared() {
  local release key
  cache=${XDG_CACHE_HOME:-}
  [[ $cache == /* ]] || cache=${HOME:+$HOME/.cache}
  [[ $cache == /* ]] || cache=
  [ -z "${REGRESS_NO_FAST_START:-}" ] && [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/jlink" ] || return 1
  [ -d /proc/self/fd ] && [ "${BASH_VERSINFO[0]}" -ge 5 ] && [ -n "$cache" ] || return 1
  release=$(text_of "$JAVA_HOME/release")
  [[ $release =~ JAVA_VERSION=\"(2[5-9]|[3-9][0-9]) ]] || return 1
  key=$(printf '%s|%s|%s' "$JAVA_HOME" "${TORNADOVM_HOME:-}" "$jar" | cksum) || return 1
  fast=$cache/regress/fast-${key%% *}
}

# A file's text, or nothing.
text_of() {
  local text=
  { IFS= read -r -d '' text <"$1"; } 2>/dev/null
  printf '%s' "$text"
}

# What a prepared start is made from and what it consists of: versions, then each file's name, kind, size, time and mode.
inventory() {
  local made_from=("$jar" "$scripts/run.sh" "$scripts/fast-start.sh" "$JAVA_HOME/release")
  text_of "$JAVA_HOME/release"
  if [ -n "${TORNADOVM_HOME:-}" ]; then
    text_of "$TORNADOVM_HOME/etc/tornado.release"
    made_from+=("$TORNADOVM_HOME/tornado-argfile.template")
  fi
  find -H "${made_from[@]}" "$fast" -printf '%p %y %s %T@ %m\n' 2>/dev/null
}

# Whether it is there, whole, and made from what is here now.
is_whole() {
  local made
  [ -f "$fast.list" ] && made=$(text_of "$fast.list") && [ -n "$made" ] && [ "$made" = "$(inventory)" ]
}

# The list goes first: without it nobody uses the rest.
drop() {
  rm -rf "$fast.list" && rm -rf "$fast"
} 2>/dev/null

# Completes the command line of regress, in bash and in zsh:
#
#   eval "$(regress completion)"

# Prints what may stand at the cursor: "files" first where that is a file, then words.
_regress_words() {
  if [ "$2" = 1 ]; then
    echo '{{commands}}'
    return
  fi
  case "$1 $3" in
{{values}}  esac
  case "$4" in
    -*)
      case "$1" in
{{options}}      esac
      ;;
    *)
      case "$1" in
        {{withFiles}}) echo files ;;
        help) echo '{{commands}}' ;;
      esac
      ;;
  esac
}

_regress() {
  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" start='' found words kind
  # bash takes --option=value apart, zsh does not.
  if [ "$word" = '=' ]; then
    word=''
  elif [ "$before" = '=' ]; then
    before="${COMP_WORDS[COMP_CWORD-2]}"
  fi
  case "$word" in
    --*=*) before="${word%%=*}" start="${word%%=*}=" word="${word#*=}" ;;
  esac
  COMPREPLY=()
  words="$(_regress_words "${COMP_WORDS[1]}" "$COMP_CWORD" "$before" "$word")"
  kind=-W
  if [ "$words" = files ]; then
    kind=-f
    ! type compopt >/dev/null 2>&1 || compopt -o filenames 2>/dev/null
  fi
  while IFS= read -r found; do
    [ -z "$found" ] || COMPREPLY+=("$start$found")
  done <<EOF
$(if [ "$kind" = -f ]; then compgen -f -- "$word"; else compgen -W "$words" -- "$word"; fi)
EOF
}

if [ -n "${ZSH_VERSION:-}" ]; then
  type compdef >/dev/null 2>&1 || { autoload -Uz compinit && compinit; }
  autoload -Uz bashcompinit && bashcompinit
  complete -o filenames -F _regress regress
else
  complete -F _regress regress
fi

#!/usr/bin/env bash
# Times fits of fresh tables with default options beside NumPy, scikit-learn and JAX: bench/fresh.sh [--venv FOLDER] [--turns N] [--only NxP FITSxNxP ...]
# -> bench/results/fresh.md, the first table of docs/benchmarks.md once bench/run.sh --report has put it there
#
# --venv: the peers' virtual environment (default: bench/peers/.venv, made when it is not there), with scikit-learn.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/env.sh
venv=bench/peers/.venv
if [ "${1:-}" = --venv ]; then
  venv=$2
  shift 2
fi
build
[ -x "$venv/bin/python" ] || bench/peers/setup.sh "$venv"
"$venv/bin/python" -c 'import sklearn' 2>/dev/null || "$venv/bin/python" -m pip install -q scikit-learn
"$venv/bin/python" bench/fresh.py --java "$tornado_java $tornado_flags -cp $(classpath)" --plain-java "java -Xmx6g -cp $(classpath)" "$@"

#!/usr/bin/env bash
# Counts right digits on NIST's sets and on small hard ones beside other programs: bench/accuracy.sh [--venv FOLDER] -> docs/accuracy.md
#
# --venv: the peers' virtual environment (default: bench/peers/.venv, made when it is not there); scikit-learn and statsmodels are
# fetched into it where it lacks them.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/env.sh
venv=bench/peers/.venv
[ "${1:-}" != --venv ] || venv=$2
build
[ -x "$venv/bin/python" ] || bench/peers/setup.sh "$venv"
"$venv/bin/python" -c 'import sklearn, statsmodels' 2>/dev/null || "$venv/bin/python" -m pip install -q scikit-learn statsmodels
"$venv/bin/python" bench/accuracy.py "$tornado_java $tornado_flags -cp $(classpath)" docs/accuracy.md

#!/usr/bin/env bash
# Makes the virtual environment in which the peers run: bench/peers/setup.sh [FOLDER]
# Default folder: bench/peers/.venv. An environment that has the pinned versions is left as it is.
set -euo pipefail
folder=${1:-$(dirname "$0")/.venv}
pins=(jax==0.10.2 jaxlib==0.10.2 torch==2.13.0 numpy)

[ -x "$folder/bin/python" ] || python3 -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check "${pins[@]}"
"$folder/bin/python" -c 'import jax, torch, numpy
print(f"jax {jax.__version__}, torch {torch.__version__}, numpy {numpy.__version__}")'

#!/usr/bin/env bash
# Measures regress beside its peers and writes docs/benchmarks.md: bench/run.sh [OPTIONS]
#
#   --quick            small cases for a few minutes, to see that everything works; writes bench/results/quick/ only
#   --check            tests the benchmarks themselves in half a minute: measures nothing
#   --flags [--each]   instead: what regress's properties of TornadoVM cost, together, or each alone too
#   --cases FILE       other cases than bench/cases.json, whose form they have
#   --only NAME...     these cases again; the results of the others are kept
#   --resume           goes on with a run that was interrupted: what has results is kept
#   --report           only writes the report anew from the last results
#   --docs FOLDER      where the report goes (default: docs)
#   --venv FOLDER      the peers' virtual environment (default: bench/peers/.venv, made when it is not there)
#   --spark            Spark MLlib too: fetches some 300 MB
#   --no-build         takes target/ as it is
#   other options      go to measure.py: --turns N, --precision float32 float64, --no-cold
set -euo pipefail
invoked=$PWD
cd "$(dirname "$0")/.."

quick='' instead='' spark='' report='' build=yes venv=bench/peers/.venv docs=docs results=bench/results/measured.jsonl
absolute() { case $1 in /*) echo "$1" ;; *) echo "$invoked/$1" ;; esac; }
options=()
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=yes docs=bench/results/quick results=bench/results/quick.jsonl ;;
    --check | --flags) instead=${1#--} ;;
    --spark) spark=yes ;;
    --report) report=yes ;;
    --no-build) build='' ;;
    --cases) options+=(--cases "$(absolute "$2")") && shift ;;
    --docs) docs=$(absolute "$2") && shift ;;
    --venv) venv=$(absolute "$2") && shift ;;
    *) options+=("$1") ;;
  esac
  shift
done

if [ -z "$report" ]; then
  . bench/env.sh
  [ -z "$build" ] || build
  [ -x "$venv/bin/python" ] || bench/peers/setup.sh "$venv"
  # Too short to settle, enough to see what works.
  [ -z "$quick" ] || export REGRESS_BENCH_WARM_UP="${REGRESS_BENCH_WARM_UP-0.3}"
  [ -z "$quick" ] || options=(--cases "$PWD/bench/cases-quick.json" --turns 3 "${options[@]}")
  [ -z "$spark" ] || options+=("--spark=java -Xmx6g$(spark_flags) -cp $(classpath)")
  java="$tornado_java $tornado_flags -cp $(classpath)" plain_java="java -Xmx6g -cp $(classpath)"
  case $instead in
    check) exec python3 bench/check.py --python "$venv/bin/python" --java "$java" --plain-java "$plain_java" ;;
    flags) exec python3 bench/flags.py "$java" "${options[@]}" ;;
  esac
  python3 bench/measure.py --results "$PWD/$results" --python "$venv/bin/python" \
    --java "$java" --plain-java "$plain_java" "${options[@]}"
fi
mkdir -p "$docs"
python3 bench/report.py "$results" "$docs"
echo "$docs/benchmarks.md"

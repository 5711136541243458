#!/usr/bin/env bash
# Builds and runs the JMH benchmarks, in about 35 minutes: bench/jmh.sh [--quick|--long] [JMH OPTIONS]
#
# --quick: a subset of about four minutes; --long: longer runs and one n more, hours. Everything else goes to JMH:
# "bench/jmh.sh Dispatch" runs one benchmark, "bench/jmh.sh -p strategy='tornado fused' Fit" one strategy. Results:
# bench/results/jmh.json.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/env.sh

options=()
case ${1:-} in
  --quick) shift && options=(-wi 1 -w 1 -i 3 -r 1 -p n=100,160000 -p p=1 -p precision=float32 -p tasks=1,4) ;;
  --long) shift && options=(-wi 3 -w 2 -i 9 -r 2 -p n=100,16000,160000,1024000) ;;
esac

build
case "$*" in
  *strategy=*) ;;
  *)
    # shellcheck disable=SC2086 # flags are words
    strategies=$(java $tornado_flags -cp "$(classpath)" regress.bench.Strategy 2>/dev/null | paste -sd,)
    options+=(-p "strategy=$strategies")
    ;;
esac
mkdir -p bench/results
exec $tornado_java -cp "$(classpath)" org.openjdk.jmh.Main -jvmArgs "$tornado_flags" -foe false \
  -rf json -rff bench/results/jmh.json -prof gc "${options[@]}" "$@"

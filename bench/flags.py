"""What regress's properties of TornadoVM cost: run.sh --flags [--each]. Writes a table to standard output.

A process for each variant, in turns as in measure.py. A variant's TornadoVM starts with the command line's properties,
before regress can set its own (regress.bench.Worker), and with a driver's cache of its own, so that first fits compile.
"""

import json
import os
import shlex
import statistics
import sys
import tempfile

import measure
import report

VARIANTS = {
    "TornadoVM's own": {},
    "no native functions": {"tornado.enable.nativeFunctions": "false"},
    "full inlining": {"tornado.compiler.fullInlining": "true"},
    "no fast math": {"tornado.opencl.compiler.flags": "-cl-mad-enable -w"},
}
OWN, ALL = "TornadoVM's own", "all three"
VARIANTS[ALL] = {key: value for variant in VARIANTS.values() for key, value in variant.items()}
ALWAYS = {"regress.bench.flags": "true", "tornado.recover.bailout": "false", "tornado.max.events": "1024"}
CASES = [
    {"n": 100, "p": 1, "epochs": 10_000},
    {"n": 16_000, "p": 1, "epochs": 2_000},
    {"n": 1_024_000, "p": 1, "epochs": 100},
    {"n": 100_000, "p": 16, "epochs": 200},
    {"n": 100_000, "p": 128, "epochs": 50},
]
SYSTEMS = ["regress tornado fused", "regress tornado stepwise", "regress tornado gram"]
TURNS = 9
SECONDS = 300


def main():
    java, each = sys.argv[1], "--each" in sys.argv
    variants = list(VARIANTS) if each else [OWN, ALL]
    head = ["case", "precision", "system", "flags", "first", "warm", "own over it", "spread"]
    print(report.table(head, []), flush=True)
    for case in CASES:
        for precision in ("float32", "float64"):
            numbers = {**case, "fits": 1, "precision": precision}
            for row in rows(numbers, measured(numbers, variants, java)):
                print("| " + " | ".join(row) + " |", flush=True)


def measured(numbers, variants, java):
    """The lines of every system and variant."""
    with tempfile.TemporaryDirectory() as caches, open(os.devnull, "w") as log:
        workers = [worker(name, numbers, java, caches, log) for name in variants]
        return measure.in_time(workers, SECONDS, lambda: in_turns(workers, numbers))


def worker(name, numbers, java, caches, log):
    flags = [f"-D{key}={value}" for key, value in {**ALWAYS, **VARIANTS[name]}.items()]
    command = [*shlex.split(java), *flags, "regress.bench.Worker", "ours", json.dumps(numbers)]
    return measure.Worker(name, command, log, {**os.environ, "POCL_CACHE_DIR": tempfile.mkdtemp(dir=caches)})


def in_turns(workers, numbers):
    for each in workers:
        each.read()
    lines = {
        (system, each.name): measure.prepared(each.ask(system), system, numbers)
        for system in SYSTEMS
        for each in workers
    }
    for turn in range(TURNS):
        for system in SYSTEMS:
            for each in workers:
                measure.take_turn(lines[system, each.name], each, turn)
    return lines


def rows(numbers, lines):
    name = f"n = {numbers['n']:,}, p = {numbers['p']}, {numbers['epochs']:,} epochs"
    for (system, variant), line in lines.items():
        start = [name, numbers["precision"], system.removeprefix("regress "), variant]
        if not line["nanos"]:
            yield [*start, line.get("error", "wrong answer"), "", "", ""]
            continue
        ratios = [a / b for a, b in zip(lines[system, OWN]["nanos"], line["nanos"])] or [float("nan")]
        spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
        yield [*start, report.first(line), report.time(line), f"{statistics.median(ratios):.2f}", spread]


if __name__ == "__main__":
    main()

"""How a process of systems is asked for measurements; regress.bench.Worker is the same in Java.

    peer.py CASE              prints {"systems": [...]} and then answers each line "SYSTEM" on standard input
    peer.py CASE TURNS        asks itself for every system, that many turns each

CASE is JSON: {"n": 100, "p": 1, "epochs": 10000, "fits": 1, "precision": "float32"}.

The first answer for a system fits once, checks the answer and warms up (half a second with the first fit here, one
and a half after it in the JVM, which goes on compiling; or what REGRESS_BENCH_WARM_UP says): {"system", "case",
"first_nanos", "answer", "answered", "check"}, where "answered" says how many fits, rows and features that was, for the
asker to compare with the case. Each further one takes one turn: {"system", "nanos"}. A turn is fits in a row for 50 ms,
at least two unless the first takes a second; its value is their median, without the first where there are several,
because that one finds the caches cold.
"""

import json
import os
import statistics
import sys
import time

import numpy as np

import problem

TURN_NANOS = 50_000_000
LONG_NANOS = 1_000_000_000
WARM_UP_NANOS = int(float(os.environ.get("REGRESS_BENCH_WARM_UP", "0.5")) * 1e9)


def case_of_arguments():
    return problem.Case(**json.loads(sys.argv[1]))


def serve(case, make_systems, parameters):
    """make_systems(x, y) is a dictionary from name to a function that fits and has finished when it returns;
    parameters(what it returned) are the numbers [fits, p + 1], and take no part in the time."""
    x, y = problem.data(case)
    reference = problem.descent(case, x, y)
    systems = make_systems(x, y)
    prepared = set()

    def answer(name):
        if name in prepared:
            return {"system": name, "nanos": turn(systems[name])}
        prepared.add(name)
        return {"system": name, "case": vars(case), **prepare(case, systems[name], parameters, y, reference)}

    if len(sys.argv) > 2:
        for name in systems:
            show(whole(lambda: answer(name), int(sys.argv[2])))
        return
    show({"systems": list(systems)})
    for request in sys.stdin:
        try:
            show(answer(request.strip()))
        except Exception as e:
            show({"system": request.strip(), "error": f"{type(e).__name__}: {e}"[:500]})


def prepare(case, fit, parameters, y, reference):
    begin = time.perf_counter_ns()
    fitted = fit()
    first = time.perf_counter_ns() - begin
    answer = np.asarray(parameters(fitted), dtype=np.float64)
    answered = {"fits": answer.shape[0], "rows": y.shape[1], "features": answer.shape[1] - 1}
    checked = problem.check(case, answer, reference)
    begin = time.perf_counter_ns()
    while first + time.perf_counter_ns() - begin < WARM_UP_NANOS:
        fit()
    return {"first_nanos": first, "answer": answer[-1].tolist(), "answered": answered, "check": checked}


def turn(fit):
    nanos = []
    end = time.perf_counter_ns() + TURN_NANOS
    while not nanos or time.perf_counter_ns() < end or len(nanos) == 1 and nanos[0] < LONG_NANOS:
        begin = time.perf_counter_ns()
        fit()
        nanos.append(time.perf_counter_ns() - begin)
    return int(statistics.median(nanos[1:] or nanos))


def whole(answer, turns):
    try:
        return {**answer(), "nanos": [answer()["nanos"] for _ in range(turns)]}
    except Exception as e:
        return {"error": f"{type(e).__name__}: {e}"[:500]}


def show(line):
    print(json.dumps(line), flush=True)

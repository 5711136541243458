"""Measures the cases of a file, ours and the peers' in turns, and writes JSON lines to a results file.

For every case and precision there is one process for each family of systems (peers/serve.py says how they are asked).
All systems are prepared first: fitted once, answer checked, warmed up. Then they take turns, one after the other, so
that a machine that drifts does so under all of them. At no moment do two of them run.

A file's "minutes" are shared out among its cases by their "weight" (1 where none is given), and what one leaves the
others get. A case ends its turns when its time is nearly over, and its processes are ended when it is over.
"""

import argparse
import json
import os
import pathlib
import shlex
import subprocess
import sys
import threading
import time

import cold
import machine

BENCH = pathlib.Path(__file__).resolve().parent
ROOT = BENCH.parent
# A system takes at least FEW_TURNS, and all while they add up to few seconds; of very long ones it takes one.
FEW_TURNS = 3
TURNS_NANOS = 2_000_000_000
ONE_TURN_NANOS = 10_000_000_000
COLD = "cold start"
COLD_WEIGHT = 2
CASE_KEYS = ("n", "p", "epochs", "fits")
NO_FIT = "copy by the JVM"


def main():
    options = arguments()
    todo = json.loads(pathlib.Path(options.cases).read_text())
    results = pathlib.Path(options.results)
    results.parent.mkdir(parents=True, exist_ok=True)
    facts = machine.facts(options)
    kept = earlier(results, todo, facts, options)
    done = {(line["name"], line["case"]["precision"]) for line in kept}
    with results.open("w") as out:
        out.write(json.dumps({"machine": facts, "options": {"turns": options.turns, "cases": todo}}) + "\n")
        out.writelines(json.dumps(line) + "\n" for line in kept)
        out.flush()
        all_units = units(todo, options)
        due = [u for u in all_units if u[:2] not in done and (not options.only or u[0] in options.only)]
        for (name, precision, case, _), seconds in shares(due, all_units, 60 * todo.get("minutes", 30)):
            lines = cold.cold(options, seconds) if case is None else measure(case, precision, options, seconds)
            write(out, [{"name": name, **line} for line in lines])


def arguments():
    parser = argparse.ArgumentParser(description="Measures; run.sh calls it with what it needs.")
    parser.add_argument("--cases", default=BENCH / "cases.json")
    parser.add_argument("--results", default=BENCH / "results" / "measured.jsonl")
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--precision", nargs="+", default=["float32", "float64"])
    parser.add_argument("--only", nargs="+", default=[], help="names of cases; the results of others are kept")
    parser.add_argument("--resume", action="store_true", help="go on with a run: what has results is kept")
    parser.add_argument("--no-cold", action="store_true", help="leave out whole processes")
    parser.add_argument("--python", required=True, help="of the peers' virtual environment")
    parser.add_argument("--java", required=True, help="java with TornadoVM's flags and the class path, as one word")
    parser.add_argument("--plain-java", required=True, help="the same without TornadoVM")
    parser.add_argument("--spark", default="", help="the same with what Spark needs; left out: no Spark")
    return parser.parse_args()


def units(todo, options):
    """What is measured at a time: name, precision, case (None: whole processes) and weight."""
    first = [] if options.no_cold else [(COLD, cold.SEED["precision"], None, COLD_WEIGHT)]
    return first + [
        (case["name"], precision, case, weight(case, precision))
        for case in todo["cases"]
        for precision in case.get("precision", options.precision)
    ]


def weight(case, precision):
    """One number, or one for each precision."""
    given = case.get("weight", 1)
    return given[precision] if isinstance(given, dict) else given


def shares(due, all_units, seconds):
    """Each unit that is due with its share of the seconds that are left, whenever it is asked for."""
    left = sum(unit[3] for unit in due)
    end = time.monotonic() + seconds * left / (sum(unit[3] for unit in all_units) or 1)
    for unit in due:
        yield unit, max(0, end - time.monotonic()) * unit[3] / left
        left -= unit[3]


def earlier(results, todo, facts, options):
    """The results to keep, with the date and the commit of their run where it is another one."""
    names = {COLD, *(case["name"] for case in todo["cases"])}
    if unknown := set(options.only) - names:
        sys.exit(f"No such case: {', '.join(sorted(unknown))}.")
    if not (options.only or options.resume) or not results.exists():
        return []
    head, *lines = whole_lines(results.read_text())
    run = {key: head["machine"][key] for key in ("date", "commit")}
    if {**facts, **run} != head["machine"]:
        sys.exit(f"{results} is of another machine or of other versions: measure all cases.")
    kept = names if options.resume else names - set(options.only)
    mark = {"run": run} if run != {key: facts[key] for key in run} else {}
    return [{**mark, **line} for line in lines if line["name"] in kept]


def whole_lines(text):
    """What follows the last line end was cut when its run was."""
    return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]


def write(out, lines):
    out.write("".join(json.dumps(line) + "\n" for line in lines))
    out.flush()
    for line in lines:
        says = line.get("error") or ("ok" if line["check"]["passed"] else "WRONG ANSWER")
        print(f"{line['name']}, {line['case']['precision']}: {line['system']}: {says}", file=sys.stderr)


class Worker:
    """A process of systems."""

    def __init__(self, name, command, log, env=None):
        self.name = name
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
        )
        self.late = False

    def ask(self, system):
        try:
            print(system, file=self.process.stdin, flush=True)
        except BrokenPipeError:
            pass
        return self.read()

    def read(self):
        line = self.process.stdout.readline()
        if line:
            return json.loads(line)
        return {"error": "the case's time was over" if self.late else f"its process ended with {self.process.wait()}"}

    def stop(self):
        self.late = True
        self.process.kill()

    def close(self):
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        self.process.wait()
        self.process.stdout.close()


def measure(case, precision, options, seconds):
    numbers = {"p": 1, "fits": 1, **{k: case[k] for k in CASE_KEYS if k in case}, "precision": precision}
    end = time.monotonic() + seconds
    (BENCH / "results").mkdir(exist_ok=True)
    with open(BENCH / "results" / "stderr.log", "a") as log:
        workers = [Worker(*command, log) for command in commands(json.dumps(numbers), options).items()]
        return in_time(workers, seconds, lambda: measured(case, workers, options.turns, numbers, end))


def in_time(workers, seconds, work):
    """Ends the workers when they are no longer needed, or when their time is over."""
    timer = threading.Timer(seconds, lambda: [worker.stop() for worker in workers])
    timer.start()
    try:
        return work()
    finally:
        timer.cancel()
        for worker in workers:
            worker.close()


def commands(case, options):
    java, plain = shlex.split(options.java), shlex.split(options.plain_java)
    spark = {"spark": [*shlex.split(options.spark), "regress.bench.SparkWorker", case]} if options.spark else {}
    return {
        "regress": [*java, "regress.bench.Worker", "ours", case],
        "jax": [options.python, str(BENCH / "peers" / "jax_peer.py"), case],
        "torch": [options.python, str(BENCH / "peers" / "torch_peer.py"), case],
        "java": [*plain, "regress.bench.Worker", "peers", case],
        **spark,
    }


def measured(case, workers, turns, numbers, end):
    lines, asked = [], {}
    for worker in workers:
        hello = worker.read()
        if "error" in hello:
            lines.append({"system": f"all of {worker.name}", "case": numbers, "nanos": [], **hello})
        asked |= {system: worker for system in hello.get("systems", []) if wanted(system, case, numbers)}
    lines += [prepared(asked[system].ask(system), system, numbers) for system in asked]
    for turn in range(turns):
        begin = time.monotonic()
        for line in lines:
            take_turn(line, asked.get(line["system"]), turn)
        if 2 * time.monotonic() - begin > end:
            break
    return lines


def take_turn(line, worker, turn):
    if due(line, turn):
        answer = worker.ask(line["system"])
        if "nanos" in answer:
            line["nanos"].append(answer["nanos"])
        else:
            line["error"] = answer["error"]


def wanted(system, case, numbers):
    """Names of systems may be followed by a precision."""
    names = {system, f"{system} {numbers['precision']}"}
    return bool(names & set(case["only"])) if "only" in case else not names & set(case.get("skip", []))


def prepared(answer, system, numbers):
    """A system's line; what it answered must be as much as the case asks for."""
    line = {"system": system, "case": numbers, **answer, "nanos": []}
    line["case"] = numbers
    asks = {"fits": numbers["fits"], "rows": numbers["n"], "features": numbers["p"]}
    if "error" not in line and system != NO_FIT and line.get("answered") != asks:
        line["error"] = f"answered {said(line.get('answered'))} where the case has {said(asks)}"
    return line


def said(sizes):
    return ", ".join(f"{sizes[key]} {key}" for key in ("fits", "rows", "features")) if sizes else "without saying what"


def due(line, turn):
    """A wrong answer is not worth timing."""
    if "error" in line or not line["check"]["passed"]:
        return False
    nanos = line["nanos"]
    if nanos and max(nanos) >= ONE_TURN_NANOS:
        return False
    return turn < FEW_TURNS or sum(nanos) < TURNS_NANOS


if __name__ == "__main__":
    main()

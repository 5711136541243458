"""Measures the cases of a file, ours and the peers' in turns, and appends JSON lines to a results file.

For every case and precision there is one process for each family of systems (peers/serve.py says how they are asked).
All systems are prepared first: fitted once, answer checked, warmed up. Then they take turns, one after the other, so
that a machine that drifts does so under all of them. At no moment do two of them run.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import shlex
import subprocess
import sys
import time

BENCH = pathlib.Path(__file__).resolve().parent
ROOT = BENCH.parent
SLOW_NANOS = 10_000_000_000  # systems whose turn takes longer get SLOW_TURNS
SLOW_TURNS = 3
SEED_ANSWER = (2.842461575873113, 1.118479132313449)
CASE_KEYS = ("n", "p", "epochs", "fits")


def main():
    options = arguments()
    todo = json.loads(pathlib.Path(options.cases).read_text())
    results = pathlib.Path(options.results)
    results.parent.mkdir(parents=True, exist_ok=True)
    facts = machine(options)
    kept = earlier(results, todo, facts, options.only) if options.only else []
    with results.open("w") as out:
        write(out, {"machine": facts, "options": {"turns": options.turns, "cases": todo}})
        out.writelines(json.dumps(line) + "\n" for line in kept)
        if not options.no_cold and due_again("cold start", options):
            for line in cold(options):
                write(out, {"name": "cold start", **line})
        for case in (case for case in todo["cases"] if due_again(case["name"], options)):
            for precision in case.get("precision", options.precision):
                for line in measure(case, precision, options):
                    write(out, {"name": case["name"], **line})


def arguments():
    parser = argparse.ArgumentParser(description="Measures; run.sh calls it with what it needs.")
    parser.add_argument("--cases", default=BENCH / "cases.json")
    parser.add_argument("--results", default=BENCH / "results" / "measured.jsonl")
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--precision", nargs="+", default=["float32", "float64"])
    parser.add_argument("--only", nargs="+", default=[], help="names of cases; the results of others are kept")
    parser.add_argument("--no-cold", action="store_true", help="leave out whole processes")
    parser.add_argument("--python", required=True, help="of the peers' virtual environment")
    parser.add_argument("--java", required=True, help="java with TornadoVM's flags and the class path, as one word")
    parser.add_argument("--plain-java", required=True, help="the same without TornadoVM")
    parser.add_argument("--spark", default="", help="the same with what Spark needs; left out: no Spark")
    return parser.parse_args()


def earlier(results, todo, facts, only):
    """The results of the cases to keep, with the date and the commit of their run."""
    names = {"cold start", *(case["name"] for case in todo["cases"])}
    if unknown := set(only) - names:
        sys.exit(f"No such case: {', '.join(sorted(unknown))}.")
    if not results.exists():
        return []
    head, *lines = [json.loads(line) for line in results.read_text().splitlines()]
    run = {key: head["machine"][key] for key in ("date", "commit")}
    if {**facts, **run} != head["machine"]:
        sys.exit(f"{results} is of another machine or of other versions: measure all cases.")
    return [{"run": run, **line} for line in lines if line["name"] in names - set(only)]


def due_again(name, options):
    return not options.only or name in options.only


def write(out, line):
    out.write(json.dumps(line) + "\n")
    out.flush()
    if "system" in line:
        says = line.get("error") or ("ok" if line["check"]["passed"] else "WRONG ANSWER")
        print(f"{line['name']}, {line['case']['precision']}: {line['system']}: {says}", file=sys.stderr)


class Worker:
    """A process of systems."""

    def __init__(self, command, log):
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
        )
        self.systems = self.read().get("systems", [])

    def ask(self, system):
        try:
            print(system, file=self.process.stdin, flush=True)
        except BrokenPipeError:
            pass
        return self.read()

    def read(self):
        line = self.process.stdout.readline()
        return json.loads(line) if line else {"error": f"its process ended with {self.process.wait()}"}

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def measure(case, precision, options):
    numbers = {"p": 1, "fits": 1, **{k: case[k] for k in CASE_KEYS if k in case}, "precision": precision}
    with open(BENCH / "results" / "stderr.log", "a") as log:
        workers = [Worker(command, log) for command in commands(json.dumps(numbers), options)]
        try:
            return measured(case, workers, options.turns, numbers)
        finally:
            for worker in workers:
                worker.close()


def commands(case, options):
    java, plain = shlex.split(options.java), shlex.split(options.plain_java)
    spark = [[*shlex.split(options.spark), "regress.bench.SparkWorker", case]] if options.spark else []
    return [
        [*java, "regress.bench.Worker", "ours", case],
        [options.python, str(BENCH / "peers" / "jax_peer.py"), case],
        [options.python, str(BENCH / "peers" / "torch_peer.py"), case],
        [*plain, "regress.bench.Worker", "peers", case],
        *spark,
    ]


def measured(case, workers, turns, numbers):
    lines, asked = {}, {}
    for worker in workers:
        for system in worker.systems:
            if wanted(system, case):
                lines[system] = {"case": numbers, **worker.ask(system), "nanos": []}
                asked[system] = worker
    for turn in range(turns):
        for system, line in lines.items():
            if due(line, turn):
                answer = asked[system].ask(system)
                if "nanos" in answer:
                    line["nanos"].append(answer["nanos"])
                else:
                    line["error"] = answer["error"]
    return lines.values()


def wanted(system, case):
    return system in case["only"] if "only" in case else system not in case.get("skip", [])


def due(line, turn):
    """A wrong answer is not worth timing."""
    if "error" in line or not line["check"]["passed"]:
        return False
    return turn < SLOW_TURNS or max(line["nanos"]) < SLOW_NANOS


def cold(options):
    """From the start of a process to its end with the seed problem's answer printed."""
    env = {**os.environ, "REGRESS_HOME": str(ROOT)}
    regress = ["bash", str(ROOT / "scripts" / "run.sh"), "seed"]
    systems = {
        "cold regress": regress,
        "cold regress jvm": [*regress, "--engine", "jvm"],
        "cold jax": [options.python, str(BENCH / "peers" / "cold_jax.py")],
        "cold torch": [options.python, str(BENCH / "peers" / "cold_torch.py")],
    }
    lines = {}
    for turn in range(options.turns + 1):  # the first one finds the disk cold
        for system, command in systems.items():
            begin = time.perf_counter_ns()
            done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
            nanos = time.perf_counter_ns() - begin
            if turn == 0:
                lines[system] = {"system": system, "case": SEED, "nanos": [], "first_nanos": nanos, **outcome(done)}
            else:
                lines[system]["nanos"].append(nanos)
            await_fast_start()
    return lines.values()


def await_fast_start():
    """A first run has what makes later ones start faster made in the background: nobody is timed meanwhile."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "regress"
    time.sleep(0.2)
    while any(cache.glob("fast-*.lock")):
        time.sleep(1)


SEED = {"n": 100, "p": 1, "epochs": 10_000, "fits": 1, "precision": "float32"}


def outcome(done):
    """Whether both numbers of the answer are among those printed, to the digits that are printed."""
    printed = [float(v) for v in re.findall(r"-?\d+\.\d+", done.stdout)]
    nearest = [min(printed, key=lambda v: abs(v - wanted), default=float("inf")) for wanted in SEED_ANSWER]
    error = max(abs(v - w) for v, w in zip(nearest, SEED_ANSWER))
    check = {"reference": SEED_ANSWER[::-1], "error": error, "tolerance": 1e-3}
    check["passed"] = error <= check["tolerance"] and done.returncode == 0
    return {"answer": nearest[::-1], "check": check}


def machine(options):
    versions = "import jax, torch, numpy; print(jax.__version__, torch.__version__, numpy.__version__)"
    jax, torch, numpy = said(options.python, "-c", versions).split()
    return {
        "date": datetime.date.today().isoformat(),
        "commit": said("git", "-C", ROOT, "rev-parse", "--short", "HEAD") + dirty(),
        "cpu": cpu(),
        "cores": len(os.sched_getaffinity(0)),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": platform.platform(terse=True),
        "java": said(shlex.split(options.plain_java)[0], "--version").splitlines()[1],
        "tornadovm": release(),
        "devices": [d.strip() for d in said(*shlex.split(options.java), "regress.bench.Strategy", "devices").splitlines()],
        "python": platform.python_version(),
        "jax": jax,
        "torch": torch,
        "numpy": numpy,
    }


def dirty():
    return " with changes" if said("git", "-C", ROOT, "status", "--porcelain", "--", "src", "bench") else ""


def said(*command):
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip()


def cpu():
    try:
        info = pathlib.Path("/proc/cpuinfo").read_text()
        return re.search(r"model name\s*: (.*)", info).group(1)
    except (OSError, AttributeError):
        return platform.processor() or platform.machine()


def release():
    text = (pathlib.Path(os.environ["TORNADOVM_HOME"]) / "etc" / "tornado.release").read_text()
    return re.search(r"version=(.*)", text).group(1)


if __name__ == "__main__":
    main()

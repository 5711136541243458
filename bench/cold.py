"""Whole processes, from their start to their end with the seed problem's answer printed."""

import os
import pathlib
import re
import subprocess
import time

BENCH = pathlib.Path(__file__).resolve().parent
ROOT = BENCH.parent
SEED_ANSWER = (2.842461575873113, 1.118479132313449)
SEED = {"n": 100, "p": 1, "epochs": 10_000, "fits": 1, "precision": "float32"}
TURNS = 5


def cold(options, seconds):
    """The systems in turns, as many as there is time for."""
    end = time.monotonic() + seconds
    env = {**os.environ, "REGRESS_HOME": str(ROOT)}
    regress = ["bash", str(ROOT / "scripts" / "run.sh"), "seed"]
    systems = {
        "cold regress": regress,
        "cold regress jvm": [*regress, "--engine", "jvm"],
        "cold jax": [options.python, str(BENCH / "peers" / "cold_jax.py")],
        "cold torch": [options.python, str(BENCH / "peers" / "cold_torch.py")],
    }
    # Without TORNADOVM_HOME, or where nothing can be prepared, all starts are as they are.
    subprocess.run(["bash", str(ROOT / "scripts" / "prepare.sh")], cwd=ROOT, env=env, capture_output=True)
    lines = {}
    for turn in range(min(options.turns, TURNS) + 1):  # the first one finds the disk cold
        begin_all = time.monotonic()
        for system, command in systems.items():
            begin = time.perf_counter_ns()
            done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
            nanos = time.perf_counter_ns() - begin
            if turn == 0:
                lines[system] = {"system": system, "case": SEED, "nanos": [], "first_nanos": nanos, **outcome(done)}
            else:
                lines[system]["nanos"].append(nanos)
        if 2 * time.monotonic() - begin_all > end:
            break
    return list(lines.values())


def outcome(done):
    """Whether both numbers of the answer are among those printed, to the digits that are printed."""
    printed = [float(v) for v in re.findall(r"-?\d+\.\d+", done.stdout)]
    nearest = [min(printed, key=lambda v: abs(v - wanted), default=float("inf")) for wanted in SEED_ANSWER]
    error = max(abs(v - w) for v, w in zip(nearest, SEED_ANSWER))
    check = {"reference": SEED_ANSWER[::-1], "error": error, "tolerance": 1e-3}
    check["passed"] = error <= check["tolerance"] and done.returncode == 0
    return {"answer": nearest[::-1], "check": check}

"""The benchmarks' own test: run.sh --check. It looks at who answers what, not at times, and takes half a minute.

check.py --python PYTHON --java JAVA --plain-java JAVA, as measure.py has them."""

import contextlib
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import types
import unittest
from unittest import mock

import measure
import machine

CASE = {"n": 61, "p": 2, "fits": 3, "epochs": 100, "precision": "float64"}
SMALLER = {"fits": 2, "n": 60, "p": 1}
SECONDS = 240
SYSTEMS = {
    "regress tornado stepwise", "regress tornado fused", "regress tornado gram", "regress jvm fused",
    "regress library call", "jax jit(vmap(fori_loop))", "jax jit(vmap(gram))", "torch eager", "torch compile",
    "commons-math OLS", "tribuo SGD",
}  # fmt: skip
OPTIONS = None


def answers(workers, case=CASE):
    """What measure.py makes of these workers' first answers, by system."""
    lines = measure.in_time(workers, SECONDS, lambda: measure.measured({}, workers, 1, case, float("inf")))
    return {line["system"]: line for line in lines}


def workers(case, which=("regress", "jax", "torch", "java")):
    commands = measure.commands(json.dumps(case), OPTIONS)
    return [measure.Worker(name, commands[name], subprocess.DEVNULL) for name in which]


class Systems(unittest.TestCase):
    def test_every_system_answers_every_fit_of_several_features(self):
        lines = answers(workers(CASE))
        self.assertLessEqual(SYSTEMS, set(lines))
        for system, line in lines.items():
            with self.subTest(system):
                self.assertNotIn("error", line)
                self.assertTrue(line["check"]["passed"], line["check"])
                self.assertEqual(1, len(line["nanos"]))
        java, python = (lines[s]["check"]["reference"] for s in ("regress jvm fused", "jax jit(vmap(gram))"))
        self.assertEqual(CASE["p"] + 1, len(java))
        for ours, theirs in zip(java, python):
            self.assertAlmostEqual(ours, theirs, delta=1e-12)  # The last fit's data are the same in both languages.

    def test_a_system_that_drops_fits_or_rows_or_features_is_caught(self):
        for key, value in SMALLER.items():
            lines = answers(workers({**CASE, key: value}, ("jax", "java")))
            self.assertLess(3, len(lines))
            for system, line in lines.items():
                with self.subTest(system, dropped=key):
                    self.assertIn("where the case has 3 fits, 61 rows, 2 features", line["error"])
                    self.assertEqual([], line["nanos"])


class Sweep(unittest.TestCase):
    """Of three cases, nothing of which is really run."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.cases = pathlib.Path(self.folder, "cases.json")
        self.cases.write_text(json.dumps({"minutes": 3000, "cases": [{"name": c, "n": 9} for c in "abc"]}))
        self.ran = []

    def sweep(self, *more, stop_at=None):
        def run(case, precision, options, seconds):
            if (case["name"], precision) == stop_at:
                raise KeyboardInterrupt
            self.ran.append((case["name"], precision, round(seconds, -3)))
            return [{"system": "s", "case": {"precision": precision}, "check": {"passed": True}, "nanos": [1]}]

        words = ["measure.py", "--cases", str(self.cases), "--results", self.folder + "/r", "--no-cold"]
        words += ["--python", "", "--java", "", "--plain-java", "", *more]
        facts = {"date": "today", "commit": "this"}
        with (
            mock.patch.object(measure, "measure", run),
            mock.patch.object(machine, "facts", lambda options: facts),
            mock.patch.object(sys, "argv", words),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            measure.main()
        return [json.loads(line)["name"] for line in pathlib.Path(self.folder, "r").read_text().splitlines()[1:]]

    def test_a_sweep_that_was_interrupted_goes_on(self):
        with self.assertRaises(KeyboardInterrupt):
            self.sweep(stop_at=("b", "float64"))
        with open(self.folder + "/r", "a") as results:
            results.write('{"name": "b", "sys')
        self.assertEqual(list("aabbcc"), self.sweep("--resume"))
        self.assertEqual([c + p for c in "abc" for p in ("float32", "float64")], [n + p for n, p, _ in self.ran])

    def test_one_case_is_measured_again_and_the_others_kept(self):
        self.sweep()
        self.ran.clear()
        self.assertEqual(list("aaccbb"), self.sweep("--only", "b"))
        self.assertEqual({("b", "float32", 30_000), ("b", "float64", 60_000)}, set(self.ran))

    def test_time_that_a_case_leaves_goes_to_the_next(self):
        self.sweep()
        self.assertEqual([30_000, 36_000, 45_000, 60_000, 90_000, 180_000], [seconds for _, _, seconds in self.ran])

    def test_a_process_is_ended_with_its_time(self):
        sleeper = measure.Worker("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"], subprocess.DEVNULL)
        lines = measure.in_time([sleeper], 0, lambda: measure.measured({}, [sleeper], 1, CASE, 0))
        self.assertEqual([("all of sleeper", "the case's time was over")], [(s["system"], s["error"]) for s in lines])


if __name__ == "__main__":
    OPTIONS = types.SimpleNamespace(**dict(zip(("python", "java", "plain_java"), sys.argv[2:7:2])), spark="")
    os.environ["REGRESS_BENCH_WARM_UP"] = "0"
    unittest.main(argv=sys.argv[:1])

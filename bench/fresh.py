"""Fits of fresh tables with default options, in turns with NumPy, scikit-learn and JAX -> bench/results/fresh.md

A time is what a caller waits for: from arrays in memory to coefficients; ours with digits and standard errors, which the others
do not compute. Answers are compared before anything is timed. Every fit of ours gets a table that it has not seen.
"""

import argparse
import pathlib
import shlex
import statistics
import subprocess
import time

import jax
import jax.numpy as jnp
import machine
import numpy as np
from sklearn.linear_model import LinearRegression

SHAPES = [(1_000, 4), (100_000, 8), (1_000_000, 1), (1_000_000, 8), (100_000, 64), (10_000_000, 4)]
MANY = [(333, 37, 1), (1_000, 100, 4), (5_000, 200, 4), (200, 1_000, 8), (20_000, 50, 3)]
TURN_NANOS = 100_000_000
WARM_UP_NANOS = 6_000_000_000  # HotSpot has compiled by then what it will.
RESULTS = pathlib.Path(__file__).resolve().parent / "results"


def column(n, j, i=0):
    with np.errstate(over="ignore"):
        z = np.uint64(j + 100 * i) * np.uint64(0xD1B54A32D192ED03) + np.arange(n, dtype=np.uint64)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)) * 2.0**-53 + j


def table(n, p, i=0):
    """The i-th."""
    x = np.stack([column(n, j, i) for j in range(p)], axis=1)
    return np.ascontiguousarray(x), column(n, p, i) + sum(x[:, j] * (1 + j % 3) for j in range(p))


def numpy_fit(x, y):
    """Normal equations after centring, as a careful user would write them."""
    means, mean = x.mean(axis=0), y.mean()
    z = x - means
    slopes = np.linalg.solve(z.T @ z, z.T @ (y - mean))
    return [mean - means @ slopes, *slopes]


def sklearn_fit(x, y):
    fit = LinearRegression().fit(x, y)
    return [fit.intercept_, *fit.coef_]


@jax.jit
@jax.vmap
def normal_equations(x, y):
    means, mean = x.mean(0), y.mean()
    z = x - means
    slopes = jnp.linalg.solve(z.T @ z, z.T @ (y - mean))
    return jnp.concatenate([(mean - means @ slopes)[None], slopes])


def jax_fits(dtype):
    """From lists of tables to a list of coefficients; the last are the answer."""
    return lambda x, y: list(np.asarray(normal_equations(np.stack(x, dtype=dtype), np.stack(y, dtype=dtype))))[-1]


class Ours:
    def __init__(self, command, engine):
        words = [*shlex.split(command), "regress.bench.Fresh", engine]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def turn(self, nanos):
        self.say(str(nanos))
        said = self.process.stdout.readline().split(" ")
        self.engine = said[1]
        return int(said[0]), [float(word) for word in said[2].split(",")]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Peer:
    def __init__(self, fit, x, y):
        self.fit, self.x, self.y = fit, x, y

    def turn(self, nanos):
        times, end = [], time.perf_counter_ns() + nanos
        while len(times) < 3 or time.perf_counter_ns() < end:
            begin = time.perf_counter_ns()
            answer = self.fit(self.x, self.y)
            times.append(time.perf_counter_ns() - begin)
        return statistics.median(times[1:]), answer

    def end(self):
        pass


def one(n, p, options):
    """Medians of one table, and the engine that was chosen."""
    x, y = table(n, p)
    systems = {
        "regress": Ours(options.java, "auto"),
        "regress jvm": Ours(options.plain_java, "jvm"),
        "regress tornado": Ours(options.java, "tornado"),
        "NumPy": Peer(numpy_fit, x, y),
        "scikit-learn": Peer(sklearn_fit, x, y),
    }
    return in_turns(f"{n} {p} 1", systems, sklearn_fit(x, y), options.turns), systems["regress"].engine


def many(fits, n, p, options):
    """Medians of many tables at once."""
    x, y = zip(*(table(n, p, i) for i in range(fits)))
    systems = {
        "jvm": Ours(options.plain_java, "jvm"),
        "float64": Peer(jax_fits(np.float64), x, y),
        "float32": Peer(jax_fits(np.float32), x, y),
    }
    return in_turns(f"{n} {p} {fits}", systems, sklearn_fit(x[-1], y[-1]), options.turns)


def in_turns(tables, systems, right, turns):
    """Milliseconds, medians, once each has had time to warm up and has the right answer."""
    times = {name: [] for name in systems}
    for name, system in systems.items():
        if isinstance(system, Ours):
            system.say(tables)
        answer = system.turn(WARM_UP_NANOS)[1]
        error = 1e-8 if name != "float32" else 1e-2
        if not np.allclose(answer, right, rtol=error, atol=error / 100):
            raise SystemExit(f"{name} has a wrong answer for {tables}: {answer[:3]}, not {right[:3]}")
    for _ in range(turns):
        for name, system in systems.items():
            times[name].append(system.turn(TURN_NANOS)[0])
    for system in systems.values():
        system.end()
    return {name: statistics.median(times[name]) / 1e6 for name in systems}


def main():
    jax.config.update("jax_enable_x64", True)
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--java", required=True)
    parser.add_argument("--plain-java", required=True)
    options = parser.parse_args()
    names = ["regress", "regress jvm", "regress tornado", "NumPy", "scikit-learn"]
    rows = []
    for n, p in SHAPES:
        if options.only and f"{n}x{p}" not in options.only:
            continue
        ms, chosen = one(n, p, options)
        ratio = {name: ms[name] / ms["regress"] for name in ("NumPy", "scikit-learn")}
        cells = [f"{n:,} x {p}", f"{ms['regress']:.3g} ({chosen})", *(f"{ms[name]:.3g}" for name in names[1:])]
        rows.append("| " + " | ".join([*cells, f"{ratio['NumPy']:.2f}", f"{ratio['scikit-learn']:.1f}"]) + " |")
        print(rows[-1], flush=True)
    at_once = []
    for fits, n, p in MANY:
        if options.only and f"{fits}x{n}x{p}" not in options.only:
            continue
        ms = many(fits, n, p, options)
        at_once.append(
            f"| {fits:,} of {n:,} x {p} | {ms['jvm']:.3g} | {ms['float64']:.3g} | {ms['float32']:.3g} | {ms['float64'] / ms['jvm']:.2f} |"
        )
        print(at_once[-1], flush=True)
    versions = f"{machine.cpu()}, NumPy {np.__version__}, commit {machine.said('git', 'rev-parse', '--short', 'HEAD')}{machine.dirty()}"
    text = f"""## A fresh table, default options

Milliseconds from arrays in memory to coefficients, medians of {options.turns} turns: ours with digits and standard errors. NumPy:
normal equations after centring. scikit-learn: `LinearRegression`. "regress" is what a user gets under TornadoVM's flags, with the
engine that was chosen behind it; their parallel collector moves large copies. "jvm" is plain Java. {versions}. Written by `bench/fresh.sh`.

| n x p | regress | jvm | tornado | NumPy | scikit-learn | NumPy / regress | scikit-learn / regress |
|---|---|---|---|---|---|---|---|
"""
    several = """
Many tables at once, from a list of tables to a list of coefficients, milliseconds, jvm engine in plain Java (`Regression.fitAll`, in float64) beside JAX's
`jit(vmap(...))` of normal equations, which stacks the tables first:

| tables | jvm | JAX float64 | JAX float32 | JAX float64 / jvm |
|---|---|---|---|---|
"""
    if not options.only:
        (RESULTS / "fresh.md").write_text(text + "\n".join(rows) + "\n" + several + "\n".join(at_once) + "\n")


if __name__ == "__main__":
    main()

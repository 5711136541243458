"""Reading tables: whole processes of `regress fit` beside pandas' read_csv, in turns, cold but for the disk's cache.

    python3 bench/files.py [--python PYTHON] [--turns 7] [--rows 3000000 10000000] [--folder FOLDER]

PYTHON has pandas. regress is `java -jar target/regress.jar`, without TornadoVM and without a prepared start. "But the fit" is its
process less what it says that the fit took; pandas' process reads and does nothing else. The answer comes first: a wrong one is
not timed.
"""

import argparse
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WRITE = """
import sys, numpy
name, rows, columns, form = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
random = numpy.random.default_rng(1)
with open(name, "w") as file:
    file.write(",".join(f"x{j + 1}" for j in range(columns - 1)) + ",y\\n")
    for first in range(0, rows, 100_000):
        x = random.standard_normal((min(100_000, rows - first), columns))
        x[:, -1] += x[:, :-1] @ numpy.arange(1, columns)
        file.writelines(",".join([form % v for v in row]) + "\\n" for row in x.tolist())
"""
PANDAS = "import sys, time, pandas; t = time.time(); pandas.read_csv(sys.argv[1]); print(time.time() - t)"
FORMS = {"6 digits": "%.6f", "17 digits": "%.17g"}


def seconds(command):
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return time.perf_counter() - begin, done.stdout


def require_answer(command, columns):
    """Coefficients of 1, 2, ... to within five standard errors of noise of size 1."""
    equation = seconds(command)[1].splitlines()[0]
    found = {int(j): float(v) for v, j in re.findall(r"([\d.]+) x(\d+)", equation)}
    assert list(found) == list(range(1, columns)), equation
    assert all(abs(v - j) < 0.005 for j, v in found.items()), equation


def fit_seconds(report):
    """The times that the report gives."""
    times = re.findall(r"^(?:compile|transfer|run|other) +([\d.]+) (s|ms)$", report, re.MULTILINE)
    return sum(float(value) / (1 if unit == "s" else 1000) for value, unit in times)


def measure(options, table, columns):
    regress = ["java", "-jar", "target/regress.jar", "fit", table, "--target", "y", "--engine", "jvm"]
    require_answer(regress, columns)
    times = {"regress fit": [], "but the fit": [], "pandas process": [], "pandas read_csv": []}
    for _ in range(options.turns):
        fit, report = seconds(regress)
        times["regress fit"].append(fit)
        times["but the fit"].append(fit - fit_seconds(report))
        process, read = seconds([options.python, "-c", PANDAS, table])
        times["pandas process"].append(process)
        times["pandas read_csv"].append(float(read))
    return {system: statistics.median(values) for system, values in times.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default="bench/peers/.venv/bin/python")
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--rows", type=int, nargs="+", default=[3_000_000, 10_000_000])
    parser.add_argument("--folder", help="where the tables are written (default: a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for rows in options.rows:
            columns = 4 if rows < 10_000_000 else 5
            for name, form in FORMS.items():
                table = f"{folder}/table.csv"
                seconds([options.python, "-c", WRITE, table, str(rows), str(columns), form])
                times = measure(options, table, columns)
                print(f"{rows:,} x {columns}, {name}:", end=" ")
                print(", ".join(f"{system} {value:.2f} s" for system, value in times.items()), end="; ")
                print(f"but the fit / pandas process {times['but the fit'] / times['pandas process']:.2f}", flush=True)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Right digits of least squares on NIST's sets and on small hard ones, beside other programs -> docs/accuracy.md.

    bench/accuracy.sh [--venv FOLDER]

Digits are the fewest over the values, -log10 of the relative error against the exact solution for the decimals of the file, which for
NIST's sets are NIST's values with 22 digits; at most 15. "reachable" is what the exact solution for columns in float64 has, powers
rounded to float64 among them: nobody who stores such columns can promise more, and more is luck.
"""
import json
import subprocess
import sys
import tempfile
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

getcontext().prec = 80
RESOURCES = Path("src/test/resources/regress")
NIST, CASES = RESOURCES / "nist", RESOURCES / "cases"
NAMES = ["Norris", "Pontius", "NoInt1", "NoInt2", "Filip", "Longley", "Wampler1", "Wampler2", "Wampler3", "Wampler4", "Wampler5"]
OTHERS = ["cubic", "nearly-collinear", "large-offset", "exact"]


class Set:
    """A file, and what is fitted of it: powers up to a degree, with an intercept or without."""

    def __init__(self, name, file, degree=1, intercept=True):
        self.name, self.file, self.degree, self.intercept = name, file, degree, intercept
        head, *lines = file.read_text().split()
        names, cells = head.split(","), [line.split(",") for line in lines]
        columns = {name: [Fraction(row[j]) for row in cells] for j, name in enumerate(names)}
        self.y = columns.pop("y")
        self.x = [[v**k for v in column] for k in range(1, degree + 1) for column in columns.values()]

    def word(self):
        return f"{self.file}:y:{self.degree}:{str(self.intercept).lower()}"

    def rounded(self):
        floats = [[float(v) for v in column] for column in self.x]
        return floats, [float(v) for v in self.y]

    def exact(self, x, y):
        """Coefficients and standard errors, the latter empty for an exact fit."""
        x = ([[Fraction(1)] * len(y)] if self.intercept else []) + [[Fraction(v) for v in column] for column in x]
        y = [Fraction(v) for v in y]
        size = len(x)
        rows = [[dot(a, b) for b in x] + [dot(a, y)] + [Fraction(i == j) for j in range(size)] for i, a in enumerate(x)]
        for k in range(size):
            rows[k] = [v / rows[k][k] for v in rows[k]]
            for i in range(size):
                if i != k:
                    factor = rows[i][k]
                    rows[i] = [v - factor * w for v, w in zip(rows[i], rows[k])]
        b = [row[size] for row in rows]
        residuals = dot(y, y) - sum(b[i] * dot(x[i], y) for i in range(size))
        if residuals == 0:
            return [decimal(v) for v in b], []
        variance = residuals / (len(y) - size)
        return [decimal(v) for v in b], [decimal(variance * rows[i][size + 1 + i]).sqrt() for i in range(size)]


def dot(a, b):
    return sum(v * w for v, w in zip(a, b))


def decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def sets(folder):
    certified = json.loads((NIST / "certified.json").read_text())
    for name in NAMES:
        of = certified[name]
        yield Set(name, NIST / f"{name}.csv", of["degree"] or 1, of["intercept"])
        if name == "Filip":
            filip = Set(name, NIST / "Filip.csv", 10)
            file = Path(folder) / "powers.csv"
            lines = [",".join(str(decimal(v)) for v in row) for row in zip(filip.y, *filip.x)]
            file.write_text("\n".join(["y," + ",".join(f"x{k}" for k in range(1, 11)), *lines]) + "\n")
            yield Set("Filip, a file of powers", file)
    for name in OTHERS:
        yield Set(name, CASES / f"{name}.csv")


def digits(values, right):
    """Fewest right digits; None where there are no values."""
    if len(values) != len(right):
        return None
    fewest = 15.0
    for value, exact in zip(values, right):
        if value != value or abs(value) == float("inf"):
            return 0.0
        error = abs(Decimal(value) - exact)
        if exact:
            error /= abs(exact)
        fewest = min(fewest, float(-error.log10()) if error else 15.0)
    return max(fewest, 0.0)


def errors(np, a, y, beta):
    rss = float(((y - a @ beta) ** 2).sum())
    n, k = a.shape
    try:
        inverse = np.linalg.inv(a.T @ a)
    except np.linalg.LinAlgError:
        return []
    with np.errstate(invalid="ignore"):
        return list(np.sqrt(rss / (n - k) * np.diag(inverse)))


def householder(np, a, y):
    """As R's lm: QR by columns, one left out whose rest is below 1e-7 of it."""
    r, z = a.astype(float).copy(), y.astype(float).copy()
    n, k = r.shape
    norms = np.sqrt((r ** 2).sum(axis=0))
    for j in range(k):
        v = r[j:, j].copy()
        if np.sqrt((v ** 2).sum()) < 1e-7 * norms[j]:
            return [], []
        v[0] += np.copysign(np.sqrt((v ** 2).sum()), v[0])
        v /= np.sqrt((v ** 2).sum())
        r[j:] -= 2 * np.outer(v, v @ r[j:])
        z[j:] -= 2 * v * (v @ z[j:])
    beta = np.linalg.solve(r[:k], z[:k])
    inverse = np.linalg.inv(np.triu(r[:k]))
    deviation = np.sqrt((z[k:] ** 2).sum() / (n - k))
    return list(beta), list(deviation * np.sqrt((inverse ** 2).sum(axis=1)))


def peers(x, y, intercept):
    import numpy as np
    import statsmodels.api as sm
    from sklearn.linear_model import LinearRegression

    x, y = np.array(x).T, np.array(y)
    a = np.column_stack([np.ones(len(y)), x]) if intercept else x
    beta = np.linalg.lstsq(a, y, rcond=None)[0]
    yield "NumPy lstsq", list(beta), errors(np, a, y, beta)
    yield "QR as R does it", *householder(np, a, y)
    fit = LinearRegression(fit_intercept=intercept).fit(x, y)
    yield "scikit-learn", [*([fit.intercept_] if intercept else []), *fit.coef_], []
    fit = sm.OLS(y, a).fit()
    yield "statsmodels", list(fit.params), list(fit.bse)


def numbers(text):
    return [float(word) for word in text.split(",")] if text else []


def main(java, to):
    with tempfile.TemporaryDirectory() as folder:
        report(java, to, list(sets(folder)))


def report(java, to, all_sets):
    command = [*java.split(), "regress.bench.Digits", *(one.word() for one in all_sets)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    right = {one.word(): one.exact(one.x, one.y) for one in all_sets}
    table = {one.word(): {} for one in all_sets}

    def note(word, system, coefficients, ofErrors, claim=""):
        b, e = right[word]
        found = digits(coefficients, b), digits(ofErrors, e) if e else "exact"
        table[word][system] = [cell(found[0], claim), cell(found[1])]

    for line in said.splitlines():
        if line.count("\t") == 3:
            word, system, coefficients, ofErrors = line.split("\t")
            system, _, claim = system.partition(" claims ")
            note(word, system, numbers(coefficients), numbers(ofErrors), claim)
    for one in all_sets:
        b, e = one.exact(*one.rounded())
        note(one.word(), "reachable", [*b], [*e])
        for system, coefficients, ofErrors in peers(*one.rounded(), one.intercept):
            note(one.word(), system, coefficients, ofErrors)
    systems = ["reachable", *(s for s in table[all_sets[0].word()] if s != "reachable")]

    def lines(which):
        yield "| | " + " | ".join(systems) + " |"
        yield "|---" * (len(systems) + 1) + "|"
        for one in all_sets:
            yield f"| {one.name} | " + " | ".join(table[one.word()][system][which] for system in systems) + " |"

    Path(to).write_text(
        "# Right digits\n\n" + __doc__.split("\n\n")[2].strip() + "\n\nMade by `bench/accuracy.sh`. Powers of polynomials are made by"
        " `--degree`, as pairs of doubles; for others they are rounded to float64.\nBehind regress' digits: how many it claims."
        " \"-\": none, since columns were dropped or the program gives none; \"exact\": the fit is, and has no errors.\n\n"
        "## Coefficients\n\n" + "\n".join(lines(0)) + "\n\n## Standard errors\n\n" + "\n".join(lines(1)) + "\n"
    )


def cell(value, claim=""):
    if value is None:
        return "-"
    return value if isinstance(value, str) else f"{value:.1f}" + (f" / {claim}" if claim else "")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

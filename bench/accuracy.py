#!/usr/bin/env python3
"""Right digits of least squares on NIST's sets, beside other programs -> docs/accuracy.md.

    bench/accuracy.sh [--venv FOLDER]

Digits are the fewest over the values, -log10 of the relative error against NIST's values with 22 digits, at most 15. "reachable" is
what the exact solution for the columns in float64 has: nobody who stores such columns can promise more, and more is luck.
"""
import json
import subprocess
import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

getcontext().prec = 60
NIST = Path("src/test/resources/regress/nist")
SETS = ["Norris", "Pontius", "Filip", "Longley", "Wampler1", "Wampler2", "Wampler3", "Wampler4", "Wampler5"]
REACHABLE = {
    "Norris": ("14.0", "14.0"), "Pontius": ("13.5", "13.8"), "Filip": ("7.7", "8.2"), "Longley": ("14.7", "15"),
    "Wampler1": ("15", "exact"), "Wampler2": ("13.2", "exact"), "Wampler3": ("15", "15"), "Wampler4": ("15", "15"),
    "Wampler5": ("15", "15"),
}


def digits(values, right):
    """Fewest right digits; None where there are no values."""
    if len(values) != len(right):
        return None
    fewest = 15.0
    for value, exact in zip(values, right):
        if value != value or abs(value) == float("inf"):
            return 0.0
        exact = Decimal(exact)
        error = abs(Decimal(value) - exact)
        if exact:
            error /= abs(exact)
        fewest = min(fewest, float(-error.log10()) if error else 15.0)
    return max(fewest, 0.0)


def columns(name, degree):
    lines = (NIST / f"{name}.csv").read_text().split()[1:]
    cells = [line.split(",") for line in lines]
    y = [float(row[0]) for row in cells]
    if degree:
        x = [[float(Fraction(row[1]) ** k) for k in range(1, degree + 1)] for row in cells]
    else:
        x = [[float(cell) for cell in row[1:]] for row in cells]
    return x, y


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


def peers(x, y):
    import numpy as np

    a = np.column_stack([np.ones(len(y)), np.array(x)])
    y = np.array(y)
    beta = np.linalg.lstsq(a, y, rcond=None)[0]
    yield "NumPy lstsq", list(beta), errors(np, a, y, beta)
    yield "QR as R does it", *householder(np, a, y)
    try:
        from sklearn.linear_model import LinearRegression

        fit = LinearRegression().fit(a[:, 1:], y)
        yield "scikit-learn", [fit.intercept_, *fit.coef_], []
    except ImportError:
        pass
    try:
        import statsmodels.api as sm

        fit = sm.OLS(y, a).fit()
        yield "statsmodels", list(fit.params), list(fit.bse)
    except ImportError:
        pass


def numbers(text):
    return [float(word) for word in text.split(",")] if text else []


def main(java, to):
    certified = json.loads((NIST / "certified.json").read_text())
    degrees = {name: certified[name]["degree"] or 0 for name in SETS}
    command = [*java.split(), "regress.bench.Digits", str(NIST), *(f"{name}:{degrees[name]}" for name in SETS)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = {}

    def note(system, name, coefficients, ofErrors, claim=""):
        right = certified[name]["recomputed"]
        exact = all(float(value) == 0 for value in right["standard_deviations"])
        rows.setdefault(system, {})[name] = (
            digits(coefficients, right["coefficients"]),
            "exact" if exact else digits(ofErrors, right["standard_deviations"]),
            claim,
        )

    for line in said.splitlines():
        if line.count("\t") == 3:
            name, system, coefficients, ofErrors = line.split("\t")
            system, _, claim = system.partition(" claims ")
            note(system, name, numbers(coefficients), numbers(ofErrors), claim)
    for name in SETS:
        for system, coefficients, ofErrors in peers(*columns(name, degrees[name])):
            note(system, name, coefficients, ofErrors)

    def cell(value, claim):
        if value is None:
            return "-"
        return value if isinstance(value, str) else f"{value:.1f}" + (f" / {claim}" if claim else "")

    def table(which):
        yield "| | " + " | ".join(SETS) + " |"
        yield "|---" * (len(SETS) + 1) + "|"
        yield "| reachable | " + " | ".join(REACHABLE[name][which] for name in SETS) + " |"
        for system, values in rows.items():
            cells = (cell(values[name][which], values[name][2] if which == 0 else "") for name in SETS)
            yield f"| {system} | " + " | ".join(cells) + " |"

    Path(to).write_text(
        "# Right digits\n\n" + __doc__.split("\n\n")[2].strip() + "\n\nMade by `bench/accuracy.sh`, from NIST's sets as a file"
        " holds them, powers of polynomials rounded to float64. Behind regress' digits: how many it claims.\n"
        "\"-\": none, since columns were dropped or the program gives none; \"exact\": the fit is, and has no errors.\n\n"
        "## Coefficients\n\n" + "\n".join(table(0)) + "\n\n## Standard errors\n\n" + "\n".join(table(1)) + "\n"
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

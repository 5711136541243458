"""Least squares of large problems to 20 digits -> answers.json, beside this script. Needs NumPy.

Every value is an integer k from a hash of its place, read as the decimal k / 10^places; LargeAnswersTest makes the same. Sums of
products are exact: integers are cut into limbs whose products float64 adds without rounding. The equations are solved in 150 digits.
"""
import json
from decimal import Decimal, getcontext
from pathlib import Path

import numpy as np

getcontext().prec = 150
BLOCK = 1 << 14  # Rows of which products of limbs add up below 2^53.
LIMB = 18

# kind, rows, features, size of the noise
PROBLEMS = [
    ("plain", 2_000, 20, 1_000_000), ("plain", 20_000, 60, 1_000_000), ("plain", 100_000, 3, 1_000), ("plain", 100_000, 30, 1_000_000),
    ("plain", 100_000, 60, 1_000_000),
    ("offset", 5_000, 10, 1_000_000), ("offset", 50_000, 40, 1_000), ("offset", 100_000, 8, 1_000_000), ("offset", 100_000, 1, 1_000_000),
    ("dummies", 3_000, 30, 1_000_000), ("dummies", 60_000, 45, 1_000), ("dummies", 100_000, 12, 1_000_000),
    ("walk", 4_000, 12, 1_000_000), ("walk", 30_000, 25, 1_000), ("walk", 100_000, 60, 1_000_000), ("walk", 100_000, 5, 1_000_000),
    ("powers", 1_000, 7, 1_000_000), ("powers", 10_000, 6, 1_000), ("powers", 100_000, 7, 1_000_000), ("powers", 100_000, 3, 1_000),
    ("levels", 2_500, 18, 1_000), ("levels", 40_000, 50, 1_000), ("levels", 100_000, 10, 1_000),
    ("tails", 6_000, 15, 1_000_000), ("tails", 70_000, 35, 1_000_000), ("tails", 100_000, 6, 1_000),
    ("repeated", 8_000, 9, 1_000_000), ("repeated", 90_000, 20, 1_000), ("repeated", 100_000, 2, 1_000_000), ("repeated", 100_000, 55, 1_000),
]
PLACES = {"plain": 3, "offset": 4, "dummies": 3, "walk": 3, "powers": 0, "levels": 1, "tails": 6, "repeated": 5}


def below(bound, problem, column, rows):
    """Integers from 0 to bound - 1."""
    with np.errstate(over="ignore"):
        z = np.uint64(problem) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(column) * np.uint64(0xD1B54A32D192ED03) + rows.astype(np.uint64)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(11)) % np.uint64(bound)).astype(np.int64)


def columns(problem, kind, n, p, noise):
    rows = np.arange(n)
    if kind == "repeated":
        rows = rows % (n // 10)
    x = []
    for j in range(p):
        u = lambda bound: below(bound, problem, j, rows)
        if kind == "offset":
            x.append(10**9 + u(10**6))
        elif kind == "dummies" and j < p // 3:
            x.append(1000 * (u(5) == 0))
        elif kind == "walk" and j > 0:
            x.append(x[-1] + u(20_000) - 10_000)
        elif kind == "powers":
            x.append((below(201, problem, 0, rows) - 100) ** (j + 1))
        elif kind == "levels":
            x.append(2 + u(3 * (j + 1)))
        elif kind == "tails":
            x.append((u(1_999) - 999) ** 3)
        else:
            x.append(u(10**6) - 500_000)
    y = below(noise, problem, p, np.arange(n)) - noise // 2
    for j in range(p):
        y = y + (7 * j % 5 - 2) * x[j]
    return [*x, y]


def gram(columns):
    """Exact sums of products of ones and columns."""
    z = np.stack([np.ones_like(columns[0]), *columns]).astype(np.int64)
    total = np.zeros((len(z), len(z)), dtype=object)
    for first in range(0, z.shape[1], BLOCK):
        part = z[:, first : first + BLOCK]
        limbs = [part & ((1 << LIMB) - 1), (part >> LIMB) & ((1 << LIMB) - 1), part >> (2 * LIMB)]
        for a, left in enumerate(limbs):
            for b, right in enumerate(limbs):
                products = left.astype(float) @ right.T.astype(float)
                total += products.astype(np.int64).astype(object) * (1 << (LIMB * (a + b)))
    return total


def solve(g):
    """Coefficients, the diagonal of the inverse, and the sum of squared residuals."""
    size = len(g) - 1
    rows = [[Decimal(int(v)) for v in g[a][: size + 1]] + [Decimal(a == b) for b in range(size)] for a in range(size)]
    for k in range(size):
        pivot = rows[k][k]
        rows[k] = [v / pivot for v in rows[k]]
        for a in range(size):
            if a != k and rows[a][k]:
                factor = rows[a][k]
                rows[a] = [v - factor * w for v, w in zip(rows[a], rows[k])]
    b = [row[size] for row in rows]
    residuals = Decimal(int(g[size][size])) - sum(b[a] * int(g[a][size]) for a in range(size))
    return b, [rows[a][size + 1 + a] for a in range(size)], residuals


def main():
    answers = []
    for problem, (kind, n, p, noise) in enumerate(PROBLEMS):
        b, inverse, residuals = solve(gram(columns(problem, kind, n, p, noise)))
        unit = [Decimal(10) ** -PLACES[kind]] + [Decimal(1)] * p
        variance = residuals / (n - p - 1)
        errors = [u * (variance * v).sqrt() for u, v in zip(unit, inverse)]
        answers.append({
            "kind": kind, "rows": n, "features": p, "noise": noise, "places": PLACES[kind],
            "coefficients": [f"{u * v:.20g}" for u, v in zip(unit, b)], "errors": [f"{v:.20g}" for v in errors],
        })
        print(problem, kind, n, p, flush=True)
    lines = ",\n".join(json.dumps(answer) for answer in answers)
    Path(__file__).with_name("answers.json").write_text("[\n" + lines + "\n]\n")


if __name__ == "__main__":
    main()

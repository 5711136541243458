"""The problems that every system fits, their start, and the answers that every system must reach.

regress.bench.Case and regress.bench.Data make the same numbers in Java.

One feature: NumPy's legacy generator, seed(1), x = rand(N), y = 3x + 1 + 0.5 randn(N). Several fits share one
draw of N = fits * n: fit k has the samples from k n to (k + 1) n. Start: slope 1, intercept 0; learning rate 0.01.

Several features: with u(k) = (splitmix64(k) >> 11) 2^-53 for k = 0, 1, 2 ... (a counter, so that any part can be
made alone), x[i][j] = sqrt(3) (2 u(c n + i) - 1) has mean 0 and variance 1, where c = f (p + 1) + j is the column's
number in fit f; the noise is the same draw of the column j = p, times 0.5; the target is
((1 + w[0] x[i][0]) + w[1] x[i][1]) + ... + noise with w[j] = (j % 7 - 3) / 4. Start: zeros; learning rate 0.001, slow
enough for the answer to depend on the epochs.
"""

import dataclasses
import sys

import numpy as np

# Largest error of an answer, relative to its largest coefficient. float32 is what 10,000 epochs of rounding leave.
TOLERANCE = {"float32": 5e-4, "float64": 1e-9}


@dataclasses.dataclass(frozen=True)
class Case:
    n: int
    p: int = 1
    epochs: int = 10_000
    fits: int = 1
    precision: str = "float32"

    @property
    def rate(self):
        return 1e-2 if self.p == 1 else 1e-3

    @property
    def start(self):
        """Intercept first."""
        return np.array([0.0, 1.0]) if self.p == 1 else np.zeros(self.p + 1)


def data(case):
    """Features [fits, n, p] and targets [fits, n], in float64."""
    if case.p == 1:
        return line(case)
    x, y = zip(*(several(fit, case.n, case.p) for fit in range(case.fits)))
    return np.stack(x), np.stack(y)


def line(case):
    samples = case.fits * case.n
    np.random.seed(1)
    x = np.random.rand(samples)
    y = 3 * x + 1 + 0.5 * np.random.randn(samples)
    return x.reshape(case.fits, case.n, 1), y.reshape(case.fits, case.n)


def several(fit, n, p):
    first = fit * (p + 1)
    x = np.empty((n, p))
    y = np.ones(n)
    for j in range(p):
        column = uniform(first + j, n)
        x[:, j] = column
        y += (j % 7 - 3) / 4 * column
    y += 0.5 * uniform(first + p, n)
    return x, y


def uniform(column, n):
    """n draws of mean 0 and variance 1."""
    with np.errstate(over="ignore"):
        z = np.arange(column * n, (column + 1) * n, dtype=np.uint64)
        z += np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return np.sqrt(3.0) * (2 * ((z >> np.uint64(11)) * 2.0**-53) - 1)


def descent(case, x, y):
    """The parameters [fits, p + 1] after the case's epochs, by moments in float64."""
    rows = np.concatenate([np.ones_like(x[..., :1]), x], axis=-1)
    gram = np.swapaxes(rows, -1, -2) @ rows / case.n
    moments = (np.swapaxes(rows, -1, -2) @ y[..., None])[..., 0] / case.n
    w = np.tile(case.start, (case.fits, 1))
    for _ in range(case.epochs):
        w = w - case.rate * 2 * ((gram @ w[..., None])[..., 0] - moments)
    return w


def check(case, answer, reference):
    """The reference that is told is the last fit's."""
    error = sys.float_info.max  # of an answer of another shape
    if answer.shape == reference.shape:
        error = float(np.max(np.abs(answer - reference)) / np.max(np.abs(reference)))
    tolerance = TOLERANCE[case.precision]
    return {
        "reference": reference[-1].tolist(),
        "error": error,
        "tolerance": tolerance,
        "passed": bool(error <= tolerance),
    }

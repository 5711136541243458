"""Prints numpy-legacy.csv: the seed problem as NumPy's legacy generator draws it (made with NumPy 2.4.6).

    python numpy-legacy.py > numpy-legacy.csv

Values are hexadecimal floats, so that nothing is rounded on the way.
"""

import numpy as np

print("seed,n,i,x,y")
for seed in (0, 1, 42, 2**32 - 1):
    for n in (2, 3, 100, 1001):
        np.random.seed(seed)
        x = np.random.rand(n)
        y = 3.0 * x + 1.0 + 0.5 * np.random.randn(n)
        for i in range(n):
            print(f"{seed},{n},{i},{float(x[i]).hex()},{float(y[i]).hex()}")

"""The seed problem in PyTorch, eager, as one would write it down: timed as a whole process."""

import numpy as np
import torch

np.random.seed(1)
x = np.random.rand(100)
y = 3 * x + 1 + 0.5 * np.random.randn(100)
x, y = torch.tensor(x).float(), torch.tensor(y).float()

a = torch.tensor([1.0], requires_grad=True)
b = torch.tensor([0.0], requires_grad=True)
for _ in range(10_000):
    ((a * x + b - y) ** 2).mean().backward()
    with torch.no_grad():
        for v in (a, b):
            v -= 1e-2 * v.grad
            v.grad.zero_()
print(f"a={a.item()} b={b.item()}")

"""The fit in PyTorch: eager autograd as the published comparison has it, torch.compile, and CUDA graphs on a GPU.
Usage: see serve.py."""

import numpy as np
import torch

import serve

case = serve.case_of_arguments()
device = "cuda" if torch.cuda.is_available() else "cpu"
dtype = getattr(torch, case.precision)


def predict(w, b, x):
    if case.p == 1:
        return w * x + b
    return (x @ w[..., None])[..., 0] + b if case.fits > 1 else x @ w + b


def loss(w, b, x, y):
    """With several fits the sum of theirs, so that the gradient is that of each."""
    mean = ((predict(w, b, x) - y) ** 2).mean()
    return case.fits * mean if case.fits > 1 else mean


def start():
    w, b = case.start[1:], case.start[:1]
    if case.fits > 1:
        w, b = np.tile(w, (case.fits, 1)), np.tile(b, (case.fits, 1))
    return [torch.tensor(v, dtype=dtype, device=device, requires_grad=True) for v in (w, b)]


def backward_and_update(p, x, y):
    loss(*p, x, y).backward()
    with torch.no_grad():
        for v in p:
            v -= case.rate * v.grad
            v.grad.zero_()


def eager(x, y):
    p = start()
    for _ in range(case.epochs):
        backward_and_update(p, x, y)
    return p


@torch.compile
def compiled_step(w, b, x, y):
    gw, gb = torch.func.grad(loss, argnums=(0, 1))(w, b, x, y)
    return w - case.rate * gw, b - case.rate * gb


def compiled(x, y):
    p = [v.detach() for v in start()]
    for _ in range(case.epochs):
        p = compiled_step(*p, x, y)
    return p


class CudaGraph:
    """One epoch, captured once; a fit is a reset of the parameters and one replay per epoch."""

    graph = None

    def __call__(self, x, y):
        if self.graph is None:
            self.capture(x, y)
        with torch.no_grad():
            for v, begin in zip(self.p, start()):
                v.copy_(begin)
        for _ in range(case.epochs):
            self.graph.replay()
        return self.p

    def capture(self, x, y):
        self.p = start()
        warm = torch.cuda.Stream()
        with torch.cuda.stream(warm):
            for _ in range(3):
                backward_and_update(self.p, x, y)
        torch.cuda.current_stream().wait_stream(warm)
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph):
            backward_and_update(self.p, x, y)


def systems(x, y):
    x = x[..., 0] if case.p == 1 else x
    x, y = (x, y) if case.fits > 1 else (x[0], y[0])
    x, y = torch.tensor(x, dtype=dtype, device=device), torch.tensor(y, dtype=dtype, device=device)

    def fit(train):
        p = train(x, y)
        if device == "cuda":
            torch.cuda.synchronize()
        return p

    trains = {"torch eager": eager, "torch compile": compiled}
    if device == "cuda":
        trains["torch cuda graph"] = CudaGraph()
    return {name: (lambda train=train: fit(train)) for name, train in trains.items()}


def parameters(p):
    w, b = (v.detach().cpu().numpy() for v in p)
    return np.atleast_2d(np.concatenate([b, w], axis=-1))


serve.serve(case, systems, parameters)

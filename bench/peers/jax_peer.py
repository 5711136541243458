"""The fit in JAX, in every way that the published comparison has, and the two that a careful user would add: the Gram
matrix written by hand, and vmap over many fits. Usage: see serve.py."""

import os

import serve

case = serve.case_of_arguments()
os.environ["JAX_ENABLE_X64"] = "1" if case.precision == "float64" else "0"

import jax  # noqa: E402  (after the precision is set)
import jax.numpy as jnp  # noqa: E402


def predict(p, x):
    return p["w"] * x + p["b"] if case.p == 1 else x @ p["w"] + p["b"]


def loss(p, x, y):
    return jnp.power(predict(p, x) - y, 2).mean()


gradient = jax.grad(loss)


def step(p, x, y):
    return jax.tree_util.tree_map(lambda v, g: v - case.rate * g, p, gradient(p, x, y))


def fori(epochs, p, x, y):
    return jax.lax.fori_loop(0, epochs, lambda _, p: step(p, x, y), p)


def gram(epochs, p, x, y):
    """The same iterates from the moments of the data."""
    x = x.reshape(x.shape[0], -1)
    n = x.shape[0]
    a, mean_x, xy, mean_y = x.T @ x / n, x.mean(axis=0), x.T @ y / n, y.mean()

    def epoch(_, p):
        w, b = p
        return (w - 2 * case.rate * (a @ w + b * mean_x - xy), b - 2 * case.rate * (mean_x @ w + b - mean_y))

    w, b = jax.lax.fori_loop(0, epochs, epoch, (p["w"].reshape(-1), p["b"]))
    return {"w": w.reshape(p["w"].shape), "b": b}


def python_loop(one_step):
    def train(epochs, p, x, y):
        for _ in range(epochs):
            p = one_step(p, x, y)
        return p

    return train


def systems(x, y):
    dtype = jnp.dtype(case.precision)
    start = {"w": case.start[1] if case.p == 1 else case.start[1:], "b": case.start[0]}
    x = x[..., 0] if case.p == 1 else x
    if case.fits > 1:
        x, y = jnp.asarray(x, dtype), jnp.asarray(y, dtype)
        start = {k: jnp.broadcast_to(jnp.asarray(v, dtype), (case.fits, *jnp.shape(v))) for k, v in start.items()}
        over_fits = {"in_axes": (None, 0, 0, 0)}
        trains = {
            "jax jit(vmap(fori_loop))": jax.jit(jax.vmap(fori, **over_fits)),
            "jax jit(vmap(gram))": jax.jit(jax.vmap(gram, **over_fits)),
        }
    else:
        x, y = jnp.asarray(x[0], dtype), jnp.asarray(y[0], dtype)
        start = {k: jnp.asarray(v, dtype) for k, v in start.items()}
        trains = {
            "jax no jit": python_loop(step),
            "jax jit step": python_loop(jax.jit(step)),
            "jax fori_loop": fori,
            "jax jit(fori_loop)": jax.jit(fori),
            "jax jit(gram)": jax.jit(gram),
        }

    def fit(train):
        return jax.block_until_ready(train(case.epochs, start, x, y))

    return {name: (lambda train=train: fit(train)) for name, train in trains.items()}


def parameters(p):
    """Of as many fits as there are intercepts."""
    return jnp.concatenate([jnp.reshape(p[k], (jnp.size(p["b"]), -1)) for k in "bw"], axis=1)


serve.serve(case, systems, parameters)

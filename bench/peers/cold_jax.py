"""The seed problem in JAX, jit around fori_loop, as one would write it down: timed as a whole process."""

import jax
import jax.numpy as jnp
import numpy as np

np.random.seed(1)
x = np.random.rand(100)
y = 3 * x + 1 + 0.5 * np.random.randn(100)


def loss(p, x, y):
    return jnp.power(p["a"] * x + p["b"] - y, 2).mean()


@jax.jit
def train(p, x, y):
    step = lambda _, p: jax.tree_util.tree_map(lambda v, g: v - 1e-2 * g, p, jax.grad(loss)(p, x, y))
    return jax.lax.fori_loop(0, 10_000, step, p)


p = train({"a": jnp.array(1.0), "b": jnp.array(0.0)}, jnp.array(x), jnp.array(y))
print(f"a={float(p['a'])} b={float(p['b'])}")

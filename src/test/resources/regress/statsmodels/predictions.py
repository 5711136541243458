"""Prints predictions.json: get_prediction of statsmodels for new rows, with intervals (made with 0.15.0).

    python predictions.py > predictions.json

To be run in this folder. Columns are standardised, without an intercept scaled, since statsmodels loses digits on them
as they are. New rows are rows of the data, of which two are multiplied. Intervals are of level 0.9.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm

HERE = Path(__file__).resolve().parent
CARS = HERE.parents[3] / "main/resources/regress/data/mtcars.csv"


def products(x):
    a, w, c = (x[name] for name in x.columns)
    return pd.DataFrame({"a": a, "w": w, "c": c, "aw": a * w, "ac": a * c, "wc": w * c})


def square(x):
    return pd.DataFrame({"x": x["income"], "x2": x["income"] ** 2})


def problems():
    cars = pd.read_csv(CARS)
    two = cars[["wt", "hp"]]
    longley = pd.read_csv(HERE.parent / "nist/Longley.csv").astype(float)
    loss, engel = (pd.read_csv(HERE / f"{name}.csv") for name in ("stackloss", "engel"))
    for errors in "classic", "HC0", "HC3":
        yield "mtcars-two", errors, cars["mpg"], two, lambda x: x
        yield "Longley", errors, longley["y"], longley.drop(columns=["y"]), lambda x: x
    yield "mtcars-none", "classic", cars["mpg"], two, lambda x: x
    yield "mtcars-none", "HC1", cars["mpg"], two, lambda x: x
    yield "stackloss-interactions", "classic", loss["stackloss"], loss.drop(columns=["stackloss"]), products
    yield "engel-square", "HC2", engel["foodexp"], engel[["income"]], square


def described(name, errors, y, base, made):
    intercept = not name.endswith("-none")
    x = made(base)
    centre, scale = (x.mean(), x.std(ddof=0)) if intercept else (0 * x.mean(), np.sqrt((x**2).mean()))

    def mapped(columns):
        z = (made(columns) - centre) / scale
        return sm.add_constant(z, has_constant="add") if intercept else z

    kind = {} if errors == "classic" else {"cov_type": errors, "use_t": True}
    fit = sm.OLS(y, mapped(base)).fit(method="qr", **kind)
    new = base.iloc[[0, 5, 9, 14]].astype(float).to_numpy() * np.array([[1.0], [1.25], [0.5], [1.0]])
    of = fit.get_prediction(mapped(pd.DataFrame(new, columns=base.columns)))
    frame = of.summary_frame(alpha=0.1)
    return {
        "set": name,
        "errors": errors,
        "columns": list(base.columns),
        "rows": new.tolist(),
        "values": list(frame["mean"]),
        "meanLow": list(frame["mean_ci_lower"]),
        "meanHigh": list(frame["mean_ci_upper"]),
        "newLow": list(frame["obs_ci_lower"]),
        "newHigh": list(frame["obs_ci_upper"]),
    }


print("[" + ",\n".join(json.dumps(described(*problem)) for problem in problems()) + "]")

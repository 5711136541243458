"""Prints robust.json: heteroscedasticity-consistent errors and influence, as statsmodels has them (made with 0.15.0).

    python robust.py > robust.json

To be run in this folder. Data and the standardised columns are those of expected.py. t and p are by Student's
distribution, as R's lmtest has them, where statsmodels by itself takes the normal one.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm

HERE = Path(__file__).resolve().parent
CARS = HERE.parents[3] / "main/resources/regress/data/mtcars.csv"
LONGLEY = HERE.parent / "nist/Longley.csv"


def problems():
    cars = pd.read_csv(CARS)
    yield "mtcars-two", cars["mpg"], cars[["wt", "hp"]]
    yield "mtcars-all", cars["mpg"], cars.drop(columns=["model", "mpg"])
    table = pd.read_csv(LONGLEY).astype(float)
    yield "Longley", table["y"], table.drop(columns=["y"])


def described(y, x):
    centre, scale = x.mean(), x.std(ddof=0)
    model = sm.OLS(y, sm.add_constant((x - centre) / scale))
    back = np.diag(np.concatenate(([1], 1 / scale)))
    back[0, 1:] = -centre / scale
    result = {}
    for kind in "HC0", "HC1", "HC2", "HC3":
        fit = model.fit(method="qr", cov_type=kind, use_t=True)
        covariance = back @ fit.cov_params().to_numpy() @ back.T
        errors = np.sqrt(np.diag(covariance))
        t = back @ fit.params.to_numpy() / errors
        from scipy import stats

        result[kind] = {
            "standardErrors": list(errors),
            "t": list(t),
            "p": list(2 * stats.t.sf(abs(t), fit.df_resid)),
            "covarianceOfFirstTwo": covariance[0, 1],
            "f": float(np.squeeze(fit.fvalue)),
            "fP": float(np.squeeze(fit.f_pvalue)),
        }
    fit = model.fit(method="qr")
    influence = fit.get_influence()
    result["rows"] = {
        "target": list(y),
        "fitted": list(fit.fittedvalues),
        "residual": list(fit.resid),
        "leverage": list(influence.hat_matrix_diag),
        "standardized": list(influence.resid_studentized_internal),
        "cook": list(influence.cooks_distance[0]),
    }
    return result


print(json.dumps({name: described(y, x) for name, y, x in problems()}, indent=1))

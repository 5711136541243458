"""Prints expected.json: what statsmodels says of NIST's data and of mtcars (made with statsmodels 0.15.0).

    python expected.py > expected.json

To be run in this folder. AIC and BIC are statsmodels', which do not count the variance as a parameter. Columns of NIST's
sets are standardised for the fit and the result is mapped back, since statsmodels loses digits on them as they are.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.stats.outliers_influence import variance_inflation_factor

HERE = Path(__file__).resolve().parent
CARS = HERE.parents[3] / "main/resources/regress/data/mtcars.csv"
NIST = HERE.parent / "nist"


def problems():
    cars = pd.read_csv(CARS)
    yield "mtcars-two", cars["mpg"], cars[["wt", "hp"]]
    yield "mtcars-all", cars["mpg"], cars.drop(columns=["model", "mpg"])
    for name, degree in ("Norris", 1), ("Pontius", 2), ("Longley", 0), ("Wampler4", 5), ("Wampler5", 5):
        table = pd.read_csv(NIST / f"{name}.csv")
        x = table.drop(columns=["y"])
        if degree:
            x = pd.DataFrame({f"x{k}": x["x"].astype(float) ** k for k in range(1, degree + 1)})
        yield name, table["y"].astype(float), x.astype(float)


def described(y, x):
    centre, scale = x.mean(), x.std(ddof=0)
    fit = sm.OLS(y, sm.add_constant((x - centre) / scale)).fit(method="qr")
    back = np.eye(len(fit.params))
    for j, name in enumerate(x.columns, 1):
        back[j, j] = 1 / scale[name]
        back[0, j] = -centre[name] / scale[name]
    covariance = back @ fit.cov_params().to_numpy() @ back.T
    estimates = back @ fit.params.to_numpy()
    errors = np.sqrt(np.diag(covariance))
    t = estimates / errors
    from scipy import stats

    far = stats.t.ppf(0.975, fit.df_resid)
    standardised = sm.add_constant((x - centre) / scale).to_numpy()
    inflation = [variance_inflation_factor(standardised, j) for j in range(1, len(estimates))]
    values = np.linalg.svd(standardised[:, 1:], compute_uv=False)
    return {
        "estimates": list(estimates),
        "standardErrors": list(errors),
        "t": list(t),
        "p": list(2 * stats.t.sf(abs(t), fit.df_resid)),
        "low": list(estimates - far * errors),
        "high": list(estimates + far * errors),
        "degreesOfFreedom": int(fit.df_resid),
        "residualStandardError": float(np.sqrt(fit.mse_resid)),
        "r2": fit.rsquared,
        "adjustedR2": fit.rsquared_adj,
        "f": fit.fvalue,
        "fP": fit.f_pvalue,
        "logLikelihood": fit.llf,
        "aic": fit.aic,
        "bic": fit.bic,
        "varianceInflation": inflation,
        "conditionNumber": values[0] / values[-1],
        "covarianceOfFirstTwo": covariance[0, 1],
    }


print(json.dumps({name: described(y, x) for name, y, x in problems()}, indent=1))

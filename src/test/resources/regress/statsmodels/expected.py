"""Prints expected.json: what statsmodels says of real data and of some of NIST's (made with statsmodels 0.15.0).

    python expected.py > expected.json

To be run in this folder. AIC and BIC are statsmodels', which do not count the variance as a parameter. Columns of NIST's
sets are standardised for the fit and the result is mapped back, since statsmodels loses digits on them as they are;
without an intercept they are scaled. stackloss.csv, statecrime.csv and engel.csv are statsmodels' data sets of these names,
which are in the public domain.
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
    yield "mtcars-none", cars["mpg"], cars[["wt", "hp"]], False
    loss, crime, engel = (pd.read_csv(HERE / f"{name}.csv") for name in ("stackloss", "statecrime", "engel"))
    yield "stackloss", loss["stackloss"], loss.drop(columns=["stackloss"])
    yield "stackloss-none", loss["stackloss"], loss.drop(columns=["stackloss"]), False
    air, water, acid = (loss[name] for name in ("airflow", "watertemp", "acidconc"))
    terms = pd.DataFrame({"air": air, "water": water, "acid": acid, "aw": air * water, "aa": air * acid, "wa": water * acid})
    yield "stackloss-interactions", loss["stackloss"], terms
    yield "statecrime", crime["murder"], crime[["urban", "poverty", "hs_grad", "single"]]
    yield "engel", engel["foodexp"], engel[["income"]]
    yield "engel-square", engel["foodexp"], pd.DataFrame({"x": engel["income"], "x2": engel["income"] ** 2})
    for name, degree in ("Norris", 1), ("Pontius", 2), ("Longley", 0), ("Wampler4", 5), ("Wampler5", 5):
        table = pd.read_csv(NIST / f"{name}.csv")
        x = table.drop(columns=["y"])
        if degree:
            x = pd.DataFrame({f"x{k}": x["x"].astype(float) ** k for k in range(1, degree + 1)})
        yield name, table["y"].astype(float), x.astype(float)


def described(y, x, intercept=True):
    centre, scale = (x.mean(), x.std(ddof=0)) if intercept else (0 * x.mean(), np.sqrt((x**2).mean()))
    first = int(intercept)
    standardised = (x - centre) / scale
    standardised = sm.add_constant(standardised) if intercept else standardised
    fit = sm.OLS(y, standardised).fit(method="qr")
    back = np.eye(len(fit.params))
    for j, name in enumerate(x.columns, first):
        back[j, j] = 1 / scale[name]
        if intercept:
            back[0, j] = -centre[name] / scale[name]
    covariance = back @ fit.cov_params().to_numpy() @ back.T
    estimates = back @ fit.params.to_numpy()
    errors = np.sqrt(np.diag(covariance))
    t = estimates / errors
    from scipy import stats

    far = stats.t.ppf(0.975, fit.df_resid)
    standardised = standardised.to_numpy()
    inflation = [variance_inflation_factor(standardised, j) for j in range(first, len(estimates))]
    if not intercept:  # That function takes means out, which such a fit does not.
        others = [np.delete(standardised, j, axis=1) for j in range(len(estimates))]
        inflation = [1 / (1 - sm.OLS(standardised[:, j], x).fit().rsquared) for j, x in enumerate(others)]
    values = np.linalg.svd(standardised[:, first:], compute_uv=False)
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


print(json.dumps({name: described(*problem) for name, *problem in problems()}, indent=1))

"""Writes docs/benchmarks.md and its plots from what measure.py left: report.py RESULTS DOCS"""

import json
import pathlib
import statistics
import sys

import plot

# Title, peer, ours, and whether first fits (compilation included) or warm ones are compared.
ARTICLE = [
    ("PyTorch", "torch eager", "regress tornado stepwise", "warm"),
    ("JAX, no JIT, Python loop", "jax no jit", "regress tornado stepwise", "warm"),
    ("JAX, `@jit` step, Python loop", "jax jit step", "regress tornado stepwise", "warm"),
    ("JAX, `lax.fori_loop`, no outer JIT", "jax fori_loop", "regress tornado fused", "first"),
    ("JAX, `@jit` around `lax.fori_loop`", "jax jit(fori_loop)", "regress tornado fused", "warm"),
]


def main():
    lines = [json.loads(line) for line in pathlib.Path(sys.argv[1]).read_text().splitlines()]
    docs = pathlib.Path(sys.argv[2])
    head = lines[0]
    cases, turns = head["options"]["cases"], head["options"]["turns"]
    order = ["cold start", *(case["name"] for case in cases["cases"])]
    results = Results(sorted(lines[1:], key=lambda line: order.index(line["name"])))
    (docs / "benchmarks").mkdir(parents=True, exist_ok=True)
    sections = [
        introduction(turns),
        fresh(pathlib.Path(sys.argv[1]).with_name("fresh.md")),
        earlier_runs(results),
        article(results, cases),
        targets(results, cases),
        bandwidth(results, cases.get("bandwidth")),
        plots(results, docs),
        everything(results),
        troubles(results),
        machine(head["machine"]),
    ]
    (docs / "benchmarks.md").write_text("\n\n".join(s for s in sections if s) + "\n")


class Results:
    def __init__(self, lines):
        self.lines = lines
        self.by_key = {(line["name"], line["system"], line["case"]["precision"]): line for line in lines}

    def get(self, name, system, precision):
        """A line with times, or None."""
        line = self.by_key.get((name, system, precision))
        return line if line and line["nanos"] else None

    def ratio(self, name, ours, peer, precision):
        """The peer's median over ours, with the spread of that ratio over turns; None where one is missing."""
        a, b = self.get(name, ours, precision), self.get(name, peer, precision)
        if not a or not b:
            return None
        turns = sorted(y / x for x, y in zip(a["nanos"], b["nanos"]))
        return median(b) / median(a), turns[0], turns[-1]


def median(line):
    return statistics.median(line["nanos"])


def introduction(turns):
    return f"""# Benchmarks

Written by `bench/run.sh`: do not edit. Every answer is checked against the iterates of the same descent in float64
before anything is timed; a wrong answer is not timed. Systems take turns on one machine, never two at once. A time is
the median of {turns} turns (of fewer where they are long, of one where it takes 10 s), with the least and the greatest
behind it, and their number. Warm: compiled, data on the device, where the system can keep them there; "first" is the
first fit of its process, compilation included. Ratios above 1: regress is faster."""


def fresh(file):
    """What a user waits for, as fresh.py left it."""
    return file.read_text().strip() if file.exists() else ""


def earlier_runs(results):
    runs = {}
    for line in results.lines:
        if "run" in line:
            names = runs.setdefault(f"{line['run']['date']}, commit {line['run']['commit']}", [])
            if line["name"] not in names:
                names.append(line["name"])
    return "\n".join(
        f"From an earlier run ({run}), by the rules of its own `bench/README.md`, all systems of a case together:\n"
        f"{'; '.join(names)}."
        for run, names in runs.items()
    )


def article(results, cases):
    name = cases["cases"][0]["name"]
    rows = []
    for title, peer, ours, which in ARTICLE:
        a, b = results.get(name, peer, "float32"), results.get(name, ours, "float32")
        value = median if which == "warm" else lambda line: line["first_nanos"]
        ratio = f"{value(a) / value(b):,.1f} ({which})" if a and b else ""
        rows.append([title, first(a), time(a), ours, first(b), time(b), ratio])
    for title, peer in (("JAX, whole process, cold", "cold jax"), ("PyTorch, whole process, cold", "cold torch")):
        a, b = results.get("cold start", peer, "float32"), results.get("cold start", "cold regress", "float32")
        if a and b:
            rows.append([title, "", time(a), "`regress seed`", "", time(b), f"{median(a) / median(b):,.1f} (process)"])
    head = ["system", "first", "warm", "beside it", "first", "warm", "ratio"]
    return f"## The published comparison\n\n{describe(results, name)}, float32.\n\n" + table(head, rows)


def describe(results, name):
    case = next((line["case"] for line in results.lines if line["name"] == name), None)
    if case is None:
        return name
    several = f"{case['fits']:,} fits, " if case["fits"] > 1 else ""
    return f"{several}n = {case['n']:,}, p = {case['p']}, {case['epochs']:,} epochs"


def targets(results, cases):
    rows = []
    for case in cases["cases"]:
        peer = "jax jit(vmap(fori_loop))" if case.get("fits", 1) > 1 else "jax jit(fori_loop)"
        for words, target in case.get("targets", {}).items():
            mode, *precision = words.split()
            for each in precision or ["float32", "float64"]:
                reason = case.get("reasons", {}).get(words, "")
                rows.append(row(results, case["name"], f"regress tornado {mode}", peer, each, target, reason))
    for more in cases.get("more", []):
        for each in [more["precision"]] if "precision" in more else ["float32", "float64"]:
            reason = more.get("reason", "")
            rows.append(row(results, more["case"], more["ours"], more["peer"], each, more["target"], reason))
    head = ["case", "ours", "peer", "precision", "ours takes", "peer takes", "ratio", "spread", "target", ""]
    return "## Targets\n\n" + table(head, rows)


def row(results, name, ours, peer, precision, target, reason):
    found = results.ratio(name, ours, peer, precision)
    times = [time(results.get(name, ours, precision)), time(results.get(name, peer, precision))]
    if found is None:
        return [name, ours, peer, precision, *times, "", "", f"{target:,}", "not measured"]
    ratio, least, greatest = found
    verdict = "met" if ratio >= target else f"**missed**{reason and ': '}{reason}"
    return [name, ours, peer, precision, *times, f"{ratio:,.2f}", f"{least:,.2f}-{greatest:,.2f}", f"{target:,}", verdict]


def bandwidth(results, wanted):
    rows = []
    for precision in ("float32", "float64") if wanted else ():
        fit = results.get(wanted["case"], wanted["ours"], precision)
        copy = results.get(wanted["case"], wanted["copy"], precision)
        if fit and copy:
            case = fit["case"]
            size = (4 if precision == "float32" else 8) * case["n"] * (case["p"] + 1) * case["fits"]
            read, copied = size * case["epochs"] / median(fit), 2 * size / median(copy)
            reason = wanted.get("reason", "")
            verdict = "met" if read >= wanted["target"] * copied else f"**missed**{reason and ': '}{reason}"
            rows.append([wanted["case"], precision, *(f"{v:.1f} GB/s" for v in (read, copied)),
                         f"{read / copied:.0%}", f"{wanted['target']:.0%}", verdict])
    head = ["case", "precision", "fused fit reads", "plain copy reads and writes", "share", "target", ""]
    return "## Bandwidth\n\n" + table(head, rows) if rows else ""


def plots(results, docs):
    parts = []
    for precision in ("float32", "float64"):
        series = {}
        for line in results.lines:
            case = line["case"]
            descends = line["system"].startswith(("regress", "jax", "torch"))
            if descends and line["nanos"] and (case["p"], case["fits"], case["precision"]) == (1, 1, precision):
                # Of two cases with the same n the one with fewer epochs is kept.
                points = series.setdefault(line["system"], {})
                points.setdefault(case["n"], median(line) / case["epochs"] / 1000)
        if series:
            file = f"benchmarks/epoch-{precision}.svg"
            lines = {name: list(points.items()) for name, points in sorted(series.items())}
            title = f"Time per epoch, one feature, {precision}"
            (docs / file).write_text(plot.svg(title, "samples n", "microseconds per epoch", lines))
            parts.append(f"![{title}]({file})")
    return "## Time per epoch\n\n" + "\n\n".join(parts) if parts else ""


def everything(results):
    rows = []
    for line in results.lines:
        case, nanos = line["case"], line["nanos"]
        if nanos and line["name"] != "cold start":
            epoch = f"{median(line) / case['epochs'] / case['fits'] / 1000:,.3f}"
            error = f"{line['check']['error']:.0e}"
            rows.append([line["name"], line["system"], case["precision"], first(line), time(line), spread(line), epoch, error])
        elif nanos:
            rows.append([line["name"], line["system"], case["precision"], "", time(line), spread(line), "", ""])
    head = ["case", "system", "precision", "first", "warm", "spread (turns)", "us per epoch and fit", "error"]
    return "## Everything measured\n\n" + table(head, rows)


def troubles(results):
    items = [f"- {line['name']}, {line['system']}, {line['case']['precision']}: {trouble(line)}"
             for line in results.lines if not line["nanos"] or "error" in line]
    return "## Not timed\n\n" + "\n".join(items) if items else ""


def trouble(line):
    if "error" in line:
        return line["error"].splitlines()[0]
    if line["check"]["passed"]:
        return "the case's time was over"
    return f"wrong answer, error {line['check']['error']:.1e} where {line['check']['tolerance']:.0e} is allowed"


def machine(facts):
    facts = {**facts, "devices": "; ".join(facts["devices"])}
    return "## Machine and versions\n\n" + table(["", ""], [[k, str(v)] for k, v in facts.items()])


def first(line):
    return seconds(line["first_nanos"]) if line else ""


def time(line):
    return seconds(median(line)) if line else ""


def spread(line):
    return f"{seconds(min(line['nanos']))} - {seconds(max(line['nanos']))} ({len(line['nanos'])})"


def seconds(nanos):
    for unit, size in (("s", 1e9), ("ms", 1e6), ("us", 1e3), ("ns", 1)):
        value = nanos / size
        if value >= 1:
            return f"{value:.3g} {unit}" if value < 999.5 else f"{value:,.0f} {unit}"
    return "0"


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


if __name__ == "__main__":
    main()

"""What a machine is and which versions it has: results of another one are not to be mixed with."""

import datetime
import os
import pathlib
import platform
import re
import shlex
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def facts(options):
    versions = "import jax, torch, numpy; print(jax.__version__, torch.__version__, numpy.__version__)"
    jax, torch, numpy = said(options.python, "-c", versions).split()
    return {
        "date": datetime.date.today().isoformat(),
        "commit": said("git", "-C", ROOT, "rev-parse", "--short", "HEAD") + dirty(),
        "cpu": cpu(),
        "cores": len(os.sched_getaffinity(0)),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": platform.platform(terse=True),
        "java": said(shlex.split(options.plain_java)[0], "--version").splitlines()[1],
        "tornadovm": release(),
        "devices": [d.strip() for d in said(*shlex.split(options.java), "regress.bench.Strategy", "devices").splitlines()],
        "python": platform.python_version(),
        "jax": jax,
        "torch": torch,
        "numpy": numpy,
    }


def dirty():
    return " with changes" if said("git", "-C", ROOT, "status", "--porcelain", "--", "src", "bench") else ""


def said(*command):
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip()


def cpu():
    try:
        info = pathlib.Path("/proc/cpuinfo").read_text()
        return re.search(r"model name\s*: (.*)", info).group(1)
    except (OSError, AttributeError):
        return platform.processor() or platform.machine()


def release():
    text = (pathlib.Path(os.environ["TORNADOVM_HOME"]) / "etc" / "tornado.release").read_text()
    return re.search(r"version=(.*)", text).group(1)

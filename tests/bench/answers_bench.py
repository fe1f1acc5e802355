"""Processor time until each headline figure is known to 2 %, by `stepdown run` and by SimPy on R1.

Usage: answers_bench.py PROGRAM SCENARIO_FOLDER [--runs N] [--without-simpy]

A run of many replications gives the 95 % interval of each figure; the half-width falls with the
root of the replications, so its square over that of 2 % says how many it takes. Their processor
time is that of starting and writing once and of a replication so many times, from medians of runs
with few and with many of them. SimPy would need as many replications of the same network: its
figures vary as stepdown's do, so only the time of one is measured.
"""

import csv
import math
import pathlib
import statistics
import tempfile

from program_bench import arguments, median_of, simpy_results

WANTED = 0.02
FEW = 2
CASES = [  # name, scenario, replications
    ("flagship", "regional_network.yaml", 100),
    ("minimal", "minimal.yaml", 400),
    ("R1", "bench/r1.yaml", 60),
]
FIGURES = [("census", "mean"), ("wait", "mean"), ("p_delay", "share"), ("lost", "per_year")]


def run(program, scenario, replications, out):
    return [program, "run", scenario, "--quiet", "--tables-only", "--threads", "1",
            "--replications", str(replications), "--out", out]


def headline(folder):
    """(state, figure, value, half-width over value) of figures that have an interval."""
    levels = [row["level"] for row in csv.DictReader((folder / "levels.csv").open())
              if row["group"] == "all"]
    wanted = {(level, *figure) for level in levels for figure in FIGURES}
    for row in csv.DictReader((folder / "metrics.csv").open()):
        if row["replication"] != "summary" or row["profile"] != "all":
            continue
        if (row["state"], row["metric"], row["statistic"]) not in wanted or not row["low"]:
            continue
        value = float(row["value"])
        half = (float(row["high"]) - float(row["low"])) / 2
        if value > 0:
            yield row["state"], f"{row['metric']}.{row['statistic']}", value, half / value


def measure(program, scenario, replications, runs):
    """Seconds to start and write, seconds a replication, and the headline of the longest run."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        seconds = [median_of(run(program, scenario, number, folder / f"{number}_{i}")
                             for i in range(runs))[1] for number in (FEW, replications)]
        figures = list(headline(folder / f"{replications}_0"))
    each = (seconds[1] - seconds[0]) / (replications - FEW)
    return max(0.0, seconds[0] - FEW * each), each, figures


def main():
    args = arguments()
    simpy = None
    if not args.without_simpy:
        simpy = statistics.median(one["cpu_seconds"] for one in simpy_results(args.runs))
    print(f"{'answer to 2 %':44} {'value':>10} {'after':>8} {'replications':>13} {'CPU s':>9} {'SimPy s':>9}")
    for name, scenario, replications in CASES:
        start, each, figures = measure(args.program, args.scenarios / scenario, replications, args.runs)
        for state, figure, value, relative in figures:
            needed = max(FEW, math.ceil(replications * (relative / WANTED) ** 2))
            beside = f"{needed * simpy:9.1f}" if name == "R1" and simpy is not None else ""
            print(f"{name + ': ' + state + ' ' + figure:44} {value:10.4g} {100 * relative:6.2f} % "
                  f"{needed:13,} {start + needed * each:9.3f} {beside:>9}")
        print(f"{name + ': to start and write, and a replication':44} {'':10} {'':8} {'':13} "
              f"{start:9.3f} {1000 * each:6.2f} ms")


main()

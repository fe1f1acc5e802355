"""Times `stepdown run` as a whole program, and SimPy on the same network beside it.

Usage: program_bench.py PROGRAM SCENARIO_FOLDER [--runs N] [--without-simpy]

Every figure is a median over the runs; ratios are taken between medians of the same session.
Events are arrivals + ends of stays + admissions from waiting lists; CPU is user + system time of
the whole process, start-up and writing of the CSV included.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent


def run_measured(command):
    """Wall and CPU seconds, and peak memory in MB, of one finished command."""
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - began
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def median_of(commands):
    rows = [run_measured(command) for command in commands]
    wall, cpu, memory = (statistics.median(column) for column in zip(*rows))
    return wall, cpu, memory


def measure(program, scenario, runs, options):
    with tempfile.TemporaryDirectory() as folder:
        outs = [pathlib.Path(folder) / f"out{run}" for run in range(runs)]
        wall, cpu, memory = median_of(
            [program, "run", scenario, "--quiet", *options, "--out", out] for out in outs)
        events = json.loads((outs[0] / "manifest.json").read_text())["simulated"]["events"]
    return events, wall, cpu, memory


def arguments():
    """What both programs here are called with."""
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("scenarios", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--without-simpy", action="store_true")
    return parser.parse_args()


def simpy_results(runs):
    """What SimPy says of some replications of R1, at most three."""
    return [json.loads(subprocess.run(["/usr/bin/python3", HERE / "simpy_r1.py", str(seed + 1)],
                                      check=True, capture_output=True, text=True).stdout)
            for seed in range(min(runs, 3))]


def main():
    args = arguments()

    cases = [
        ("R1, 20 replications, 1 thread", "bench/r1.yaml", ["--replications", "20", "--threads", "1"]),
        ("R1, 16 replications, 1 thread", "bench/r1.yaml", ["--replications", "16", "--threads", "1"]),
        ("R1, 16 replications, 2 threads", "bench/r1.yaml", ["--replications", "16", "--threads", "2"]),
        ("R3, 1 replication, 1 thread", "bench/r3.yaml", ["--replications", "1", "--threads", "1"]),
        ("flagship, 20 replications, 1 thread", "regional_network.yaml",
         ["--replications", "20", "--threads", "1"]),
        ("minimal, whole program", "minimal.yaml", []),
    ]
    cases = [(name, scenario, [*options, "--tables-only"]) for name, scenario, options in cases]
    cases.append(("minimal, with page and workbook", "minimal.yaml", []))
    print(f"{'case':38} {'events':>12} {'wall s':>8} {'CPU s':>8} {'M events/s':>11} {'peak MB':>8}")
    rates = {}
    walls = {}
    for name, scenario, options in cases:
        events, wall, cpu, memory = measure(
            args.program, args.scenarios / scenario, args.runs, options)
        rates[name] = events / cpu
        walls[name] = wall
        print(f"{name:38} {events:12,} {wall:8.3f} {cpu:8.3f} {events / cpu / 1e6:11.2f} {memory:8.1f}")
    print(f"two threads against one: {walls[cases[1][0]] / walls[cases[2][0]]:.2f} times")
    if args.without_simpy:
        return
    results = simpy_results(args.runs)
    rate = statistics.median(r["events"] / r["cpu_seconds"] for r in results)
    print(f"{'R1 in SimPy (the run alone)':38} {results[0]['events']:12,} {'':8} "
          f"{results[0]['cpu_seconds']:8.3f} {rate / 1e6:11.3f}")
    print(f"stepdown against SimPy on R1: {rates[cases[0][0]] / rate:.0f} times")


if __name__ == "__main__":
    main()

"""Draws a figure of a sweep against one of its factors, with 95 % intervals.

    python3 scenarios/plans/plot_sweep.py reports/minimal_places wait.mean@php slots waits.png

Needs pandas and matplotlib (Debian: python3-pandas, python3-matplotlib).
"""
import sys

import matplotlib

matplotlib.use("Agg")  # into a file, without a screen
import matplotlib.pyplot as plt
import pandas as pd

folder, figure, factor, picture = sys.argv[1:]
name, _, state = figure.partition("@")

sweep = pd.read_csv(f"{folder}/sweep.csv")
shown = sweep[(sweep.figure == name) & (sweep.state == (state or "all")) & (sweep.profile == "all")]
others = [column for column in sweep.columns[1 : sweep.columns.get_loc("state")] if column != factor]

axes = plt.subplot(xlabel=factor, ylabel=figure)
lines = shown.groupby(others[0] if len(others) == 1 else others) if others else [("", shown)]
for values, line in lines:
    axes.plot(line[factor], line.value, marker="o", label=str(values))
    axes.fill_between(line[factor], line.low, line.high, alpha=0.2)
if others:
    axes.legend(title=", ".join(others))
plt.savefig(picture)
print(shown[[factor, *others, "value", "low", "high"]].to_string(index=False))

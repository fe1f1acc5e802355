import type { Results } from "../results.ts";
import { bottlenecks, sensitivity } from "./sensitivity.ts";
import { calibration, verification } from "./checks.ts";
import { comparison } from "./comparison.ts";
import type { Experiment } from "./experiment.ts";
import { sizing } from "./sizing.ts";
import { sweep } from "./sweep.ts";
import { theory } from "./theory.ts";

/// What the page shows is decided by the tables that are there, not by the name of the command.
export function experimentOf(results: Results): Experiment | null {
  for (const read of [comparison, sizing, bottlenecks, sensitivity, calibration, verification, sweep, theory]) {
    const found = read(results);
    if (found) return found;
  }
  return null;
}

export function commandTitle(results: Results): string {
  const word = /^stepdown (\w+)/.exec(results.manifest.command ?? "")?.[1] ?? "results";
  const titles: Record<string, string> = {
    run: "Simulation",
    compare: "Comparison",
    sweep: "Sweep",
    merge: "Sweep",
    size: "Sizing",
    theory: "Theory",
    sensitivity: "Sensitivity",
    bottlenecks: "Bottlenecks",
    calibrate: "Calibration",
    verify: "Verification",
  };
  return titles[word] ?? "Results";
}

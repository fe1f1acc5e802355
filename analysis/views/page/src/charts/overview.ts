import { fates, type Level } from "../facts.ts";
import { name } from "../html.ts";
import { fixed, percent, percentWithInterval, withInterval } from "../numbers.ts";
import type { Results } from "../results.ts";
import { term } from "../words/glossary.ts";
import { chartFigure, csvData } from "./figure.ts";
import { bars, whiskers } from "./shapes.ts";
import { categoryAxis, color, gridPlain, percentTick, still, tipLines, tooltip, valueAxis } from "./style.ts";

/// The two charts of the first page: one bar a level.

const mostLevels = 10;

/// All levels in their order, or where there are many those that people wait for most.
function chosen(levels: readonly Level[], by: (level: Level) => number): Level[] {
  if (levels.length <= mostLevels) return [...levels];
  const top = new Set([...levels].sort((a, b) => by(b) - by(a)).slice(0, mostLevels));
  return levels.filter((level) => top.has(level));
}

function howMany(shown: number, all: number): string {
  return shown < all ? ` The ${shown} of ${all} levels where it is most.` : "";
}

function heightOf(rows: number): number {
  return 56 + Math.max(2, rows) * 24;
}

export function useChart(results: Results, levels: readonly Level[]): HTMLElement {
  const limited = levels.filter((level) => level.utilization !== null);
  if (limited.length === 0) return censusChart(results, levels);
  const shown = chosen(limited, (level) => level.utilization!.value);
  const table = results.table("levels.csv")!;
  return chartFigure({
    title: ["How full: ", term("use", "utilization"), " of places"],
    about: `Dark: full at least nine tenths of the time.${howMany(shown.length, limited.length)}`,
    label: `Bar chart: share of places used at ${shown.length} levels. ${shown
      .slice(0, 4)
      .map((l) => `${l.label} ${percent(l.utilization!.value)}`)
      .join(", ")}.`,
    height: heightOf(shown.length),
    option: (width) => ({
      ...still,
      grid: gridPlain,
      xAxis: valueAxis({ min: 0, max: Math.max(1, ...shown.map((l) => l.utilization!.value)), format: percentTick }, "x"),
      yAxis: categoryAxis(
        shown.map((l) => l.label),
        width,
        "y",
      ),
      tooltip: tooltip("axis", ({ dataIndex }) => useTip(shown[dataIndex])),
      series: [
        bars(shown.map((l) => ({ value: l.utilization!.value, fill: color.accent, opacity: (l.fullShare ?? 0) >= 0.9 ? 1 : 0.55 }))),
        whiskers(
          shown.map((l, i) => [i, l.utilization!.low, l.utilization!.high]),
          "x",
        ),
      ],
    }),
    table: () =>
      csvData(
        results,
        table,
        shown.map((l) => l.row),
        "label mean_places mean_census mean_census_low mean_census_high utilization utilization_low utilization_high full_share",
      ),
  });
}

function useTip(level: Level | undefined) {
  if (!level) return "";
  return tipLines(name(level.label), [
    ["used", percentWithInterval(level.utilization!)],
    level.places === null ? null : ["places", fixed(level.places, Number.isInteger(level.places) ? 0 : 1)],
    level.census ? ["people", withInterval(level.census)] : null,
    level.fullShare === null ? null : ["all taken", percent(level.fullShare)],
  ]);
}

function censusChart(results: Results, levels: readonly Level[]): HTMLElement {
  const shown = chosen(
    levels.filter((level) => level.census),
    (level) => level.census!.value,
  );
  const table = results.table("levels.csv")!;
  return chartFigure({
    title: "People in care, on average",
    label: `Bar chart: people in care at ${shown.length} levels.`,
    height: heightOf(shown.length),
    option: (width) => ({
      ...still,
      grid: gridPlain,
      xAxis: valueAxis({ min: 0 }, "x"),
      yAxis: categoryAxis(
        shown.map((l) => l.label),
        width,
        "y",
      ),
      tooltip: tooltip("axis", ({ dataIndex }) =>
        tipLines(name(shown[dataIndex]?.label ?? ""), [["people", withInterval(shown[dataIndex]!.census!)]]),
      ),
      series: [
        bars(shown.map((l) => ({ value: l.census!.value, fill: color.accent }))),
        whiskers(
          shown.map((l, i) => [i, l.census!.low, l.census!.high]),
          "x",
        ),
      ],
    }),
    table: () =>
      csvData(
        results,
        table,
        shown.map((l) => l.row),
        "label mean_census mean_census_low mean_census_high",
      ),
  });
}

export function fateChart(results: Results, levels: readonly Level[]): HTMLElement | null {
  const asked = levels.filter((level) => level.requests > 0);
  if (asked.length === 0) return null;
  const shown = chosen(asked, (level) => level.pDelay?.value ?? 0);
  const table = results.table("levels.csv")!;
  const parts = [
    ["atOnce", "place at once", color.good],
    ["waited", "waited for it", color.wait],
    ["elsewhere", "went elsewhere", color.quiet],
    ["lost", "lost", color.lost],
  ] as const;
  const there = parts.filter(([key]) => key !== "elsewhere" || shown.some((level) => fates(level).elsewhere > 0));
  return chartFigure({
    title: "What becomes of 100 requests",
    about: `By level.${howMany(shown.length, asked.length)}`,
    legend: there.map(([, label, fill]) => ({ color: fill, label })),
    label: `Bar chart: of those who ask for a place, shares with a place at once, waiting and lost. ${shown
      .slice(0, 4)
      .map((l) => `${l.label}: ${percent(l.pDelay?.value ?? 0)} have to wait`)
      .join(", ")}.`,
    height: heightOf(shown.length),
    option: (width) => ({
      ...still,
      grid: gridPlain,
      xAxis: valueAxis({ min: 0, max: 1, format: percentTick }, "x"),
      yAxis: categoryAxis(
        shown.map((l) => l.label),
        width,
        "y",
      ),
      tooltip: tooltip("axis", ({ dataIndex }) => fateTip(shown[dataIndex])),
      series: there.map(([key, , fill]) =>
        bars(
          shown.map((level) => ({ value: fates(level)[key], fill })),
          { barWidth: "58%", stack: "all" },
        ),
      ),
    }),
    table: () =>
      csvData(
        results,
        table,
        shown.map((l) => l.row),
        "label requests_per_year p_delay p_delay_low p_delay_high lost_share lost_per_year lost_per_year_low lost_per_year_high",
      ),
  });
}

function fateTip(level: Level | undefined) {
  if (!level) return "";
  const of = fates(level);
  return tipLines(name(level.label), [
    ["place at once", percent(of.atOnce)],
    ["have to wait", level.pDelay ? percentWithInterval(level.pDelay) : "–"],
    ["lost", percent(of.lost)],
    of.elsewhere > 0 ? ["went elsewhere", percent(of.elsewhere)] : null,
    ["requests a year", fixed(level.requests, 0)],
  ]);
}

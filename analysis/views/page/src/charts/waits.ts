import type { Level } from "../facts.ts";
import { name } from "../html.ts";
import { figure, number, percent, percentWithInterval, withInterval } from "../numbers.ts";
import type { Results, Row } from "../results.ts";
import { term } from "../words/glossary.ts";
import { chartFigure, csvData, type LegendItem } from "./figure.ts";
import { band, bars, dots, line, whiskers, type Point } from "./shapes.ts";
import {
  categoryAxis,
  color,
  grid,
  gridNamed,
  gridPlain,
  niceExtent,
  percentTick,
  shareAxis,
  still,
  timeAxis,
  tipLines,
  tooltip,
  valueAxis,
} from "./style.ts";

/// Waits of a level, what other numbers of places would do, and how stays end.

const within = [0, 1, 3, 7, 14, 30];

const who: readonly (readonly [key: string, words: string, stroke: string])[] = [
  ["admitted", "all admitted", color.accent],
  ["admitted_external", "from outside", "var(--s3)"],
  ["admitted_internal", "from another level", "var(--s2)"],
];

const waitColumns = [
  ..."who n mean_days mean_days_low mean_days_high median_days p90_days p90_days_low p90_days_high".split(" "),
  ...within.map((d) => `within_${d}d`),
  "within_target",
];

/// Share of those admitted who waited at most so long.
export function waitCurve(results: Results, level: Level, group: string): HTMLElement | null {
  const table = results.table("waits.csv");
  const rows = who.map(([key]) => table?.first({ level: level.name, group, who: key }));
  const all = rows[0];
  if (!table || !all || all.number("within_0d") === null) return null;
  const shown = who.flatMap(([, words, stroke], i) => (rows[i] && rows[i]!.number("n") ? [{ words, stroke, row: rows[i]! }] : []));
  const legend: LegendItem[] = shown.map((s) => ({ color: s.stroke, label: s.words, shape: "line" }));
  return chartFigure({
    title: "How long until a place",
    about: ["Share of those admitted who had a place within so many days. ", waitWords(all)],
    legend,
    label: `Line chart: at ${level.label} ${percent(all.number("within_0d"))} are admitted at once, ${percent(all.number("within_7d"))} within 7 days.`,
    option: () => ({
      ...still,
      grid: gridNamed,
      xAxis: {
        ...categoryAxis(
          within.map((d) => (d === 0 ? "at once" : `${d} d`)),
          0,
          "x",
        ),
        boundaryGap: false,
      },
      yAxis: shareAxis({ max: 1 }),
      tooltip: tooltip("axis", ({ dataIndex }) =>
        tipLines(
          within[dataIndex] === 0 ? "at once" : `within ${within[dataIndex]} days`,
          shown.map((s) => [s.words, percent(s.row.number(`within_${within[dataIndex]}d`))] as const),
        ),
      ),
      series: shown.map((s) => ({
        ...line(
          within.map((d, i): Point => [i, s.row.number(`within_${d}d`)]),
          s.stroke,
        ),
        showSymbol: true,
        symbol: "circle",
        symbolSize: 7,
      })),
    }),
    table: () => csvData(results, table, table.where({ level: level.name, group }), waitColumns),
  });
}

function waitWords(row: Row): string {
  const mean = figure(row.number("mean_days"), row.number("mean_days_low"), row.number("mean_days_high"));
  const target = figure(row.number("within_target"), row.number("within_target_low"), row.number("within_target_high"));
  return `${mean ? `Mean ${withInterval(mean, "days")}.` : ""}${target ? ` Within the target: ${percentWithInterval(target)}.` : ""}`;
}

/// Theory's curve of p(delay) against places, and the simulated point.
export function ifPlaces(results: Results, level: Level): HTMLElement | null {
  const table = results.table("capacity.csv");
  const rows = table?.where({ level: level.name }).filter((row) => row.number("places") !== null && row.number("p_delay") !== null) ?? [];
  if (!table || rows.length < 2) return null;
  const now = rows.find((row) => row.number("is_present") === 1);
  const point = level.pDelay && level.places !== null ? [level.places, level.pDelay.value] : null;
  return chartFigure({
    title: "If there were n places",
    about: [
      "Share of requests that would have to wait, by theory; the dot is this simulation. ",
      now
        ? [
            "With the places there are theory says ",
            percent(now.number("p_delay")),
            ": it knows no holds and nobody who comes back because of a wait. ",
          ]
        : "",
      "See ",
      term("p(delay)", "p_delay"),
      ".",
    ],
    legend: [
      { color: color.accent, label: "theory", shape: "line" },
      ...(point ? [{ color: color.lost, label: "simulated", shape: "dot" as const }] : []),
    ],
    label: `Line chart of the share that has to wait at ${level.label} against the number of places.`,
    option: () => ({
      ...still,
      grid: gridNamed,
      xAxis: valueAxis({ name: "places", min: Math.max(0, Math.floor(rows[0]!.number("places")! * 0.9)) }, "x"),
      yAxis: shareAxis({ max: 1 }),
      tooltip: tooltip("axis", ({ dataIndex }) => ifTip(rows[dataIndex])),
      series: [
        line(
          rows.map((row): Point => [row.number("places")!, row.number("p_delay")]),
          color.accent,
        ),
        ...(point
          ? [
              { ...dots([{ at: point, fill: color.lost }], 11), silent: true },
              whiskers([[point[0]!, level.pDelay!.low, level.pDelay!.high]], "y", color.lost),
            ]
          : []),
      ],
    }),
    table: () => csvData(results, table, rows, "places p_delay one_in_n utilization is_present method"),
  });
}

function ifTip(row: Row | undefined) {
  if (!row) return "";
  return tipLines(`${row.text("places")} places`, [
    ["have to wait", percent(row.number("p_delay"))],
    row.number("utilization") === null ? null : ["used", percent(row.number("utilization"))],
  ]);
}

/// A row of bars with intervals: names, values, and the ends of their intervals.
export interface BarRow {
  label: string;
  value: number;
  low: number | null;
  high: number | null;
  fill?: string;
  row: Row;
}

export function barsWithIntervals(rows: readonly BarRow[], width: number, format?: (v: number) => string): Record<string, unknown> {
  return {
    ...still,
    grid: gridPlain,
    xAxis: {
      ...valueAxis(format ? { format } : {}, "x"),
      ...niceExtent([0, ...rows.flatMap((b) => [b.value, b.low ?? b.value, b.high ?? b.value])]),
    },
    yAxis: categoryAxis(
      rows.map((b) => b.label),
      width,
      "y",
    ),
    tooltip: tooltip("axis", ({ dataIndex }) => {
      const bar = rows[dataIndex];
      if (!bar) return "";
      const of = { value: bar.value, low: bar.low, high: bar.high };
      return tipLines(name(bar.label), [["", format === percentTick ? percentWithInterval(of) : withInterval(of)]]);
    }),
    series: [
      bars(
        rows.map((b) => ({ value: b.value, fill: b.fill ?? color.accent, opacity: 0.85 })),
        { barWidth: "58%", barMaxWidth: 22 },
      ),
      whiskers(
        rows.map((b, i) => [i, b.low, b.high]),
        "x",
      ),
    ],
  };
}

export function exitReasons(results: Results, level: Level, group: string): HTMLElement | null {
  const table = results.table("exits.csv");
  const rows = (table?.where({ state: level.name, group }) ?? []).filter((row) => (row.number("share") ?? 0) > 0);
  if (!table || rows.length === 0) return null;
  const shown = rows.map((row): BarRow => ({
    label: row.text("reason"),
    value: row.number("share")!,
    low: row.number("share_low"),
    high: row.number("share_high"),
    row,
  }));
  return chartFigure({
    title: "How stays end",
    about: "Share of the stays that ended, by reason.",
    label: `Bar chart: reasons why stays at ${level.label} end.`,
    height: 40 + shown.length * 30,
    option: (width) => barsWithIntervals(shown, width, percentTick),
    table: () =>
      csvData(
        results,
        table,
        rows,
        "reason exits_per_year exits_per_year_low exits_per_year_high share share_low share_high mean_stay_days n",
      ),
  });
}

const lossWords: Record<string, string> = {
  gave_up: "gave up waiting",
  turned_away: "turned away, list full",
  left_list: "left the list otherwise",
  balked: "went away at the sight of the list",
  diverted: "diverted to another level",
  redirected: "asked another level",
};

/// Who asked and left without a place, by how it came and where they went.
export function losses(results: Results, level: Level, group: string): HTMLElement | null {
  const table = results.table("flows.csv");
  const rows = (table?.where({ from: level.name, group }) ?? []).filter(
    (row) => row.text("move") in lossWords && (row.number("moves_per_year") ?? 0) > 0,
  );
  if (!table || rows.length === 0) return null;
  const shown = rows.map((row): BarRow => ({
    label: `${lossWords[row.text("move")]}, then ${results.label(row.text("to"))}`,
    value: row.number("moves_per_year")!,
    low: row.number("moves_per_year_low"),
    high: row.number("moves_per_year_high"),
    fill: color.lost,
    row,
  }));
  return chartFigure({
    title: "Who leaves without a place",
    about: "People a year who asked for a place here and left the list.",
    label: `Bar chart: people a year who leave the list of ${level.label} without a place.`,
    height: 60 + shown.length * 34,
    option: (width) => barsWithIntervals(shown, width),
    table: () => csvData(results, table, rows, "move to moves_per_year moves_per_year_low moves_per_year_high share n"),
  });
}

/// Places of this level kept by people who cannot move on, by the level they wait for.
export function holds(results: Results, level: Level, group: string): HTMLElement | null {
  const table = results.table("held.csv");
  const rows = (table?.where({ held_in: level.name, group }) ?? []).filter((row) => (row.number("place_days_per_year") ?? 0) > 0);
  if (!table || rows.length === 0) return null;
  const shown = rows.map((row): BarRow => ({
    label: row.text("waiting_for_label") || row.text("waiting_for"),
    value: row.number("place_days_per_year")!,
    low: row.number("place_days_per_year_low"),
    high: row.number("place_days_per_year_high"),
    fill: color.wait,
    row,
  }));
  return chartFigure({
    title: ["Places kept on ", term("hold")],
    about: "Place-days a year, by the level that had no place.",
    label: `Bar chart: place-days a year held at ${level.label}, by the level waited for.`,
    height: 40 + shown.length * 30,
    option: (width) => barsWithIntervals(shown, width),
    table: () =>
      csvData(
        results,
        table,
        rows,
        "waiting_for place_days_per_year place_days_per_year_low place_days_per_year_high mean_places_kept mean_hold_days holds_per_move n",
      ),
  });
}

/// Starts of groups or cohorts in the window: who waited, the seats, who got one.
export function groupStarts(results: Results, level: Level): HTMLElement | null {
  const table = results.table("groups.csv");
  const rows = table?.where({ level: level.name }) ?? [];
  if (!table || rows.length === 0) return null;
  const time = (row: Row): number => Date.parse(`${row.text("date_time")}Z`);
  const sets = [
    ["waiting", "people waiting", color.wait],
    ["seats_free", "free seats", color.ink],
    ["admitted", "admitted", color.accent],
  ] as const;
  return chartFigure({
    title: "Starts of groups",
    about: "Means over replications at each start.",
    legend: sets.map(([, label, stroke]) => ({ color: stroke, label, shape: "line" })),
    label: `Line chart of group starts at ${level.label}: people waiting, free seats and admitted.`,
    option: () => ({
      ...still,
      grid,
      xAxis: timeAxis(),
      yAxis: valueAxis({ min: 0, name: "people" }),
      tooltip: tooltip("axis", ({ dataIndex }) =>
        tipLines(
          rows[dataIndex]?.text("date_time").slice(0, 10) ?? "",
          sets.map(([key, label]) => [label, number(rows[dataIndex]?.number(`${key}_mean`) ?? null)] as const),
        ),
      ),
      series: sets.flatMap(([key, , stroke]) => [
        line(
          rows.map((row): Point => [time(row), row.number(`${key}_mean`)]),
          stroke,
        ),
        band(
          rows.map((row) => [time(row), row.number(`${key}_low`), row.number(`${key}_high`)]),
          stroke,
        ),
      ]),
    }),
    table: () =>
      csvData(
        results,
        table,
        rows,
        "track date_time waiting_mean waiting_low waiting_high seats_free_mean admitted_mean admitted_low admitted_high ran_share",
      ),
  });
}

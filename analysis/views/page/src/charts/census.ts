import { el, name } from "../html.ts";
import { fixed, number, percent } from "../numbers.ts";
import type { Results, Row, Table } from "../results.ts";
import type { Level } from "../facts.ts";
import { chartFigure, csvData, headedTable } from "./figure.ts";
import { across, band, bars, line, type BandPoint } from "./shapes.ts";
import { categoryAxis, color, grid, gridNamed, moment, percentTick, still, timeAxis, tipLines, tooltip, valueAxis } from "./style.ts";

/// Counts of a level over time, and how they are distributed.

type Count = "census" | "list" | "held";

const titles: Record<Count, string> = {
  census: "In care over time",
  list: "Waiting list over time",
  held: "Places kept for people who cannot move on",
};

/// A count by day with bands over replications, or by month where there are no days.
export function overTime(results: Results, level: Level, count: Count): HTMLElement | null {
  const daily = results.table("census_daily.csv");
  const monthly = results.table("census_monthly.csv");
  const table = daily ?? monthly;
  if (!table) return null;
  const rows = table.where({ level: level.name });
  if (rows.length === 0 || rows.every((row) => !row.number(`${count}_mean`))) return null;
  const time = (row: Row): number => moment(row.text(daily ? "date" : "month"));
  const column = (name: string): string => `${count}_${name}`;
  const isOne = rows.every((row) => row.number("replications") === 1);
  const inner = table.has(column("p25")) && !isOne;
  const places = count === "census" ? level.places : null;
  return chartFigure({
    title: titles[count],
    about: isOne ? "The one replication." : daily ? "At midnight; how the replications differ from day to day." : "Mean of each month.",
    legend: [
      { color: color.accent, label: isOne ? "people" : "mean", shape: "line" },
      ...(isOne
        ? []
        : [
            {
              color: "var(--accent-soft)",
              label: inner ? "9 in 10 of the replications; darker: half of them" : "9 in 10 of the replications",
            },
          ]),
      ...(places === null ? [] : [{ color: color.ink, label: "places", shape: "dash" as const }]),
    ],
    isWide: count === "census",
    label: `Line chart of ${titles[count].toLowerCase()} at ${level.label}, mean ${number(mean(rows, column("mean")))}${places === null ? "" : `, of ${number(places)} places`}.`,
    option: () => ({
      ...still,
      grid,
      xAxis: timeAxis(),
      yAxis: valueAxis({ min: 0, name: "people" }),
      tooltip: tooltip("axis", ({ dataIndex }) => bandTip(rows[dataIndex], daily ? "date" : "month", count)),
      series: bandSeries(rows, time, column, inner, places),
    }),
    table: () => csvData(results, table, rows, [daily ? "date" : "month", ...["mean", "p05", "p25", "median", "p75", "p95"].map(column)]),
  });
}

function bandSeries(
  rows: readonly Row[],
  time: (row: Row) => number,
  column: (name: string) => string,
  inner: boolean,
  places: number | null,
): object[] {
  const between = (low: string, high: string): BandPoint[] =>
    rows.map((row) => [time(row), row.number(column(low)), row.number(column(high))]);
  const ends = [rows[0]!, rows[rows.length - 1]!];
  return [
    line(
      rows.map((row) => [time(row), row.number(column("mean"))]),
      color.accent,
    ),
    band(between("p05", "p95"), color.accent, 0.16),
    ...(inner ? [band(between("p25", "p75"), color.accent, 0.22)] : []),
    ...(places === null
      ? []
      : [
          line(
            ends.map((row) => [time(row), places]),
            color.ink,
            { dash: true, width: 1.5 },
          ),
        ]),
  ];
}

function mean(rows: readonly Row[], column: string): number {
  const values = rows.map((row) => row.number(column)).filter((v): v is number => v !== null);
  return values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);
}

function bandTip(row: Row | undefined, when: string, count: Count) {
  if (!row) return "";
  const value = (column: string): string => number(row.number(`${count}_${column}`));
  return tipLines(row.text(when), [
    ["mean", value("mean")],
    ["9 in 10 within", `${value("p05")} to ${value("p95")}`],
  ]);
}

/// How much of the time there are so many people: bars, and where the places end.
export function distribution(results: Results, level: Level, group: string): HTMLElement | null {
  const table = results.table("census_distribution.csv");
  const all = table?.where({ level: level.name, group, count: "census" }) ?? [];
  if (!table || all.length === 0) return null;
  const rows = all.filter((row) => (row.number("at_most") ?? 0) >= 0.001);
  const places = group === "all" ? level.places : null;
  const isTaken = (row: Row): boolean => places !== null && row.number("people")! >= places;
  const full = rows.filter(isTaken).reduce((sum, row) => sum + (row.number("share") ?? 0), 0);
  const atPlaces = places === null ? -1 : rows.findIndex(isTaken);
  return chartFigure({
    title: "How many at a time",
    about:
      places === null
        ? "Share of the time with so many people."
        : `Share of the time with so many people; ${percent(full)} of it with all ${fixed(places, Number.isInteger(places) ? 0 : 1)} places taken.`,
    legend:
      places === null
        ? []
        : [
            { color: color.accent, label: "a place is free" },
            { color: color.wait, label: "all taken" },
          ],
    label: `Histogram of the number of people at ${level.label}.`,
    option: () => ({
      ...still,
      grid: gridNamed,
      xAxis: {
        ...categoryAxis(
          rows.map((row) => row.text("people")),
          0,
          "x",
        ),
        name: "people",
        nameLocation: "middle",
        nameGap: 30,
        nameTextStyle: { color: color.quiet },
      },
      yAxis: valueAxis({ min: 0, format: percentTick }),
      tooltip: tooltip("axis", ({ dataIndex }) => distributionTip(rows[dataIndex])),
      series: [
        bars(
          rows.map((row) => ({ value: row.number("share"), fill: isTaken(row) ? color.wait : color.accent })),
          { barCategoryGap: rows.length > 60 ? "0%" : "18%", barMaxWidth: 30 },
        ),
        ...(atPlaces > 0 ? [across(atPlaces, "places", color.ink, "x")] : []),
      ],
    }),
    table: () => csvData(results, table, all, "people share at_most"),
  });
}

function distributionTip(row: Row | undefined) {
  if (!row) return "";
  return tipLines(`${row.text("people")} people`, [
    ["of the time", percent(row.number("share"))],
    ["so many or fewer", percent(row.number("at_most"))],
  ]);
}

/// The week by the hour, where demand follows weekdays or hours.
export function weekProfile(results: Results, level: Level): HTMLElement | null {
  const table = results.table("census_weekly.csv");
  const rows = table?.where({ level: level.name }) ?? [];
  if (!table || rows.length === 0) return null;
  const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const hour = (row: Row): number => days.indexOf(row.text("weekday")) + (row.number("hour") ?? 0) / 24;
  return chartFigure({
    title: "The week by the hour",
    legend: [
      { color: color.accent, label: "in care", shape: "line" },
      { color: color.wait, label: "waiting list", shape: "line" },
    ],
    label: `Line chart of people in care and on the list of ${level.label} through the week.`,
    option: () => ({
      ...still,
      grid,
      xAxis: { ...valueAxis({ min: 0, max: 7, format: (d) => days[d] ?? "" }, "x"), interval: 1 },
      yAxis: valueAxis({ name: "people", min: 0 }),
      tooltip: tooltip("axis", ({ dataIndex }) => weekTip(rows[dataIndex])),
      series: (["census", "list"] as const).flatMap((count, i) => {
        const stroke = i === 0 ? color.accent : color.wait;
        return [
          line(
            rows.map((row) => [hour(row), row.number(`${count}_mean`)]),
            stroke,
          ),
          band(
            rows.map((row) => [hour(row), row.number(`${count}_low`), row.number(`${count}_high`)]),
            stroke,
          ),
        ];
      }),
    }),
    table: () => csvData(results, table, rows, "weekday hour census_mean census_low census_high list_mean list_low list_high"),
  });
}

function weekTip(row: Row | undefined) {
  if (!row) return "";
  return tipLines(`${row.text("weekday")} ${row.text("hour")}:00`, [
    ["in care", number(row.number("census_mean"))],
    ["on the list", number(row.number("list_mean"))],
  ]);
}

/// When a list is empty and places are full for the first time; of runs that start from today's people.
export function forecastTable(results: Results, table: Table): HTMLElement {
  const events: Record<string, string> = { list_empty: "nobody waits", full: "all places taken", reached: "so many people" };
  return headedTable(
    "Forecast",
    ["Level", "For the first time", "In half of the histories by", "In nine of ten by", "Comes at all in"],
    table.rows.map((row) =>
      el(
        "tr",
        {},
        el("td", {}, name(results.label(row.text("level")))),
        el("td", {}, `${events[row.text("event")] ?? row.text("event")}${row.text("people") ? `: ${row.text("people")}` : ""}`),
        el("td", {}, row.text("median_date") || "–"),
        el("td", {}, row.text("p90_date") || "–"),
        el("td", { class: "n" }, percent(row.number("share"))),
      ),
    ),
  );
}

import { chartFigure, csvData, headedTable, scrollBox } from "../charts/figure.ts";
import { band, bars, dots, line, type Point } from "../charts/shapes.ts";
import {
  categoryAxis,
  color,
  grid,
  gridNamed,
  moment,
  series,
  shareAxis,
  still,
  timeAxis,
  tipLines,
  tooltip,
  valueAxis,
} from "../charts/style.ts";
import { el, name, type Child } from "../html.ts";
import { fixed, number, percent, shareInWords } from "../numbers.ts";
import type { Results, Row, Table } from "../results.ts";
import { figureName, valueOf } from "../words/figures.ts";
import { term } from "../words/glossary.ts";
import { besideChart } from "./checks.ts";
import { chosen } from "./choose.ts";
import type { Experiment } from "./experiment.ts";
import { section } from "./section.ts";
import type { Tile } from "./tiles.ts";

/// `theory`: demand, and what numbers of places would do, by formula.

interface LevelTheory {
  name: string;
  label: string;
  load: number | null;
  loadPerPlace: number | null;
  requested: number | null;
  stay: number | null;
  now: Row | undefined;
  curve: Row[];
}

export function theory(results: Results): Experiment | null {
  const table = results.table("theory.csv");
  if (!table) return null;
  const capacity = results.table("capacity.csv");
  const levels = (capacity?.distinct("level") ?? []).map((level) => levelTheory(results, table, capacity!, level));
  return {
    answer: answer(levels, table),
    tiles: tilesOf(levels),
    charts: () => [curves(results, capacity, levels), loads(results, table, levels)].filter((c): c is HTMLElement => c !== null),
    sections: () => [
      section(
        "demand",
        "Demand and places",
        ["By formula, with unlimited places, in the long run. See ", term("offered load"), " and ", term("load per place"), "."],
        demandTable(results, levels),
      ),
      section(
        "curves",
        "If there were n places",
        "Share of requests that would find all places taken.",
        chosenCurve(results, capacity, levels),
        chosenCensus(results),
      ),
      ...besideSection(results),
    ],
  };
}

function levelTheory(results: Results, table: Table, capacity: Table, level: string): LevelTheory {
  const curve = capacity.where({ level });
  const value = (metric: string, statistic: string): number | null =>
    table.first({ state: level, profile: "all", metric, statistic })?.number("value") ?? null;
  return {
    name: level,
    label: results.label(level),
    curve,
    now: curve.find((row) => row.number("is_present") === 1),
    load: value("offered_load", "mean"),
    loadPerPlace: value("load_per_place", "ratio"),
    requested: value("requested", "per_year"),
    stay: value("expected_stay", "mean"),
  };
}

function chosenCurve(results: Results, capacity: Table | undefined, levels: readonly LevelTheory[]): Child {
  if (!capacity || levels.length === 0) return null;
  const options = levels.map((l) => [l.name, l.label] as const);
  return chosen([{ label: "Level", options }], ([level]) =>
    el(
      "div",
      { class: "figures" },
      curves(
        results,
        capacity,
        levels.filter((l) => l.name === level),
        true,
      ),
    ),
  );
}

function chosenCensus(results: Results): Child {
  const table = results.table("census_theory.csv");
  if (!table) return null;
  const options = table.distinct("state").map((s) => [s, results.label(s)] as const);
  return chosen([{ label: "State", options }], ([state]) => el("div", { class: "figures" }, expected(results, state ?? "")));
}

function answer(levels: readonly LevelTheory[], table: Table): Child[][] {
  const loaded = levels.filter((l) => l.loadPerPlace !== null).sort((a, b) => b.loadPerPlace! - a.loadPerPlace!);
  const found: Child[][] = [];
  const top = loaded[0];
  if (top)
    found.push([
      "The most loaded level is ",
      name(top.label),
      `: its places would have to hold ${number(top.load)} people on average, ${percent(top.loadPerPlace)} of what is there.`,
    ]);
  const over = loaded.filter((l) => l.loadPerPlace! >= 1);
  if (over.length > 0)
    found.push([
      `${over.length} level${over.length > 1 ? "s have" : " has"} more demand than places: waiting lists there only end because people give up.`,
    ]);
  const delayed = levels
    .filter((l) => l.now?.number("p_delay") != null)
    .sort((a, b) => b.now!.number("p_delay")! - a.now!.number("p_delay")!)[0];
  if (delayed)
    found.push([
      "If nobody waited elsewhere, ",
      shareInWords(delayed.now!.number("p_delay")!),
      " would find all places of ",
      name(delayed.label),
      ` taken (${percent(delayed.now!.number("p_delay"))}).`,
    ]);
  const missing = table.rows.filter((row) => row.cell("value") === null).length;
  if (missing > 0) found.push([`${fixed(missing, 0)} figures have no formula; the table says why.`]);
  return found;
}

function tilesOf(levels: readonly LevelTheory[]): Tile[] {
  return levels
    .filter((l) => l.loadPerPlace !== null)
    .sort((a, b) => b.loadPerPlace! - a.loadPerPlace!)
    .slice(0, 4)
    .map((l): Tile => ({
      value: percent(l.loadPerPlace).replace(/\u00a0%$/, ""),
      unit: "%",
      label: ["load per place at ", name(l.label)],
    }));
}

function demandTable(results: Results, levels: readonly LevelTheory[]): HTMLElement {
  const chances = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
  const needed = (l: LevelTheory, share: number): string =>
    l.curve.find((row) => row.number("is_present") !== 1 && (row.number("p_delay") ?? 1) <= share)?.text("places") ??
    l.curve.find((row) => (row.number("p_delay") ?? 1) <= share)?.text("places") ??
    "–";
  const heads = [
    "Level",
    "Places now",
    "Asked for a year",
    "Mean stay, d",
    "Offered load",
    "Load per place",
    ...chances.map((c) => `1 in ${Math.round(1 / c)}`),
  ];
  return scrollBox(
    "Demand and places",
    el(
      "table",
      { class: "plain levels" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          heads.map((h) => el("th", { scope: "col" }, h)),
        ),
      ),
      el(
        "tbody",
        {},
        levels.map((l) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, name(results.label(l.name))),
            el("td", { class: "n" }, l.now?.text("places") ?? "no limit"),
            [l.requested, l.stay, l.load].map((v) => el("td", { class: "n" }, number(v))),
            el("td", { class: "n" }, percent(l.loadPerPlace)),
            chances.map((c) => el("td", { class: "n" }, needed(l, c))),
          ),
        ),
      ),
    ),
    el("p", { class: "small" }, "The last columns: places with which one request in so many finds them all taken."),
  );
}

function curves(results: Results, capacity: Table | undefined, levels: readonly LevelTheory[], isWide = false): HTMLElement | null {
  const shown = levels.filter((l) => l.curve.length > 1).slice(0, 8);
  if (!capacity || shown.length === 0) return null;
  const alone = shown.length === 1;
  return chartFigure({
    title: ["Chance to find all places taken"],
    about: alone ? "The dot: the places there are." : "Against places for each place there is now; 100 % is now.",
    legend: shown.map((l, i) => ({ color: series(i), label: name(l.label), shape: "line" })),
    isWide,
    height: 300,
    label: `Line chart of p(delay) against places for ${shown.length} levels.`,
    option: () => ({
      ...still,
      grid: gridNamed,
      xAxis: alone
        ? valueAxis({ name: "places" }, "x")
        : valueAxis({ name: "places, of those there are now", min: 0, max: 2, format: (v) => `${fixed(v * 100, 0)} %` }, "x"),
      yAxis: shareAxis({ max: 1 }),
      tooltip: tooltip("item", ({ seriesIndex, dataIndex }) => {
        const row = ordered(shown[seriesIndex]?.curve ?? [])[dataIndex];
        return row
          ? tipLines(name(results.label(row.text("level"))), [
              ["places", row.text("places")],
              ["find all taken", percent(row.number("p_delay"))],
            ])
          : "";
      }),
      series: [
        ...shown.map((l, i) => {
          const of = alone ? 1 : (l.now?.number("places") ?? 1);
          return {
            ...line(
              ordered(l.curve).map((row): Point => [row.number("places")! / of, row.number("p_delay")]),
              series(i),
            ),
            showSymbol: false,
          };
        }),
        ...(alone && shown[0]!.now
          ? [{ ...dots([{ at: [shown[0]!.now.number("places"), shown[0]!.now.number("p_delay")], fill: color.lost }], 11), silent: true }]
          : []),
      ],
    }),
    table: () =>
      csvData(
        results,
        capacity,
        shown.flatMap((l) => l.curve),
        "level places p_delay one_in_n full utilization is_present is_about method",
      ),
  });
}

/// The row of the present places comes last in the file.
function ordered(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => a.number("places")! - b.number("places")!);
}

/// Demand beside places: the load, and the range it has nine days in ten.
function loads(results: Results, table: Table, levels: readonly LevelTheory[]): HTMLElement | null {
  const shown = levels.filter((l) => l.load !== null).slice(0, 12);
  if (shown.length === 0) return null;
  const rows = shown.flatMap((l) => table.where({ state: l.name, metric: "offered_load", profile: "all" }));
  const most = (l: LevelTheory): number => Math.max(l.load ?? 0, l.now?.number("places") ?? 0) || 1;
  return chartFigure({
    title: ["Demand beside places"],
    about: "Offered load for each place there is. Above 100 % the list can only grow.",
    label: `Bar chart of load per place for ${shown.length} levels.`,
    height: 56 + shown.length * 26,
    option: (width) => ({
      ...still,
      grid: { ...grid, top: 10 },
      xAxis: shareAxisX(Math.max(1, ...shown.map((l) => l.loadPerPlace ?? 0))),
      yAxis: categoryAxis(
        shown.map((l) => l.label),
        width,
        "y",
      ),
      tooltip: tooltip("axis", ({ dataIndex }) => {
        const l = shown[dataIndex];
        return l
          ? tipLines(name(l.label), [
              ["offered load", number(l.load)],
              ["places", l.now?.text("places") ?? "no limit"],
              ["load per place", percent(l.loadPerPlace)],
            ])
          : "";
      }),
      series: [
        bars(
          shown.map((l) => ({
            value: l.loadPerPlace ?? (l.load ?? 0) / most(l),
            fill: (l.loadPerPlace ?? 0) >= 1 ? color.lost : color.accent,
          })),
        ),
      ],
    }),
    table: () => csvData(results, table, rows, "state metric statistic value standing method note"),
  });
}

function shareAxisX(max: number): Record<string, unknown> {
  return { ...valueAxis({ min: 0, format: (v) => `${fixed(v * 100, 0)} %` }, "x"), max: Math.ceil(max * 10) / 10 };
}

/// The census that theory expects day by day, from an empty start.
function expected(results: Results, state: string): HTMLElement | null {
  const table = results.table("census_theory.csv");
  const rows = table?.where({ state }) ?? [];
  if (!table || rows.length === 0) return null;
  const at = (row: Row): number => moment(row.text("date"));
  return chartFigure({
    title: ["Expected census, ", name(results.label(state))],
    about: "With unlimited places, from an empty start; the band holds nine days in ten if people come at random.",
    isWide: true,
    label: `Line chart of the expected census of ${results.label(state)} over time.`,
    option: () => ({
      ...still,
      grid,
      xAxis: timeAxis(),
      yAxis: valueAxis({ name: "people", min: 0 }),
      tooltip: tooltip("axis", ({ dataIndex }) =>
        tipLines(rows[dataIndex]?.text("date") ?? "", [
          ["expected", number(rows[dataIndex]?.number("mean") ?? null)],
          ["9 in 10 within", `${number(rows[dataIndex]?.number("p05") ?? null)} to ${number(rows[dataIndex]?.number("p95") ?? null)}`],
        ]),
      ),
      series: [
        line(
          rows.map((row): Point => [at(row), row.number("mean")]),
          color.accent,
        ),
        band(
          rows.map((row) => [at(row), row.number("p05"), row.number("p95")]),
          color.accent,
        ),
      ],
    }),
    table: () => csvData(results, table, rows, "date mean p05 median p95 entries"),
  });
}

function besideSection(results: Results) {
  const table = results.table("beside.csv");
  if (!table) return [];
  const judged = table.rows.filter((row) => row.number("z") !== null);
  const far = judged.filter((row) => Math.abs(row.number("z")!) > 3);
  const worst = [...judged].sort((a, b) => Math.abs(b.number("z")!) - Math.abs(a.number("z")!)).slice(0, 30);
  return [
    section(
      "beside",
      "Theory beside simulation",
      judged.length === 0
        ? "Theory claims to be exact for none of these figures, so none can be held against it."
        : `${fixed(judged.length, 0)} figures can be held against theory; ${fixed(far.length, 0)} are more than 3 standard errors off.`,
      worst.length > 0 ? besideChart(results, table, worst) : null,
      headedTable(
        "Theory beside simulation",
        ["Where", "Figure", "Simulated", "Theory", "z", "Standing"],
        [...worst, ...table.rows.filter((row) => row.number("z") === null)].slice(0, 40).map((row) =>
          el(
            "tr",
            {},
            el("td", {}, name(results.label(row.text("state")))),
            el("td", {}, name(figureName(`${row.text("metric")}.${row.text("statistic")}`))),
            ["simulated", "theory"].map((c) => el("td", { class: "n" }, value(row, c))),
            el("td", { class: "n" }, row.number("z") === null ? "–" : fixed(row.number("z")!, 1)),
            el("td", {}, row.text("standing")),
          ),
        ),
      ),
    ),
  ];
}

function value(row: Row, column: string): string {
  const v = row.number(column);
  return v === null ? "–" : valueOf(`${row.text("metric")}.${row.text("statistic")}`, { value: v, low: null, high: null });
}

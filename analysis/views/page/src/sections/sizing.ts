import { chartFigure, csvData, headedTable } from "../charts/figure.ts";
import { line, whiskers, type Point } from "../charts/shapes.ts";
import { color, gridNamed, still, tipLines, tooltip, valueAxis } from "../charts/style.ts";
import { el, listed, name, type Child } from "../html.ts";
import { decimals, figure, confidence, fixed, interval, number, type Figure } from "../numbers.ts";
import type { Results, Row, Table } from "../results.ts";
import type { Experiment } from "./experiment.ts";
import { section } from "./section.ts";
import type { Tile } from "./tiles.ts";

/// `size`: the plan that is the answer, and the frontier of plans it was chosen from.

export function sizing(results: Results): Experiment | null {
  const trials = results.table("size.csv");
  if (!trials) return null;
  const frontier = results.table("frontier.csv");
  const columns = [...trials.index.keys()];
  const levers = columns.slice(columns.indexOf("is_answer") + 1, columns.indexOf("cost"));
  return {
    answer: answer(trials, levers),
    tiles: tilesOf(trials, levers),
    charts: () => headCharts(results, trials, frontier, levers),
    sections: () => [
      section(
        "plans",
        "Plans that were tried",
        "Confirmed plans were run until it was clear; of the others a few replications were enough to leave them.",
        trialsTable(trials, levers),
      ),
    ],
  };
}

function plan(row: Row, levers: readonly string[]): Child {
  return listed(levers.map((lever): Child => [name(lever), ` = ${row.text(lever)}`]));
}

function valueOf(row: Row): Figure | null {
  return figure(row.number("value"), row.number("low"), row.number("high"));
}

const text = (of: Figure): string => fixed(of.value, decimals(of)) + interval(of, decimals(of));

function answer(trials: Table, levers: readonly string[]): Child[][] {
  const chosen = trials.where({ is_answer: "1" });
  const first = chosen[0];
  const tried = `${trials.distinct("trial").length} plans were tried.`;
  if (!first) return [["No plan within the bounds meets the targets."], [tried]];
  const targets = chosen.map((row): Child[] => {
    const of = valueOf(row);
    const sure = row.number("confidence");
    return [
      "Target ",
      el("strong", {}, name(row.text("target"))),
      ": ",
      of ? text(of) : "no value",
      sure === null ? "" : `, met with a confidence of ${confidence(sure)}`,
      ".",
    ];
  });
  return [
    [
      "The least plan that meets ",
      chosen.length > 1 ? `all ${chosen.length} targets` : "the target",
      " is ",
      plan(first, levers),
      `, at ${number(first.number("cost"))}.`,
    ],
    ...targets.slice(0, 3),
    [tried],
  ];
}

function tilesOf(trials: Table, levers: readonly string[]): Tile[] {
  const first = trials.first({ is_answer: "1" });
  if (!first) return [{ value: fixed(trials.distinct("trial").length, 0), label: "plans tried" }];
  const found: Tile[] = levers.slice(0, 2).map((lever): Tile => ({ value: first.text(lever), label: name(lever) }));
  found.push({ value: number(first.number("cost")), label: "of what was to be least: cost, or places" });
  const of = valueOf(first);
  if (of)
    found.push({ value: fixed(of.value, decimals(of)), range: interval(of, decimals(of)).slice(2, -1), label: name(first.text("target")) });
  return found;
}

function headCharts(results: Results, trials: Table, frontier: Table | undefined, levers: readonly string[]): HTMLElement[] {
  const charts: HTMLElement[] = [];
  if (frontier) charts.push(frontierChart(results, frontier, levers));
  charts.push(trialChart(results, trials, levers));
  return charts;
}

const fills = (row: Row): string =>
  row.number("is_answer") === 1 ? color.lost : row.number("meets_all") === 1 || row.text("judgment") === "met" ? color.accent : color.quiet;

/// Plans of which no cheaper one has a better figure of the binding target.
function frontierChart(results: Results, table: Table, levers: readonly string[]): HTMLElement {
  const rows = table.rows.filter((row) => row.number("cost") !== null && row.number("value") !== null);
  return chartFigure({
    title: "The frontier",
    about: name(`What more cost buys, of ${rows[0]?.text("target") ?? "the binding target"}.`),
    legend: [
      { color: color.lost, label: "the answer", shape: "dot" },
      { color: color.accent, label: "meets the targets", shape: "dot" },
      { color: color.quiet, label: "does not", shape: "dot" },
    ],
    label: `Chart of cost against the figure of the binding target for ${rows.length} plans.`,
    height: 300,
    option: () => ({
      ...still,
      grid: gridNamed,
      xAxis: { ...valueAxis({ name: "cost" }, "x"), scale: true },
      yAxis: spread(rows) > 30 ? { ...valueAxis({}), type: "log" } : valueAxis({}),
      tooltip: tooltip("item", ({ dataIndex }) => planTip(rows[dataIndex], levers)),
      series: [
        {
          ...line(
            rows.map((row): Point => [row.number("cost")!, row.number("value")]),
            color.line,
          ),
          silent: true,
        },
        {
          type: "scatter",
          symbolSize: 10,
          emphasis: { disabled: true },
          z: 6,
          data: rows.map((row) => ({ value: [row.number("cost"), row.number("value")], itemStyle: { color: fills(row) } })),
        },
        whiskers(
          rows.map((row) => [row.number("cost")!, row.number("low"), row.number("high")]),
          "y",
          (i) => fills(rows[i]!),
        ),
      ],
    }),
    table: () => csvData(results, table, rows),
  });
}

/// How far apart the values are; plans that fail can be a hundred times worse.
function spread(rows: readonly Row[]): number {
  const ends = rows.flatMap((row) => [row.number("value")!, row.number("low") ?? row.number("value")!]);
  const least = Math.min(...ends);
  return least > 0 ? Math.max(...ends) / least : 1;
}

function planTip(row: Row | undefined, levers: readonly string[]): Child {
  if (!row) return "";
  const of = valueOf(row);
  return tipLines(plan(row, levers), [
    ["cost", number(row.number("cost"))],
    [name(row.text("target")), of ? text(of) : "–"],
    ["replications", row.text("replications")],
  ]);
}

/// Plans by two levers, or by one lever and cost.
function trialChart(results: Results, table: Table, levers: readonly string[]): HTMLElement {
  const seen = new Set<string>();
  const rows = [...table.rows].reverse().filter((row) => {
    const id = levers.map((lever) => row.text(lever)).join(" ");
    return seen.has(id) ? false : (seen.add(id), true);
  });
  const x = levers[0] ?? "cost";
  const y = levers[1] ?? "cost";
  return chartFigure({
    title: "Plans that were tried",
    about: "Each dot is a plan.",
    legend: [
      { color: color.lost, label: "the answer", shape: "dot" },
      { color: color.accent, label: "met", shape: "dot" },
      { color: color.quiet, label: "missed or open", shape: "dot" },
    ],
    label: `Chart of ${rows.length} plans by ${x} and ${y}.`,
    height: 300,
    option: () => ({
      ...still,
      grid: gridNamed,
      xAxis: { ...valueAxis({ name: x }, "x"), scale: true },
      yAxis: { ...valueAxis({ name: y }), scale: true },
      tooltip: tooltip("item", ({ dataIndex }) => planTip(rows[dataIndex], levers)),
      series: [
        {
          type: "scatter",
          symbolSize: 12,
          emphasis: { disabled: true },
          data: rows.map((row) => ({ value: [row.number(x), row.number(y)], itemStyle: { color: fills(row), opacity: 0.8 } })),
        },
      ],
    }),
    table: () => csvData(results, table, rows),
  });
}

function trialsTable(table: Table, levers: readonly string[]): HTMLElement {
  const heads = [...levers, "cost", "replications", "target", "value", "confidence", "judgment"];
  return headedTable(
    "Plans",
    heads.map((h) => name(h)),
    table.rows.slice(0, 200).map((row) =>
      el(
        "tr",
        {},
        levers.map((lever) => el("td", { class: "n" }, row.text(lever))),
        el("td", { class: "n" }, number(row.number("cost"))),
        el("td", { class: "n" }, row.text("replications")),
        el("td", {}, name(row.text("target"))),
        el("td", { class: "n" }, valueOf(row) ? text(valueOf(row)!) : "–"),
        el("td", { class: "n" }, row.number("confidence") === null ? "–" : confidence(row.number("confidence")!)),
        el("td", {}, row.number("is_answer") === 1 ? el("strong", {}, "the answer") : row.text("judgment")),
      ),
    ),
  );
}

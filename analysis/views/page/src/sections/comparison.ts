import { dotFigure, type Dot } from "../charts/dots.ts";
import { csvData } from "../charts/figure.ts";
import { color } from "../charts/style.ts";
import { el, listed, name, type Child } from "../html.ts";
import { fixed, scale, type Figure } from "../numbers.ts";
import type { Results, Row, Table } from "../results.ts";
import { asked, differenceOf, figureName, figureTitle, isShare, whereName, wish } from "../words/figures.ts";
import { term } from "../words/glossary.ts";
import { chosen } from "./choose.ts";
import { economicsCharts } from "./economics.ts";
import type { Experiment } from "./experiment.ts";
import { section } from "./section.ts";
import { tile, type Tile } from "./tiles.ts";

/// `compare`: what alternatives change, figure by figure.

const columns = [
  "alternative",
  "state",
  "profile",
  "metric",
  "statistic",
  "base",
  "value",
  "difference",
  "low",
  "high",
  "low_together",
  "high_together",
  "replications",
  "variance_reduction",
  "excludes_zero",
];

export function comparison(results: Results): Experiment | null {
  const table = results.table("compare.csv");
  if (!table) return null;
  const alternatives = table.distinct("alternative");
  return {
    answer: answers(results, table, alternatives),
    tiles: tilesOf(table, alternatives, results),
    charts: () => headCharts(results, table),
    sections: () => [
      section(
        "differences",
        "Differences",
        [
          "Alternative minus first scenario, with the 95 % ",
          term("interval"),
          " that holds for all alternatives together. Both have the same people and the same luck (",
          term("common random numbers"),
          "). A line that crosses zero may be chance.",
        ],
        el("h3", {}, "One figure, all alternatives"),
        chosen([{ label: "Figure", options: figureOptions(results, table) }, groupChoice(table)], ([figure, group]) =>
          oneFigure(results, table, figure ?? "", group ?? "all"),
        ),
        el("h3", {}, "One alternative, all levels"),
        chosen([{ label: "Alternative", options: alternatives.map((a) => [a, a] as const) }, groupChoice(table)], ([alternative, group]) =>
          oneAlternative(results, table, alternative ?? "", group ?? "all"),
        ),
        economicsCharts(results),
      ),
    ],
  };
}

function groupChoice(table: Table): { label: string; options: (readonly [string, string])[] } {
  return { label: "People", options: table.distinct("profile").map((p) => [p, p === "all" ? "Everybody" : p.replace("=", ": ")] as const) };
}

export function key(row: Row): string {
  return `${row.text("metric")}.${row.text("statistic")}`;
}

/// The interval that holds for all alternatives together.
function difference(row: Row): Figure | null {
  const value = row.number("difference");
  return value === null ? null : { value, low: row.number("low_together"), high: row.number("high_together") };
}

function isSure(row: Row): boolean {
  return row.number("excludes_zero") === 1;
}

const mainStatistics = new Set(["mean", "share", "per_year", "p90", "ratio", "median"]);

/// Figures that people ask for first, then the other main ones. Flows, exits and the like, whose names have parts, are in
/// the CSV: with them the list would have thousands of lines.
function figureOptions(results: Results, table: Table): [string, string][] {
  const seen = new Map<string, [number, string]>();
  for (const row of table.rows) {
    const figure = key(row);
    if (row.text("metric").includes(".") || !mainStatistics.has(row.text("statistic"))) continue;
    const at = asked.indexOf(figure);
    const id = `${figure}@${row.text("state")}`;
    if (!seen.has(id)) seen.set(id, [at < 0 ? 1e3 : at, figureName(figure) + whereName(row.text("state"), (s) => results.label(s))]);
  }
  const start = best(table);
  const first = (id: string): number => (id === start ? -1 : 0);
  return [...seen].sort((a, b) => first(a[0]) - first(b[0]) || a[1][0] - b[1][0]).map(([id, [, words]]) => [id, words]);
}

/// The figure to begin with: people lost if anybody is, else the wait that changes most surely.
function best(table: Table): string {
  const lost = table.first({ metric: "lost", statistic: "per_year", state: "all", profile: "all" });
  if (lost && (lost.number("base") || lost.number("value"))) return "lost.per_year@all";
  return `p_delay.share@${mostChanged(table) ?? "all"}`;
}

/// The level at which most changes for those who ask.
function mostChanged(table: Table, alternative?: string): string | undefined {
  const rows = table
    .where({ metric: "p_delay", statistic: "share", profile: "all" })
    .filter((row) => row.text("state") !== "all" && (alternative === undefined || row.text("alternative") === alternative));
  return rows.sort((a, b) => Math.abs(b.number("difference") ?? 0) - Math.abs(a.number("difference") ?? 0))[0]?.text("state");
}

function rowsOf(table: Table, id: string, group: string): Row[] {
  const at = id.lastIndexOf("@");
  const dot = id.lastIndexOf(".", at);
  return table.where({ metric: id.slice(0, dot), statistic: id.slice(dot + 1, at), state: id.slice(at + 1), profile: group });
}

function oneFigure(results: Results, table: Table, id: string, group: string): Child {
  const figure = id.slice(0, id.lastIndexOf("@"));
  const all = rowsOf(table, id, group).filter((row) => difference(row) !== null);
  if (all.length === 0) return el("p", {}, "There is no difference of this figure.");
  const good = wish(figure);
  const rows = all.sort((a, b) => (a.number("difference")! - b.number("difference")!) * (good || 1));
  const ends = rows.length > 1 && good !== 0 ? `Best on top: ${rows[0]!.text("alternative")}.` : "";
  return el(
    "div",
    { class: "figures" },
    dotFigure({
      title: name(
        figureTitle(
          figure,
          whereName(id.slice(id.lastIndexOf("@") + 1), (s) => results.label(s)),
        ),
      ),
      about: [
        name(ends),
        rows.some((row) => row.number("base") !== null)
          ? ` First scenario: ${differenceOf(figure, { value: rows[0]!.number("base") ?? 0, low: null, high: null })
              .replace(/^\+/, "")
              .replace("points", "%")}.`
          : "",
      ],
      label: `Differences of ${figureName(figure)} for ${rows.length} alternatives. ${rows
        .slice(0, 3)
        .map((row) => `${row.text("alternative")}: ${differenceOf(figure, difference(row)!)}`)
        .join("; ")}.`,
      dots: rows.map((row) => dotOf(row, figure, row.text("alternative"))),
      mark: { value: 0, label: "no change" },
      words: (of) => differenceOf(figure, isShare(figure) ? scale(of, 1) : of),
      ...(isShare(figure) ? { format: pointTick } : {}),
      isWide: true,
      table: () => csvData(results, table, rows, columns),
    }),
  );
}

const pointTick = (value: number): string => `${value > 0 ? "+" : ""}${fixed(value * 100, Math.abs(value) < 0.1 && value !== 0 ? 1 : 0)}`;

/// Better in the accent, worse in red, what cannot be told from zero in gray.
function dotOf(row: Row, figure: string, label: string): Dot {
  const of = difference(row)!;
  const better = wish(figure) * of.value < 0;
  const fill = !isSure(row) ? color.quiet : wish(figure) === 0 || better ? color.accent : color.lost;
  return {
    ...of,
    label,
    fill,
    more: [
      ["first scenario", valueText(figure, row.number("base"))],
      ["alternative", valueText(figure, row.number("value"))],
    ],
  };
}

function valueText(figure: string, value: number | null): string {
  return value === null ? "–" : differenceOf(figure, { value, low: null, high: null }).replace(/^\+/, "").replace("points", "%");
}

const families = ["p_delay.share", "wait.mean", "lost.per_year", "utilization.mean", "completion.share", "margin.per_year"];

function oneAlternative(results: Results, table: Table, alternative: string, group: string): Child {
  const figures = families.flatMap((figure) => {
    const [metric = "", statistic = ""] = figure.split(".");
    const rows = table.where({ alternative, metric, statistic, profile: group }).filter((row) => difference(row) !== null);
    if (rows.length === 0 || rows.every((row) => row.number("difference") === 0)) return [];
    return [
      dotFigure({
        title: figureTitle(figure),
        label: `Differences of ${figureName(figure)} by level.`,
        dots: rows.map((row) => dotOf(row, figure, row.text("state") === "all" ? "all together" : results.label(row.text("state")))),
        mark: { value: 0, label: "no change" },
        words: (of) => differenceOf(figure, of),
        ...(isShare(figure) ? { format: pointTick, axis: "percentage points" } : {}),
        table: () => csvData(results, table, rows, columns),
      }),
    ];
  });
  return figures.length > 0 ? el("div", { class: "figures" }, figures) : el("p", {}, "Nothing differs in the figures shown here.");
}

function headCharts(results: Results, table: Table): HTMLElement[] {
  const ids = [best(table), ...["wait.mean", "p_delay.share"].map((f) => `${f}@${mostChanged(table) ?? "all"}`), "census.mean@all"];
  const charts = [...new Set(ids)].flatMap((id) => {
    const figure = oneFigure(results, table, id, "all");
    const chart = figure instanceof HTMLElement ? figure.querySelector("figure") : null;
    chart?.classList.remove("wide");
    return chart ? [chart] : [];
  });
  return charts.slice(0, 2);
}

/// One sentence an alternative, on what changes for people.
function answers(results: Results, table: Table, alternatives: readonly string[]): Child[][] {
  const sentences = alternatives.slice(0, 4).map((alternative): Child[] => {
    const place = mostChanged(table, alternative);
    const claims = ["lost.per_year@all", "census.mean@all", ...(place ? [`p_delay.share@${place}`, `wait.mean@${place}`] : [])].flatMap(
      (id) => {
        const row = rowsOf(table, id, "all").find((r) => r.text("alternative") === alternative);
        const of = row && difference(row);
        return row && of && isSure(row) ? [claim(results, id, of)] : [];
      },
    );
    const says = claims.length > 0 ? listed(claims) : ["no difference in people lost, in care or waiting that could not be chance"];
    return ["With ", el("strong", {}, name(alternative)), ": ", says, "."];
  });
  if (alternatives.length > 4) sentences.push([`${alternatives.length - 4} more alternatives are below.`]);
  return sentences;
}

function claim(results: Results, id: string, of: Figure): Child {
  const figure = id.slice(0, id.lastIndexOf("@"));
  const at = whereName(id.slice(id.lastIndexOf("@") + 1), (s) => results.label(s));
  const size: Figure =
    of.value < 0 ? { value: -of.value, low: of.high === null ? null : -of.high, high: of.low === null ? null : -of.low } : of;
  const text = differenceOf(figure, size).replace(/^\+/, "");
  const more = of.value > 0 ? "more" : "fewer";
  if (figure === "lost.per_year") return `${text} ${more} people lost a year`;
  if (figure === "census.mean") return `${text} ${more} people in care on average`;
  if (figure === "p_delay.share") return ["the share that has to wait", name(at), ` is ${text} ${of.value > 0 ? "higher" : "lower"}`];
  return ["the mean wait", name(at), ` is ${text} ${of.value > 0 ? "longer" : "shorter"}`];
}

/// Of the first alternative.
function tilesOf(table: Table, alternatives: readonly string[], results: Results): Tile[] {
  const alternative = alternatives[0] ?? "";
  const place = mostChanged(table, alternative) ?? "all";
  const ids: [string, string][] = [
    ["lost.per_year@all", "a year"],
    [`p_delay.share@${place}`, "points"],
    [`wait.mean@${place}`, "days"],
    ["census.mean@all", "people"],
  ];
  return ids.flatMap(([id, unit]): Tile[] => {
    const row = rowsOf(table, id, "all").find((r) => r.text("alternative") === alternative);
    const of = row && difference(row);
    if (!of) return [];
    const figure = id.slice(0, id.lastIndexOf("@"));
    if (of.value === 0 && id.startsWith("lost")) return [];
    const shown = tile(isShare(figure) ? scale(of, 100) : of, unit, [
      figureName(figure),
      name(whereName(id.slice(id.lastIndexOf("@") + 1), (s) => results.label(s))),
      alternatives.length > 1 ? [", ", name(alternative)] : null,
    ]);
    return [{ ...shown, value: of.value > 0 ? `+${shown.value}` : shown.value }];
  });
}

import { dotFigure } from "../charts/dots.ts";
import { chartFigure, csvData } from "../charts/figure.ts";
import { across, spans } from "../charts/shapes.ts";
import { barsWithIntervals } from "../charts/waits.ts";
import { categoryAxis, color, gridPlain, niceExtent, percentTick, still, tipLines, tooltip, valueAxis } from "../charts/style.ts";
import { el, name, type Child } from "../html.ts";
import { figure, fixed, percent, type Figure } from "../numbers.ts";
import type { Results, Row, Table } from "../results.ts";
import { capital, differenceOf, figureName, figureTitle, isShare, valueOf, whereName } from "../words/figures.ts";
import { chosen } from "./choose.ts";
import type { Experiment } from "./experiment.ts";
import { section } from "./section.ts";
import type { Tile } from "./tiles.ts";

/// `sensitivity` and `bottlenecks`: what matters most.

export function sensitivity(results: Results): Experiment | null {
  const table = results.table("sensitivity.csv");
  if (!table) return null;
  const figures = [...new Set(table.rows.map(idOf))].map((id) => [id, wordsOf(results, id)] as const);
  return {
    answer: figures.slice(0, 4).map(([id, words]) => sentence(table, id, words)),
    tiles: figures.slice(0, 4).flatMap(([id, words]) => strongest(table, id, words)),
    charts: () =>
      figures
        .slice(0, 2)
        .map(([id]) => chartOf(results, table, id))
        .filter((c): c is HTMLElement => c !== null),
    sections: () => [
      section(
        "factors",
        "What matters most",
        "Factors from the one that moves the figure most to the one that moves it least.",
        chosen([{ label: "Figure", options: figures }], ([id]) =>
          el("div", { class: "figures" }, chartOf(results, table, id ?? "", true), elasticities(results, table, id ?? "")),
        ),
      ),
    ],
  };
}

function idOf(row: Row): string {
  return [row.text("figure"), row.text("state"), row.text("profile")].join("\n");
}

function wordsOf(results: Results, id: string): string {
  const [figureId = "", state = "", profile = "all"] = id.split("\n");
  return figureName(figureId) + whereName(state, (s) => results.label(s)) + (profile === "all" ? "" : `, ${profile}`);
}

function rowsOf(table: Table, id: string, measure: string): Row[] {
  return table.rows
    .filter((row) => idOf(row) === id && row.text("measure") === measure && row.text("factor") !== "")
    .sort((a, b) => (a.number("rank") ?? 0) - (b.number("rank") ?? 0));
}

const of = (row: Row): Figure | null => figure(row.number("value"), row.number("low"), row.number("high"));

/// The measure that factors are ranked by, in the words of its method.
function measureOf(table: Table, id: string): [measure: string, words: string] | null {
  const options: [string, string][] = [
    ["span", "span"],
    ["total", "share of the variance that would stay if all other factors were known"],
    ["rank_coefficient", "standardized rank regression coefficient"],
  ];
  return options.find(([measure]) => rowsOf(table, id, measure).length > 0) ?? null;
}

function sentence(table: Table, id: string, words: string): Child[] {
  const measure = measureOf(table, id)?.[0] ?? "span";
  const rows = rowsOf(table, id, measure);
  const figureId = id.split("\n")[0] ?? "";
  const first = rows[0];
  if (!first) return ["No factor moves ", words, "."];
  const start: Child[] = [capital(words), " depends most on ", el("strong", {}, name(first.text("factor")))];
  if (measure === "span") {
    const at = (m: string): number | null => rowsOf(table, id, m)[0]?.number("value") ?? null;
    const show = (v: number | null): string => (v === null ? "–" : valueOf(figureId, { value: v, low: null, high: null }));
    start.push(`: ${show(at("at_low"))} at its low end, ${show(at("at_high"))} at its high end`);
  } else if (measure === "total") start.push(`, which accounts for ${percent(Math.min(1, first.number("value") ?? 0))} of its variance`);
  if (rows[1]) start.push(", then on ", name(rows[1].text("factor")));
  return [...start, "."];
}

function strongest(table: Table, id: string, words: string): Tile[] {
  const measure = measureOf(table, id);
  const row = measure && rowsOf(table, id, measure[0])[0];
  const value = row ? of(row) : null;
  if (!row || !value || !measure) return [];
  const figureId = id.split("\n")[0] ?? "";
  const shown = measure[0] === "span" ? valueOf(figureId, { value: value.value, low: null, high: null }) : fixed(value.value, 2);
  return [
    {
      value: shown,
      label: [measure[0] === "span" ? "between low and high of " : "strength of ", name(row.text("factor")), ", on ", words],
    },
  ];
}

function chartOf(results: Results, table: Table, id: string, isWide = false): HTMLElement | null {
  return rowsOf(table, id, "at_low").length > 0 ? tornado(results, table, id, isWide) : strengths(results, table, id, isWide);
}

interface Span {
  factor: string;
  low: number;
  high: number;
}

function factorSpans(table: Table, id: string, base: number): Span[] {
  return rowsOf(table, id, "at_low")
    .slice(0, 16)
    .map((row): Span => {
      const high = rowsOf(table, id, "at_high").find((r) => r.text("factor") === row.text("factor"));
      return { factor: row.text("factor"), low: row.number("value") ?? base, high: high?.number("value") ?? base };
    });
}

/// Bars from the figure at a factor's low end to the figure at its high end, about the scenario as it is.
function tornado(results: Results, table: Table, id: string, isWide: boolean): HTMLElement {
  const figureId = id.split("\n")[0] ?? "";
  const base = rowsOf(table, id, "at_base")[0]?.number("value") ?? 0;
  const factors = factorSpans(table, id, base);
  const words = (value: number): string => valueOf(figureId, { value, low: null, high: null });
  const ends = factors.flatMap((s) => [s.low, s.high, base]);
  return chartFigure({
    title: name(capital(wordsOf(results, id))),
    about: `As it is: ${words(base)}. Each factor alone at both ends.`,
    legend: [
      { color: color.wait, label: "at its low end" },
      { color: color.accent, label: "at its high end" },
    ],
    isWide,
    height: 80 + factors.length * 30,
    label: `Tornado chart of ${wordsOf(results, id)}: ${factors
      .slice(0, 3)
      .map((s) => `${s.factor} from ${words(s.low)} to ${words(s.high)}`)
      .join("; ")}.`,
    option: (width) => ({
      ...still,
      grid: { ...gridPlain, top: 22 },
      xAxis: { ...valueAxis({ ...(isShare(figureId) ? { format: percentTick } : {}) }, "x"), ...niceExtent(ends) },
      yAxis: {
        ...categoryAxis(
          factors.map((s) => s.factor),
          width,
          "y",
        ),
        axisLine: { show: false },
      },
      tooltip: tooltip("axis", ({ dataIndex }) => {
        const s = factors[dataIndex];
        return s
          ? tipLines(name(s.factor), [
              ["at its low end", words(s.low)],
              ["as it is", words(base)],
              ["at its high end", words(s.high)],
            ])
          : "";
      }),
      series: [
        across(base, "as it is", color.ink, "down"),
        spans(
          factors.map((s) => [
            [base, s.low, color.wait],
            [base, s.high, color.accent],
          ]),
        ),
      ],
    }),
    table: () =>
      csvData(
        results,
        table,
        table.rows.filter((row) => idOf(row) === id),
        "factor rank measure value low high",
      ),
  });
}

function strengths(results: Results, table: Table, id: string, isWide: boolean): HTMLElement | null {
  const measure = measureOf(table, id);
  if (!measure) return null;
  const rows = rowsOf(table, id, measure[0])
    .slice(0, 20)
    .filter((row) => of(row));
  return dotFigure({
    title: name(capital(wordsOf(results, id))),
    about: capital(`${measure[1]}.`),
    label: `Chart of the strength of ${rows.length} factors on ${wordsOf(results, id)}.`,
    dots: rows.map((row) => ({ ...of(row)!, label: row.text("factor") })),
    mark: { value: 0, label: "none" },
    words: (f) => `${fixed(f.value, 2)}${f.low === null ? "" : ` (${fixed(f.low, 2)} to ${fixed(f.high ?? 0, 2)})`}`,
    isWide,
    table: () =>
      csvData(
        results,
        table,
        table.rows.filter((row) => idOf(row) === id),
        "factor rank measure value low high",
      ),
  });
}

function elasticities(results: Results, table: Table, id: string): HTMLElement | null {
  const rows = rowsOf(table, id, "elasticity").filter((row) => of(row));
  if (rows.length === 0) return null;
  return dotFigure({
    title: "Percent for percent",
    about: "Change of the figure in percent for one percent of change of the factor.",
    label: `Chart of elasticities of ${rows.length} factors.`,
    dots: rows.map((row) => ({ ...of(row)!, label: row.text("factor") })),
    mark: { value: 0, label: "" },
    words: (f) => differenceOf("", f),
    table: () => csvData(results, table, rows, "factor value low high"),
  });
}

export function bottlenecks(results: Results): Experiment | null {
  const table = results.table("bottlenecks.csv");
  if (!table) return null;
  const figures = table.distinct("figure").filter((id) => table.where({ figure: id }).some((row) => row.number("per_place")));
  return {
    answer: bottleneckAnswer(results, table),
    tiles: figures.flatMap((id): Tile[] => {
      const row = table.first({ figure: id });
      const f = row && perPlace(row);
      return row && f
        ? [
            {
              value: differenceOf(id, { ...f, low: null, high: null }),
              range:
                f.low === null
                  ? ""
                  : differenceOf(id, f)
                      .replace(/^[^(]*\(?/, "")
                      .replace(/\)$/, ""),
              label: [capital(figureName(id)), ", with one more at ", name(placeName(results, row))],
            },
          ]
        : [];
    }),
    charts: () => figures.slice(0, 2).map((id) => bottleneckChart(results, table, id)),
    sections: () => [
      section(
        "more",
        "One place more",
        "What one more of each would do, for each person who can then be there more. The same luck in both.",
        figures.length === 0
          ? el("p", {}, "No place more changes anything.")
          : chosen([{ label: "Figure", options: figures.map((id) => [id, figureTitle(id)] as const) }], ([id]) =>
              el("div", { class: "figures" }, bottleneckChart(results, table, id ?? "", true)),
            ),
      ),
    ],
  };
}

function perPlace(row: Row): Figure | null {
  return figure(row.number("per_place"), row.number("per_place_low"), row.number("per_place_high"));
}

function placeName(results: Results, row: Row): string {
  const label = row.text("kind") === "level" ? results.label(row.text("name")) : row.text("name");
  return `${label} (${row.text("unit")})`;
}

function bottleneckAnswer(results: Results, table: Table): Child[][] {
  const first = table.rows.find((row) => row.number("rank") === 1 && row.number("is_told_from_zero") === 1);
  if (!first) return [["No place more makes a difference that could not be chance."]];
  const same = table.rows.filter((row) => row.number("rank") === 1 && row.number("is_told_from_zero") === 1);
  const claims = same.map((row): Child => `${figureName(row.text("figure"))}: ${differenceOf(row.text("figure"), perPlace(row)!)}`);
  const second = table.rows.find((row) => row.number("rank") === 2 && row.number("is_told_from_zero") === 1);
  return [
    ["One more place helps most at ", el("strong", {}, name(placeName(results, first))), "."],
    ["For each person who can be there more: ", claims.map((c, i) => [i > 0 ? "; " : "", c]), "."],
    second
      ? [
          "Next comes ",
          name(placeName(results, second)),
          `: ${figureName(second.text("figure"))} ${differenceOf(second.text("figure"), perPlace(second)!)}.`,
        ]
      : ["Nothing else makes a difference that could not be chance."],
  ];
}

function bottleneckChart(results: Results, table: Table, id: string, isWide = false): HTMLElement {
  const rows = table
    .where({ figure: id })
    .filter((row) => perPlace(row))
    .slice(0, 24);
  return chartFigure({
    title: figureTitle(id),
    about: "Change for each person who can be there more. Gray: could be chance.",
    isWide,
    height: 50 + rows.length * 30,
    label: `Bar chart of ${figureName(id)} with one more place, ${rows.length} places ranked.`,
    option: (width) =>
      barsWithIntervals(
        rows.map((row) => ({
          ...perPlace(row)!,
          label: placeName(results, row),
          fill: row.number("is_told_from_zero") === 1 ? color.accent : color.quiet,
          row,
        })),
        width,
      ),
    table: () => csvData(results, table, rows),
  });
}

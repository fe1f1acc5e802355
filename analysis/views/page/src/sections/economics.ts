import { chartFigure, csvData, headedTable, type LegendItem } from "../charts/figure.ts";
import { across, line, type Point } from "../charts/shapes.ts";
import { color, gridNamed, series, shareAxis, still, tipLines, tooltip, valueAxis } from "../charts/style.ts";
import { el, name, type Child } from "../html.ts";
import { amount, figure, fixed, number, percent } from "../numbers.ts";
import type { Results, Row, Table } from "../results.ts";
import { differenceOf, figureName } from "../words/figures.ts";
import { term } from "../words/glossary.ts";

/// Cost and health of alternatives, where the scenarios have `economics`.
export function economicsCharts(results: Results): Child {
  const table = results.table("economics.csv");
  if (!table) return null;
  return [
    el("h3", {}, "Cost and health"),
    el(
      "p",
      { class: "about" },
      "A person's cost and quality-adjusted years of life, against the first scenario. ",
      term("ICER", "icer"),
      ": what a year of full health costs.",
    ),
    table.has("alternative") ? economicsTable(table) : null,
    el("div", { class: "figures" }, plane(results), acceptability(results)),
  ];
}

function economicsTable(table: Table): HTMLElement {
  return headedTable(
    "Cost and health",
    ["Alternative", "Figure", "First scenario", "Alternative", "Difference or ratio"],
    table.rows.map((row) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, name(row.text("alternative"))),
        el("td", {}, label(row)),
        el("td", { class: "n" }, shown(row, "base")),
        el("td", { class: "n" }, shown(row, "value")),
        el("td", { class: "n" }, change(row)),
      ),
    ),
  );
}

function label(row: Row): string {
  const at = row.number("willingness_to_pay");
  const plain =
    row.text("figure") === "icer"
      ? "cost of a quality-adjusted year"
      : row.text("figure") === "frontier"
        ? "the same, against the next cheaper"
        : figureName(row.text("figure"));
  return at === null ? plain : `${plain} at ${amount(at)} a year of health`;
}

/// Enough digits to see differences that are small beside the whole.
function shown(row: Row, column: string): string {
  const value = row.number(column);
  if (value === null) return "–";
  return Math.abs(value) >= 1e6 ? amount(value) : fixed(value, Math.abs(value) >= 100 ? 0 : 3);
}

function change(row: Row): Child {
  const of = figure(row.number("difference"), row.number("low"), row.number("high"));
  if (of) return differenceOf(row.text("figure"), of);
  const [low, high] = [row.number("low"), row.number("high")];
  return [
    low !== null && high !== null ? `${amount(low)} to ${amount(high)} ` : "",
    row.text("note") ? el("span", { class: "range" }, name(row.text("note"))) : null,
  ];
}

/// Each replication as a dot: extra cost against extra health.
function plane(results: Results): HTMLElement | null {
  const table = results.table("cost_effectiveness_plane.csv");
  if (!table) return null;
  const alternatives = table.distinct("alternative");
  const sets = alternatives.map((alternative, i) => ({ alternative, stroke: series(i), rows: table.where({ alternative }) }));
  return chartFigure({
    title: "Extra cost against extra health",
    about: "A dot for each replication; above zero it costs more, on the right people gain health.",
    legend: sets.map((s): LegendItem => ({ color: s.stroke, label: name(s.alternative), shape: "dot" })),
    label: `Scatter of extra cost against extra quality-adjusted years for ${alternatives.length} alternatives.`,
    option: () => ({
      ...still,
      grid: gridNamed,
      xAxis: valueAxis({ name: "quality-adjusted years a person" }, "x"),
      yAxis: valueAxis({ name: "cost a person" }),
      tooltip: tooltip("item", ({ seriesIndex, dataIndex }) => {
        const row = sets[seriesIndex]?.rows[dataIndex];
        return row
          ? tipLines(name(row.text("alternative")), [
              ["replication", row.text("replication")],
              ["cost", number(row.number("cost"))],
              ["years", number(row.number("qaly"))],
            ])
          : "";
      }),
      series: [
        ...sets.map((s) => ({
          type: "scatter",
          symbolSize: 6,
          itemStyle: { color: s.stroke, opacity: 0.7 },
          emphasis: { disabled: true },
          data: s.rows.map((row) => [row.number("qaly"), row.number("cost")]),
        })),
        across(0, "", color.quiet, "x"),
        across(0, "", color.quiet, "y"),
      ],
    }),
    table: () => csvData(results, table, table.rows, "alternative replication cost qaly"),
  });
}

function acceptability(results: Results): HTMLElement | null {
  const table = results.table("acceptability.csv");
  if (!table) return null;
  const sets = table.distinct("scenario").map((scenario, i) => ({ scenario, stroke: series(i), rows: table.where({ scenario }) }));
  return chartFigure({
    title: "Which is best value",
    about: "Chance that a scenario has the greatest net benefit, by what a year in full health is worth.",
    legend: sets.map((s): LegendItem => ({ color: s.stroke, label: name(s.scenario), shape: "line" })),
    label: `Line chart: chance of being best value for ${sets.length} scenarios.`,
    option: () => ({
      ...still,
      grid: gridNamed,
      xAxis: valueAxis(
        { name: "worth of a year in full health", format: (v) => (v >= 1000 ? `${fixed(v / 1000, 0)}k` : fixed(v, 0)) },
        "x",
      ),
      yAxis: shareAxis({ max: 1 }),
      tooltip: tooltip("axis", ({ dataIndex }) =>
        tipLines(
          `at ${amount(sets[0]?.rows[dataIndex]?.number("willingness_to_pay") ?? 0)}`,
          sets.map((s) => [name(s.scenario), percent(s.rows[dataIndex]?.number("probability") ?? null)] as const),
        ),
      ),
      series: sets.map((s) =>
        line(
          s.rows.map((row): Point => [row.number("willingness_to_pay")!, row.number("probability")]),
          s.stroke,
        ),
      ),
    }),
    table: () => csvData(results, table, table.rows, "willingness_to_pay scenario probability share_of_replications is_best"),
  });
}

import { dotFigure } from "../charts/dots.ts";
import { csvData, headedTable, scrollBox } from "../charts/figure.ts";
import { percentTick } from "../charts/style.ts";
import { el, name } from "../html.ts";
import { figure, fixed, percentWithInterval, type Figure } from "../numbers.ts";
import type { Results, Row, Table } from "../results.ts";
import { capital, figureName, valueOf, whereName } from "../words/figures.ts";
import { section, type Section } from "./section.ts";

/// What uncertain inputs make of the figures, beside chance; of sweeps with draws.
export function uncertaintySection(results: Results): Section[] {
  const table = results.table("uncertainty.csv");
  if (!table) return [];
  const rows = table.rows.filter((row) => row.number("value") !== null);
  const shared = rows.filter((row) => row.number("input_share") !== null).slice(0, 30);
  return [
    section(
      "uncertainty",
      "Inputs that are not known well",
      "Each draw of the uncertain inputs is a simulation of its own. The range holds 95 of 100 draws; the share is how much of the variance of one run comes from the inputs, the rest is chance.",
      shared.length > 0 ? el("div", { class: "figures" }, shareChart(results, table, shared)) : null,
      rows.length > 0 ? rangeTable(results, table, rows) : el("p", {}, "No figure has a value in enough draws."),
      informationTable(results),
    ),
  ];
}

function label(results: Results, row: Row): string {
  const option = row.table.distinct("option").length > 1 ? `option ${row.text("option")}: ` : "";
  return option + capital(figureName(row.text("figure"))) + whereName(row.text("state"), (s) => results.label(s));
}

function shareChart(results: Results, table: Table, rows: readonly Row[]): HTMLElement {
  return dotFigure({
    title: "Share of the variance that inputs make",
    label: `Chart of the share of variance from inputs for ${rows.length} figures.`,
    dots: rows.map((row) => ({
      value: row.number("input_share")!,
      low: row.number("input_share_low"),
      high: row.number("input_share_high"),
      label: label(results, row),
    })),
    mark: { value: 0, label: "all chance" },
    format: percentTick,
    words: percentWithInterval,
    isWide: true,
    table: () => csvData(results, table, rows),
  });
}

const shown = (row: Row, of: Figure | null): string => (of ? valueOf(row.text("figure"), of) : "–");

function rangeTable(results: Results, table: Table, rows: readonly Row[]): HTMLElement {
  return scrollBox(
    "Figures with uncertain inputs",
    el(
      "table",
      { class: "plain levels" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ["Figure", "Mean of the draws", "95 of 100 draws", "Draws"].map((h) => el("th", { scope: "col" }, h)),
        ),
      ),
      el(
        "tbody",
        {},
        rows
          .slice(0, 60)
          .map((row) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, name(label(results, row))),
              el("td", { class: "n" }, shown(row, figure(row.number("value"), row.number("low"), row.number("high")))),
              el(
                "td",
                { class: "n" },
                `${shown(row, figure(row.number("range_low"), null, null))} to ${shown(row, figure(row.number("range_high"), null, null))}`,
              ),
              el("td", { class: "n" }, row.text("draws")),
            ),
          ),
      ),
    ),
    rows.length > 60 ? el("p", { class: "small" }, `${fixed(rows.length - 60, 0)} more rows are in ${table.name}.`) : null,
  );
}

/// What it would be worth to know an input before choosing.
function informationTable(results: Results): HTMLElement | null {
  const table = results.table("value_of_information.csv");
  if (!table) return null;
  return el(
    "div",
    {},
    el("h3", {}, "What knowing more would be worth"),
    headedTable(
      "Value of information",
      ["Input", "Figure", "Worth of knowing it", "Best option as it is"],
      table.rows.map((row) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, row.text("input") ? name(row.text("input")) : "all together"),
          el("td", {}, name(figureName(row.text("figure")))),
          el("td", { class: "n" }, shown(row, figure(row.number("value"), row.number("low"), row.number("high")))),
          el("td", {}, row.text("best_option")),
        ),
      ),
    ),
  );
}

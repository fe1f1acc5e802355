import type { EChartsCoreOption } from "echarts/core";
import { append, el, freshId, name, type Child } from "../html.ts";
import type { Cell, Results, Row, Table } from "../results.ts";
import { chartBox } from "./chart.ts";

/// A chart with its title, what it shows in words, its legend, and its numbers in a table.

export interface LegendItem {
  color: string;
  label: Child;
  shape?: "line" | "dash" | "dot" | "box";
}

export interface DataTable {
  columns: { title: string; meaning?: string }[];
  rows: readonly (readonly Cell[])[];
  note?: string;
}

export interface FigureSpec {
  title: Child;
  about?: Child;
  legend?: readonly LegendItem[];
  height?: number;
  isWide?: boolean;
  /// What a reader who does not see the chart should know: one sentence.
  label: string;
  option: (width: number) => EChartsCoreOption;
  table: () => DataTable;
  under?: Child;
}

export function chartFigure(spec: FigureSpec): HTMLElement {
  const figure = el("figure", { class: spec.isWide ? "wide" : null });
  append(
    figure,
    el("figcaption", {}, el("h4", {}, spec.title), spec.about ? el("p", {}, spec.about) : null),
    spec.legend && spec.legend.length > 0 ? legend(spec.legend) : null,
    chartBox(spec.height ?? 260, spec.label, spec.option),
    spec.under,
    dataDetails(spec.table),
  );
  return figure;
}

export function legend(items: readonly LegendItem[]): HTMLElement {
  return el(
    "ul",
    { class: "legend" },
    items.map((item) => {
      const swatch = el("span", { class: `swatch ${item.shape ?? "box"}`, "aria-hidden": "true" });
      swatch.style.setProperty("--swatch", item.color);
      return el("li", {}, swatch, item.label);
    }),
  );
}

const mostRows = 200;

/// The numbers behind a chart, as the CSV has them; built when they are first asked for.
export function dataDetails(table: () => DataTable, summary = "Numbers"): HTMLElement {
  const details = el("details", { class: "data" }, el("summary", {}, summary));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(dataTable(table()));
  });
  return details;
}

export function dataTable(data: DataTable): HTMLElement {
  const shown = data.rows.slice(0, mostRows);
  const head = el(
    "tr",
    {},
    data.columns.map((c) => el("th", { scope: "col", title: c.meaning || null }, name(c.title))),
  );
  const body = shown.map((row) =>
    el(
      "tr",
      {},
      row.map((cell) => dataCell(cell)),
    ),
  );
  const left = data.rows.length - shown.length;
  return el(
    "div",
    {},
    scrollBox("Table of numbers", el("table", { class: "numbers" }, el("thead", {}, head), el("tbody", {}, body))),
    left > 0 ? el("p", { class: "small" }, `${left} more rows are in the CSV file.`) : null,
    data.note ? el("p", { class: "small" }, data.note) : null,
  );
}

function dataCell(cell: Cell): HTMLElement {
  if (typeof cell === "number") return el("td", { class: "n" }, String(cell));
  return el("td", {}, cell === null ? "" : name(cell));
}

/// Wide tables scroll in a box of their own that the keyboard reaches.
export function scrollBox(label: string, ...children: Child[]): HTMLElement {
  return el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": `${label} ${freshId("")}`.replace(" -", " ") },
    ...children,
  );
}

/// A table for people with one row of heads, and what stands under it.
export function headedTable(label: string, heads: readonly Child[], rows: Child, kind = "plain", under: Child = null): HTMLElement {
  const row = el(
    "tr",
    {},
    heads.map((head) => el("th", { scope: "col" }, head)),
  );
  return scrollBox(label, el("table", { class: kind }, el("thead", {}, row), el("tbody", {}, rows)), under);
}

/// Columns of CSV rows as they are, with what the dictionary says of them. Columns: names,
/// in one text or as a list; all, if not told.
export function csvData(
  results: Results,
  table: Table,
  rows: readonly Row[],
  columns: string | readonly string[] = [...table.index.keys()],
): DataTable {
  const asked = typeof columns === "string" ? columns.split(" ") : columns;
  const there = asked.filter((column) => table.has(column));
  const more = table.leftOut > 0 ? `; ${table.leftOut} more rows are only there, such as days in between` : "";
  return {
    columns: there.map((column) => ({ title: column, meaning: results.meaning(table.name, column) })),
    rows: rows.map((row) => there.map((column) => row.cell(column))),
    note: `From ${table.name}${more}.`,
  };
}

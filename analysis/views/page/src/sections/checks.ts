import { dotFigure } from "../charts/dots.ts";
import { chartFigure, csvData, headedTable } from "../charts/figure.ts";
import { categoryAxis, color, gridPlain, still, tipLines, tooltip, valueAxis } from "../charts/style.ts";
import { across, whiskers } from "../charts/shapes.ts";
import { el, name, type Child } from "../html.ts";
import { decimals, figure, fixed, interval, number, type Figure } from "../numbers.ts";
import type { Results, Row, Table } from "../results.ts";
import { figureName } from "../words/figures.ts";
import { chosen } from "./choose.ts";
import type { Experiment } from "./experiment.ts";
import { section } from "./section.ts";

/// `verify` and `calibrate`: simulation held against theory, and against what was observed.

/// Differences in standard errors; a right program has nearly all of them between -3 and 3.
export function besideChart(results: Results, table: Table, rows: readonly Row[]): HTMLElement {
  const label = (row: Row): string =>
    `${results.label(row.text("state"))}, ${figureName(`${row.text("metric")}.${row.text("statistic")}`)}`;
  return dotFigure({
    title: "Furthest from theory",
    about: "Difference in standard errors. Between −3 and 3 chance explains it.",
    label: `Chart of the ${rows.length} figures that are furthest from theory, in standard errors.`,
    dots: rows.map((row) => ({
      value: row.number("z")!,
      low: null,
      high: null,
      label: label(row),
      fill: Math.abs(row.number("z")!) > 3 ? color.lost : color.accent,
    })),
    mark: { value: 0, label: "as theory says" },
    words: (of) => `${fixed(of.value, 1)} standard errors`,
    isWide: true,
    table: () => csvData(results, table, rows),
  });
}

export function verification(results: Results): Experiment | null {
  const table = results.table("verification.csv");
  if (!table) return null;
  const judged = table.rows.filter((row) => row.number("agrees") !== null);
  const wrong = judged.filter((row) => row.number("agrees") === 0);
  const systems = table.distinct("system");
  return {
    answer: [
      [
        wrong.length === 0
          ? `All ${fixed(judged.length, 0)} figures agree with theory.`
          : `${fixed(wrong.length, 0)} of ${fixed(judged.length, 0)} figures do not agree with theory.`,
      ],
      [
        `They are of ${fixed(systems.length, 0)} systems whose figures are known by formula, simulated and held against it. A right program fails once in a thousand seeds.`,
      ],
    ],
    tiles: [
      { value: fixed(judged.length, 0), label: "figures held against theory" },
      { value: fixed(wrong.length, 0), label: "do not agree" },
      { value: fixed(systems.length, 0), label: "systems with a known answer" },
      {
        value: number(Math.max(0, ...judged.map((row) => Math.abs(row.number("z") ?? 0)))),
        unit: "standard errors",
        label: "largest difference",
      },
    ],
    charts: () => [spreadOfZ(results, table)],
    sections: () => [
      section(
        "systems",
        "System by system",
        null,
        chosen([{ label: "System", options: systems.map((s) => [s, s] as const) }], ([system]) => {
          const rows = table.where({ system: system ?? "" });
          const known = rows.filter((row) => row.number("z") !== null);
          return [
            el("div", { class: "figures" }, known.length > 0 ? besideChart(results, table, known.slice(0, 40)) : null),
            verificationTable(rows),
          ];
        }),
      ),
    ],
  };
}

/// How often a difference of so many standard errors was seen; chance alone makes a bell.
function spreadOfZ(results: Results, table: Table): HTMLElement {
  const rows = table.rows.filter((row) => row.number("z") !== null);
  const bins = Array.from({ length: 17 }, (_, i) => -4 + i * 0.5);
  const count = bins.map((from) => rows.filter((row) => row.number("z")! >= from && row.number("z")! < from + 0.5).length);
  return chartFigure({
    title: "Differences in standard errors",
    about: "How many figures are so far from theory; chance alone makes a bell about zero.",
    isWide: true,
    label: `Histogram of ${rows.length} differences from theory in standard errors.`,
    option: () => ({
      ...still,
      grid: { ...gridPlain, bottom: 30 },
      xAxis: {
        type: "category",
        data: bins.map((b) => fixed(b, 1)),
        name: "simulated − exact, standard errors",
        nameLocation: "middle",
        nameGap: 30,
        nameTextStyle: { color: color.quiet },
        axisLabel: { color: color.quiet },
        axisLine: { lineStyle: { color: color.line } },
        axisTick: { show: false },
      },
      yAxis: valueAxis({ name: "" }),
      tooltip: tooltip("axis", ({ dataIndex }) =>
        tipLines(`${fixed(bins[dataIndex]!, 1)} to ${fixed(bins[dataIndex]! + 0.5, 1)}`, [["figures", String(count[dataIndex])]]),
      ),
      series: [{ type: "bar", barWidth: "86%", emphasis: { disabled: true }, itemStyle: { color: color.accent }, data: count }],
    }),
    table: () => csvData(results, table, rows, "system state metric statistic simulated standard_error exact z agrees"),
  });
}

function verificationTable(rows: readonly Row[]): HTMLElement {
  return headedTable(
    "Figures of the system",
    ["State", "Figure", "Simulated", "Exact", "z", "Agrees", "Method"],
    rows.map((row) =>
      el(
        "tr",
        {},
        el("td", {}, name(row.text("state"))),
        el("td", {}, name(`${row.text("metric")}.${row.text("statistic")}`)),
        ["simulated", "exact"].map((c) => el("td", { class: "n" }, row.number(c) === null ? "–" : fixed(row.number(c)!, 4))),
        el("td", { class: "n" }, row.number("z") === null ? "–" : fixed(row.number("z")!, 1)),
        el("td", {}, row.number("agrees") === 1 ? "yes" : row.number("agrees") === 0 ? el("strong", {}, "no") : "–"),
        el("td", {}, row.text("method")),
      ),
    ),
  );
}

export function calibration(results: Results): Experiment | null {
  const table = results.table("calibration.csv");
  if (!table) return null;
  const parameters = results.table("parameters.csv");
  const far = table.rows.filter((row) => Math.abs(row.number("difference") ?? 0) > 2);
  return {
    answer: [
      [
        far.length === 0
          ? `The fitted scenario gives all ${table.rows.length} observed figures to within two standard deviations.`
          : `${far.length} of ${table.rows.length} observed figures are not met: they are more than two standard deviations off.`,
      ],
      ...(parameters?.rows ?? [])
        .slice(0, 3)
        .map((row): Child[] => [
          el("strong", {}, name(row.text("parameter"))),
          ` is best at ${number(row.number("best"))} ${row.text("unit")}, and may be anything from ${number(row.number("low"))} to ${number(row.number("high"))}`,
          row.number("is_at_bound") === 1 ? ", at an end of what it may be" : "",
          (row.number("width") ?? 0) > 0.8 ? "; the observations say little of it" : "",
          ".",
        ]),
    ],
    tiles: (parameters?.rows ?? []).slice(0, 4).map((row) => ({
      value: number(row.number("best")),
      unit: row.text("unit"),
      range: `${number(row.number("low"))} to ${number(row.number("high"))}`,
      label: name(row.text("parameter")),
    })),
    charts: () => [fitChart(results, table), ...(parameters ? [parameterChart(results, parameters)] : [])],
    sections: () => [
      section("fit", "Observed and fitted", "Fitted figures are from replications that the search did not see.", fitTable(table)),
    ],
  };
}

/// All figures on one scale: standard deviations of what was observed.
function fitChart(results: Results, table: Table): HTMLElement {
  const inSd = (row: Row, column: string): number | null => {
    const [value, observed, sd] = [row.number(column), row.number("observed"), row.number("sd")];
    return value === null || observed === null || !sd ? null : (value - observed) / sd;
  };
  return dotFigure({
    title: "Fitted against observed",
    about: "In standard deviations of the observation; zero is what was observed.",
    label: `Chart of ${table.rows.length} fitted figures against observed ones.`,
    dots: table.rows.map((row) => ({
      value: inSd(row, "fitted") ?? 0,
      low: inSd(row, "low"),
      high: inSd(row, "high"),
      label: row.text("figure"),
      more: [
        ["observed", number(row.number("observed"))],
        ["fitted", number(row.number("fitted"))],
      ] as const,
    })),
    mark: { value: 0, label: "observed" },
    words: (of) => `${fixed(of.value, 1)} sd`,
    table: () => csvData(results, table, table.rows),
  });
}

/// Each parameter between the least and the most that it may be.
function parameterChart(results: Results, table: Table): HTMLElement {
  const part = (row: Row, column: string): number | null => {
    const [value, least, most] = [row.number(column), row.number("least"), row.number("most")];
    return value === null || least === null || most === null || most <= least ? null : (value - least) / (most - least);
  };
  const rows = table.rows;
  return chartFigure({
    title: "What the parameters may be",
    about: "From the least to the most that each may be. Dot: best; line: 95 % of the sets that fit.",
    label: `Chart of ${rows.length} parameters between their bounds.`,
    height: 66 + rows.length * 28,
    option: (width) => ({
      ...still,
      grid: gridPlain,
      xAxis: valueAxis({ min: 0, max: 1, format: (v) => (v === 0 ? "least" : v === 1 ? "most" : "") }, "x"),
      yAxis: categoryAxis(
        rows.map((row) => row.text("parameter")),
        width,
        "y",
      ),
      tooltip: tooltip("axis", ({ dataIndex }) => {
        const row = rows[dataIndex];
        return row
          ? tipLines(name(row.text("parameter")), [
              ["best", `${number(row.number("best"))} ${row.text("unit")}`],
              ["may be", `${number(row.number("low"))} to ${number(row.number("high"))}`],
              ["searched", `${number(row.number("least"))} to ${number(row.number("most"))}`],
            ])
          : "";
      }),
      series: [
        {
          type: "scatter",
          symbolSize: 10,
          emphasis: { disabled: true },
          z: 6,
          itemStyle: { color: color.accent },
          data: rows.map((row, i) => [part(row, "best"), i]),
        },
        whiskers(
          rows.map((row, i) => [i, part(row, "low"), part(row, "high")]),
          "x",
          color.accent,
        ),
        across(0.5, "", color.line, "x"),
      ],
    }),
    table: () => csvData(results, table, rows),
  });
}

const text = (of: Figure): string => fixed(of.value, decimals(of)) + interval(of, decimals(of));

function fitTable(table: Table): HTMLElement {
  return headedTable(
    "Observed and fitted",
    ["Figure", "Observed", "± sd", "Fitted", "Off by, sd"],
    table.rows.map((row) => {
      const fitted = figure(row.number("fitted"), row.number("low"), row.number("high"));
      return el(
        "tr",
        {},
        el("th", { scope: "row" }, name(row.text("figure"))),
        el("td", { class: "n" }, number(row.number("observed"))),
        el("td", { class: "n" }, number(row.number("sd"))),
        el("td", { class: "n" }, fitted ? text(fitted) : "–"),
        el("td", { class: "n" }, row.number("difference") === null ? "–" : fixed(row.number("difference")!, 1)),
      );
    }),
  );
}

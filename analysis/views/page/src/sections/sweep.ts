import { chartFigure, csvData, scrollBox, type LegendItem } from "../charts/figure.ts";
import { band, dots, line, whiskers, type Point } from "../charts/shapes.ts";
import { categoryAxis, color, gridNamed, series, shareAxis, still, tipLines, tooltip, valueAxis } from "../charts/style.ts";
import { el, listed, name, type Child } from "../html.ts";
import { figure, fixed, number, percent, type Figure } from "../numbers.ts";
import type { Cell, Results, Row, Table } from "../results.ts";
import { capital, figureName, figureTitle, isShare, valueOf, whereName, wish } from "../words/figures.ts";
import { chosen } from "./choose.ts";
import type { Experiment } from "./experiment.ts";
import { section } from "./section.ts";
import type { Tile } from "./tiles.ts";
import { uncertaintySection } from "./uncertainty.ts";

/// `sweep`: figures over the values of factors, as lines and as heat maps.

interface Sweep {
  results: Results;
  table: Table;
  factors: string[];
  figures: { id: string; words: string; figure: string }[];
}

export function sweep(results: Results): Experiment | null {
  const table = results.table("sweep.csv");
  if (!table) return null;
  const columns = [...table.index.keys()];
  const factors = columns
    .slice(columns.indexOf("point") + 1, columns.indexOf("state"))
    .filter((f) => f !== "draw" && table.distinct(f).length > 1);
  const figures = new Map<string, Sweep["figures"][number]>();
  for (const row of table.rows) {
    const id = idOf(row);
    const group = row.text("profile") === "all" ? "" : `, ${row.text("profile")}`;
    if (!figures.has(id))
      figures.set(id, {
        id,
        figure: row.text("figure"),
        words: figureName(row.text("figure")) + whereName(row.text("state"), (s) => results.label(s)) + group,
      });
  }
  const of: Sweep = { results, table, factors, figures: [...figures.values()] };
  return {
    answer: answer(of),
    tiles: tilesOf(of),
    charts: () => headCharts(of),
    sections: () => [sweepSection(of), ...uncertaintySection(results)],
  };
}

function idOf(row: Row): string {
  return `${row.text("figure")}@${row.text("state")}/${row.text("profile")}`;
}

function rowsOf(of: Sweep, id: string): Row[] {
  return of.table.rows.filter((row) => idOf(row) === id && row.number("value") !== null);
}

const valueFigure = (row: Row): Figure => figure(row.number("value"), row.number("low"), row.number("high"))!;

function sweepSection(of: Sweep) {
  const figures = varied(of).map((f) => [f.id, f.words] as const);
  const factors = of.factors.map((f) => [f, f] as const);
  return section(
    "sweep",
    "The sweep",
    "Each point is a simulation with the same luck; bands and lines are 95 % intervals.",
    factors.length === 0
      ? el("p", {}, "No factor has more than one value.")
      : [
          el("h3", {}, "Lines"),
          chosen(
            [
              { label: "Figure", options: figures },
              { label: "Across", options: factors },
              { label: "Lines", options: rotated(factors) },
            ],
            ([id, x, by]) => lines(of, id ?? "", x ?? "", by === x ? null : (by ?? null)),
          ),
        ],
    factors.length > 1
      ? [
          el("h3", {}, "Two factors at once"),
          chosen(
            [
              { label: "Figure", options: figures },
              { label: "Across", options: factors },
              { label: "Down", options: rotated(factors) },
            ],
            ([id, x, y]) => (x === y ? el("p", {}, "Choose two different factors.") : heat(of, id ?? "", x ?? "", y ?? "")),
          ),
        ]
      : null,
  );
}

/// The second factor first, so that two boxes do not begin with the same.
function rotated<T>(options: readonly T[]): T[] {
  return [...options.slice(1), ...options.slice(0, 1)];
}

function sorted(cells: readonly Cell[]): Cell[] {
  return [...new Set(cells)].sort((a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true }),
  );
}

/// Drawn values have many digits; four of them tell points apart.
const shownValue = (cell: Cell): string =>
  cell === null ? "as it is" : typeof cell === "number" ? String(Number(cell.toPrecision(4))) : cell;

/// Rows with the other factors at their first values, so that a line is a line.
function slice(rows: readonly Row[], of: Sweep, varying: readonly (string | null)[]): { rows: Row[]; fixedAt: string[] } {
  const fixedAt: string[] = [];
  let left = [...rows];
  for (const factor of of.factors.filter((f) => !varying.includes(f))) {
    const values = sorted(left.map((row) => row.cell(factor)));
    if (values.length > 12 || values.length < 2) continue;
    left = left.filter((row) => row.cell(factor) === values[0]);
    fixedAt.push(`${factor} = ${shownValue(values[0] ?? null)}`);
  }
  return { rows: left, fixedAt };
}

function lines(of: Sweep, id: string, x: string, by: string | null): Child {
  const all = rowsOf(of, id);
  const entry = of.figures.find((f) => f.id === id);
  if (all.length === 0 || !entry) return el("p", {}, "No point of the sweep has a value of this figure.");
  const tooMany = by !== null && sorted(all.map((row) => row.cell(by))).length > 8;
  const cut = slice(all, of, [x, tooMany ? null : by]);
  const positions = sorted(cut.rows.map((row) => row.cell(x)));
  const sets = lineSets(cut.rows, positions, x, tooMany ? null : by, entry.words);
  const isScatter = sets.some((s) => new Set(s.rows.map((row) => row.cell(x))).size < s.rows.length);
  const at = (row: Row): number => (isNumeric(positions) ? (row.cell(x) as number) : positions.indexOf(row.cell(x)));
  return el(
    "div",
    { class: "figures" },
    chartFigure({
      title: name(`${figureTitle(entry.figure, entry.words.slice(figureName(entry.figure).length))}, by ${x}`),
      about: name(cut.fixedAt.length > 0 ? `With ${cut.fixedAt.join(", ")}.` : ""),
      legend: sets.length > 1 ? sets.map((s): LegendItem => ({ color: s.stroke, label: name(s.words), shape: "line" })) : [],
      isWide: true,
      height: 320,
      label: `Line chart of ${entry.words} by ${x}, ${cut.rows.length} points.`,
      option: () => ({
        ...still,
        grid: gridNamed,
        xAxis: factorAxis(x, positions),
        yAxis: isShare(entry.figure) ? shareAxis() : { ...valueAxis({}), scale: isFarFromZero(cut.rows) },
        tooltip: isScatter
          ? tooltip("item", ({ seriesIndex, dataIndex }) => pointTip(of, entry.figure, sets[Math.floor(seriesIndex / 2)]?.rows[dataIndex]))
          : tooltip("axis", ({ dataIndex }) => columnTip(x, entry.figure, positions, sets, dataIndex)),
        series: sets.flatMap((s) => lineSeries(s, at, isScatter)),
      }),
      table: () =>
        csvData(of.results, of.table, cut.rows, ["point", ...of.factors, "figure", "value", "low", "high", "n", "replications", "note"]),
    }),
  );
}

interface LineSet {
  words: string;
  stroke: string;
  rows: readonly Row[];
}

/// One line for each value of the factor `by`, or one for all.
function lineSets(rows: readonly Row[], positions: readonly Cell[], x: string, by: string | null, words: string): LineSet[] {
  const place = (row: Row): number => positions.indexOf(row.cell(x));
  const values = by === null ? [null] : sorted(rows.map((row) => row.cell(by)));
  return values.map((value, i) => ({
    words: by === null ? words : `${by} = ${shownValue(value)}`,
    stroke: series(i),
    rows: rows.filter((row) => by === null || row.cell(by) === value).sort((a, b) => place(a) - place(b)),
  }));
}

const isNumeric = (cells: readonly Cell[]): boolean => cells.every((cell) => typeof cell === "number");

function factorAxis(x: string, positions: readonly Cell[]): Record<string, unknown> {
  if (isNumeric(positions)) return { ...valueAxis({ name: x }, "x"), scale: true };
  return {
    ...categoryAxis(positions.map(shownValue), 0, "x"),
    name: x,
    nameLocation: "middle",
    nameGap: 30,
    nameTextStyle: { color: color.quiet },
  };
}

function lineSeries(set: LineSet, at: (row: Row) => number, isScatter: boolean): object[] {
  const points = set.rows.map((row): Point => [at(row), row.number("value")]);
  const ends = set.rows.map((row) => [at(row), row.number("low"), row.number("high")] as const);
  if (isScatter)
    return [
      dots(
        points.map((point) => ({ at: point, fill: set.stroke })),
        8,
      ),
      whiskers(ends, "y", set.stroke),
    ];
  return [{ ...line(points, set.stroke), showSymbol: true, symbolSize: 8 }, band(ends, set.stroke)];
}

/// Values that hardly differ beside their distance from zero are shown without it.
function isFarFromZero(rows: readonly Row[]): boolean {
  const ends = rows.flatMap((row) => [row.number("low") ?? row.number("value")!, row.number("high") ?? row.number("value")!]);
  return Math.min(...ends) > 0.5 * Math.max(...ends);
}

/// All lines at the position under the pointer, which is that of a point of the first line.
function columnTip(x: string, figureId: string, positions: readonly Cell[], sets: readonly LineSet[], index: number): Child {
  const at = sets[0]?.rows[index]?.cell(x) ?? positions[index] ?? null;
  return tipLines(
    name(`${x} = ${shownValue(at)}`),
    sets.flatMap((set) => {
      const row = set.rows.find((r) => r.cell(x) === at);
      return row ? [[name(set.words), valueOf(figureId, valueFigure(row))] as const] : [];
    }),
  );
}

function pointTip(of: Sweep, figureId: string, row: Row | undefined): Child {
  if (!row) return "";
  return tipLines(
    valueOf(figureId, valueFigure(row)),
    of.factors.map((f) => [name(f), name(shownValue(row.cell(f)))] as const),
  );
}

/// A table whose cells are colored by their value: a heat map that can be read, copied and heard.
function heat(of: Sweep, id: string, x: string, y: string): Child {
  const entry = of.figures.find((f) => f.id === id);
  const cut = slice(rowsOf(of, id), of, [x, y]);
  const [xs, ys] = [sorted(cut.rows.map((row) => row.cell(x))), sorted(cut.rows.map((row) => row.cell(y)))];
  if (!entry || cut.rows.length === 0) return el("p", {}, "No point of the sweep has a value of this figure.");
  if (xs.length > 25 || ys.length > 40)
    return el("p", {}, "These factors have too many values for a table; the lines above show them as points.");
  const values = cut.rows.map((row) => row.number("value")!);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const strength = (value: number): number => (high > low ? ((value - low) / (high - low)) * 70 : 0);
  const cell = (xv: Cell, yv: Cell): HTMLElement => {
    const row = cut.rows.find((r) => r.cell(x) === xv && r.cell(y) === yv);
    const value = row?.number("value") ?? null;
    const td = el(
      "td",
      { title: row ? valueOf(entry.figure, valueFigure(row)) : null },
      value === null ? "–" : isShare(entry.figure) ? percent(value) : number(value),
    );
    if (value !== null) td.style.background = `color-mix(in oklab, var(--accent) ${fixed(strength(value) * 0.6, 0)}%, var(--paper))`;
    return td;
  };
  return [
    el("p", {}, name(entry.words), cut.fixedAt.length > 0 ? name(`, with ${cut.fixedAt.join(", ")}`) : "", ". Darker is more."),
    scrollBox(
      "Heat map",
      el(
        "table",
        { class: "heat" },
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            el("th", { scope: "col" }, name(`${y} ↓ · ${x} →`)),
            xs.map((v) => el("th", { scope: "col" }, name(shownValue(v)))),
          ),
        ),
        el(
          "tbody",
          {},
          ys.map((yv) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, name(shownValue(yv))),
              xs.map((xv) => cell(xv, yv)),
            ),
          ),
        ),
      ),
    ),
  ];
}

function extremes(of: Sweep, id: string): { low: Row; high: Row } | null {
  const rows = rowsOf(of, id).sort((a, b) => a.number("value")! - b.number("value")!);
  const [low, high] = [rows[0], rows[rows.length - 1]];
  return low && high && low !== high && low.number("value") !== high.number("value") ? { low, high } : null;
}

/// Figures that differ between points come first.
function varied(of: Sweep): Sweep["figures"] {
  return [...of.figures].sort((a, b) => Number(extremes(of, b.id) !== null) - Number(extremes(of, a.id) !== null));
}

function pointWords(of: Sweep, row: Row): Child {
  return listed(of.factors.map((f): Child => name(`${f} = ${shownValue(row.cell(f))}`)));
}

function answer(of: Sweep): Child[][] {
  const points = of.table.distinct("point").length;
  const draws = of.table.has("draw") ? of.table.distinct("draw").length : 1;
  const first: Child[] = [
    `${fixed(points, 0)} combinations of `,
    listed(of.factors.map((f): Child => name(f))),
    " were simulated with the same luck",
    draws > 1 ? `, in ${fixed(draws, 0)} draws of what is uncertain.` : ".",
  ];
  const more = of.figures.flatMap((f): Child[][] => {
    const ends = extremes(of, f.id);
    if (!ends) return [];
    const [from, to] = wish(f.figure) === -1 ? [ends.high, ends.low] : [ends.low, ends.high];
    return [
      [
        capital(f.words),
        " goes from ",
        el("strong", {}, valueOf(f.figure, valueFigure(from))),
        " with ",
        pointWords(of, from),
        " to ",
        el("strong", {}, valueOf(f.figure, valueFigure(to))),
        " with ",
        pointWords(of, to),
        ".",
      ],
    ];
  });
  return [first, ...more.slice(0, 3), ...(more.length === 0 ? [nothing(of)] : [])];
}

function nothing(of: Sweep): Child[] {
  if (of.table.rows.some((row) => row.number("value") !== null)) return ["No figure differs between them."];
  const note = of.table.rows.find((row) => row.text("note"))?.text("note");
  return ["None of the figures has a value", note ? [": ", name(note)] : "", "."];
}

function tilesOf(of: Sweep): Tile[] {
  const both = of.figures.flatMap((f): Tile[] => {
    const ends = extremes(of, f.id);
    if (!ends) return [];
    const show = (row: Row): string => (isShare(f.figure) ? percent(row.number("value")) : number(row.number("value")));
    return [
      { value: show(ends.low), label: ["least ", f.words] },
      { value: show(ends.high), label: ["most ", f.words] },
    ];
  });
  return [{ value: fixed(of.table.distinct("point").length, 0), label: "combinations simulated" }, ...both].slice(0, 4);
}

function headCharts(of: Sweep): HTMLElement[] {
  const [x, by] = of.factors;
  if (!x) return [];
  const shown = varied(of).slice(0, 2);
  return shown.flatMap((f) => {
    const chart = lines(of, f.id, x, by ?? null);
    const inner = chart instanceof HTMLElement ? chart.querySelector("figure") : null;
    inner?.classList.remove("wide");
    return inner ? [inner] : [];
  });
}

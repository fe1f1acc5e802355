import { stateKinds, type StateKind } from "../facts.ts";
import { el, name, type Child } from "../html.ts";
import { fixed, number, percent } from "../numbers.ts";
import { columnsOf, forwardMoves, type ForwardMoves } from "../pathway/forward.ts";
import type { Results, Row } from "../results.ts";
import { term } from "../words/glossary.ts";
import { chartFigure, csvData, scrollBox, type DataTable } from "./figure.ts";
import { band, line, type Point } from "./shapes.ts";
import { color, font, gridNamed, series, shareAxis, still, tipLines, tooltip, valueAxis } from "./style.ts";

/// What becomes of people after their first admission.

/// Where people are, day by day: shares on top of each other, care at the bottom.
export function statusArea(results: Results, group: string): HTMLElement | null {
  const table = results.table("status.csv");
  const rows = table?.where({ group }) ?? [];
  if (!table || rows.length === 0) return null;
  const days = [...new Set(rows.map((row) => row.number("day") ?? 0))].sort((a, b) => a - b);
  const states = statusOrder(results, [...new Set(rows.map((row) => row.text("status")))]);
  const share = new Map(rows.map((row) => [`${row.text("status")}\n${row.number("day")}`, row.number("share")]));
  const at = (state: string, day: number): number => share.get(`${state}\n${day}`) ?? 0;
  const shown = states.filter((state) => days.some((day) => at(state, day) > 0));
  const fill = statusColors(results, shown);
  const label = (state: string): string => (state === "waiting" ? "waiting" : results.label(state));
  return chartFigure({
    title: "Where people are after their first admission",
    about: "Share of people on each day since admission.",
    legend: shown.map((state) => ({ color: fill.get(state)!, label: name(label(state)) })),
    isWide: true,
    height: 340,
    label: `Stacked area chart of where people are, day by day, over ${number(days[days.length - 1] ?? 0)} days since admission.`,
    option: () => ({
      ...still,
      grid: gridNamed,
      xAxis: valueAxis({ name: "days since admission", max: days[days.length - 1] ?? 1 }, "x"),
      yAxis: shareAxis({ max: 1 }),
      tooltip: tooltip("axis", ({ dataIndex }) =>
        statusTip(
          days[dataIndex] ?? 0,
          shown.map((state) => [label(state), at(state, days[dataIndex] ?? 0)]),
        ),
      ),
      series: stacked(shown, days, at, fill),
    }),
    table: () => statusTable(days, shown, at, table.leftOut),
  });
}

/// Sums are made here, as curves on a value axis cannot be stacked by the chart.
function stacked(
  states: readonly string[],
  days: readonly number[],
  at: (state: string, day: number) => number,
  fill: ReadonlyMap<string, string>,
): object[] {
  const sums = days.map(() => 0);
  const areas: object[] = [];
  for (const state of states) {
    const low = [...sums];
    days.forEach((day, i) => {
      sums[i] = Math.min(1, sums[i]! + at(state, day));
    });
    areas.push(
      band(
        days.map((day, i) => [day, low[i]!, sums[i]!] as const),
        fill.get(state)!,
        0.85,
      ),
    );
  }
  return [
    ...areas,
    {
      ...line(
        days.map((day): Point => [day, 1]),
        "transparent",
      ),
      silent: true,
    },
  ];
}

function statusOrder(results: Results, states: readonly string[]): string[] {
  const kinds = stateKinds(results);
  const order: Record<StateKind, number> = { level: 0, community: 2, outcome: 3, source: 4 };
  const levels = results.table("levels.csv")?.distinct("level") ?? [];
  const rank = (state: string): number => (state === "waiting" ? 1 : (order[kinds.get(state) ?? "outcome"] ?? 3));
  return [...states].sort((a, b) => rank(a) - rank(b) || levels.indexOf(a) - levels.indexOf(b));
}

/// Levels in shades of the accent, the rest in colors of their own, so that "in care" reads as one area.
function statusColors(results: Results, states: readonly string[]): Map<string, string> {
  const kinds = stateKinds(results);
  const levels = states.filter((s) => kinds.get(s) === "level");
  let other = 0;
  return new Map(
    states.map((state) => {
      const at = levels.indexOf(state);
      if (at >= 0)
        return [state, `color-mix(in oklab, var(--accent) ${Math.round(100 - (70 * at) / Math.max(1, levels.length))}%, var(--paper))`];
      if (state === "waiting") return [state, color.wait];
      other += 1;
      return [state, series(other + 1)];
    }),
  );
}

function statusTip(day: number, lines: readonly (readonly [string, number])[]): Child {
  return tipLines(
    `day ${fixed(day, 0)}`,
    lines.filter(([, s]) => s > 0.0005).map(([label, s]) => [name(label), percent(s)] as const),
  );
}

function statusTable(
  days: readonly number[],
  states: readonly string[],
  at: (state: string, day: number) => number,
  leftOut: number,
): DataTable {
  return {
    columns: [{ title: "day" }, ...states.map((title) => ({ title }))],
    rows: days.map((day) => [day, ...states.map((state) => at(state, day))]),
    note: `From status.csv${leftOut > 0 ? `; days in between and intervals are only there` : ", which has the intervals too"}.`,
  };
}

export interface Curve {
  measure: string;
  title: string;
  /// The line of the glossary that explains it.
  word?: string;
  plain: string;
  about: string;
}

export const curves: readonly Curve[] = [
  {
    measure: "retention",
    title: "Still in care",
    word: "retention",
    plain: "still in care",
    about: "Share of people not yet discharged, by day since admission.",
  },
  {
    measure: "completion",
    title: "Episode completed",
    word: "completion",
    plain: "episode completed",
    about: "Share whose episode has ended as planned, by day since admission.",
  },
  {
    measure: "readmission",
    title: "Admitted again",
    word: "readmission",
    plain: "admitted again",
    about: "Share back at the same or a more intensive level, by day since discharge.",
  },
  {
    measure: "relapse",
    title: "Relapsed",
    word: "relapse",
    plain: "relapsed",
    about: "Share that has relapsed before coming back into care, by day since discharge.",
  },
  {
    measure: "untreated",
    title: "Referred and not yet in any level",
    plain: "not yet treated",
    about: "Share of people referred who have not been admitted anywhere, by day since referral.",
  },
  {
    measure: "recovery",
    title: "Recovered",
    plain: "recovered",
    about: "Share that has come to an outcome called recovery, by day since admission.",
  },
];

/// Of one level: who leaves it and is in the next, or back.
export const curvesOfLevel: readonly Curve[] = [
  {
    measure: "linkage",
    title: "In a next level",
    plain: "admitted to any level",
    about: "Share admitted to any level, by day since the stay here ended; a move without a gap counts at once.",
  },
  {
    measure: "readmission_each",
    title: "Back after discharge from here",
    word: "readmission",
    plain: "admitted again",
    about: "Share back here or at a more intensive level, by day since discharge from here.",
  },
];

/// One curve with its band and the numbers at risk; groups beside it where everybody is shown.
export function survivalCurve(results: Results, curve: Curve, group: string, state = "all"): HTMLElement | null {
  const table = results.table("survival.csv");
  if (!table) return null;
  const of = (g: string): Row[] => table.where({ measure: curve.measure, state, group: g });
  const main = of(group);
  if (main.length < 2 || main.every((row) => !row.number("estimate"))) return null;
  const groups = group === "all" ? results.groups.filter((g) => g !== "all").slice(0, 8) : [];
  const others = groups.map((g, i) => ({ group: g, rows: of(g), stroke: series(i + 2) })).filter((o) => o.rows.length > 1);
  return chartFigure({
    title: curve.word ? term(curve.title, curve.word) : curve.title,
    about: curve.about,
    legend: [
      { color: color.accent, label: name(group === "all" ? "everybody" : group.replace("=", ": ")), shape: "line" },
      ...others.map((o) => ({ color: o.stroke, label: name(o.group.replace("=", ": ")), shape: "line" as const })),
    ],
    label: `Line chart: share ${curve.plain}, by day. ${spoken(main)}`,
    option: () => ({
      ...still,
      grid: gridNamed,
      xAxis: valueAxis({ name: "days", min: 0, max: last(main) }, "x"),
      yAxis: shareAxis(),
      tooltip: tooltip("axis", ({ dataIndex }) => curveTip(main[dataIndex])),
      series: [
        line(points(main), color.accent, { step: main.length < 40 }),
        band(
          main.map((row) => [row.number("day")!, row.number("low"), row.number("high")]),
          color.accent,
          0.2,
        ),
        ...others.map((o) => ({ ...line(points(o.rows), o.stroke, { width: 1.5 }), silent: true })),
      ],
    }),
    under: atRisk(main),
    table: () => csvData(results, table, main, "day estimate low high at_risk"),
  });
}

function points(rows: readonly Row[]): Point[] {
  return rows.map((row): Point => [row.number("day")!, row.number("estimate")]);
}

function last(rows: readonly Row[]): number {
  return rows[rows.length - 1]?.number("day") ?? 1;
}

function spoken(rows: readonly Row[]): string {
  const at = [30, 90, 365].map((day) => rows.find((row) => row.number("day") === day)).filter((row): row is Row => row !== undefined);
  return at.map((row) => `Day ${row.text("day")}: ${percent(row.number("estimate"))}.`).join(" ");
}

function curveTip(row: Row | undefined): Child {
  if (!row) return "";
  const [low, high] = [row.number("low"), row.number("high")];
  return tipLines(`day ${row.text("day")}`, [
    ["share", percent(row.number("estimate"), 1)],
    low === null || high === null ? null : ["interval", `${percent(low, 1)} to ${percent(high, 1)}`],
    ["at risk", number(row.number("at_risk"))],
  ]);
}

/// Numbers at risk at a few days, as under curves in a journal.
function atRisk(rows: readonly Row[]): Child {
  const wanted = [0, 30, 90, 180, 365, 730].filter((day) => day <= last(rows));
  const found = wanted.map((day) => rows.find((row) => row.number("day")! >= day)).filter((row): row is Row => row !== undefined);
  if (found.length === 0) return null;
  return scrollBox(
    "Numbers at risk",
    el(
      "table",
      { class: "at-risk" },
      el(
        "tbody",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "row" }, "Day"),
          found.map((row) => el("td", {}, row.text("day"))),
        ),
        el(
          "tr",
          {},
          el("th", { scope: "row" }, "At risk"),
          found.map((row) => el("td", {}, number(row.number("at_risk")))),
        ),
      ),
    ),
  );
}

export function sankey(results: Results, group: string): HTMLElement | null {
  const data = forwardMoves(results, group);
  const table = results.table("flows.csv");
  if (!table || data.links.length === 0) return null;
  const labels = new Map(data.nodes.map((n) => [n.name, n.label]));
  return chartFigure({
    title: "Flow of moves",
    about: [
      "Height: people a year. ",
      data.backwards > 0
        ? `${percent(data.backwards / data.all)} of moves go back up (escalations and the like) and are not drawn; they are in the pathway above.`
        : "All moves are drawn.",
    ],
    isWide: true,
    height: Math.max(320, data.nodes.length * 30),
    label: `Flow drawing of ${data.links.length} kinds of moves from arrival through levels to outcomes.`,
    option: (width) => ({
      ...still,
      tooltip: tooltip("item", (at) => sankeyTip(at.data, labels)),
      series: [sankeySeries(data, labels, width)],
    }),
    table: () =>
      csvData(results, table, table.where({ group }), "from to move moves_per_year moves_per_year_low moves_per_year_high share"),
  });
}

const nodeFill: Record<string, string> = {
  source: color.quiet,
  return: color.wait,
  level: color.accent,
  community: "var(--s3)",
  outcome: "var(--s4)",
};

/// Names are cut to the width between columns, but at the right end there is room.
function sankeySeries(data: ForwardMoves, labels: ReadonlyMap<string, string>, width: number): object {
  const right = width > 600 ? 150 : 90;
  const between = Math.max(44, (width - right - 20) / columnsOf(data.links) - 22);
  const isLast = (node: string): boolean => data.links.every((link) => link.source !== node);
  return {
    type: "sankey",
    left: 4,
    right,
    top: 8,
    bottom: 8,
    nodeGap: 12,
    nodeWidth: 12,
    draggable: false,
    emphasis: { disabled: true },
    data: data.nodes.map((n) => ({
      name: n.name,
      itemStyle: { color: nodeFill[n.kind], borderWidth: 0 },
      label: isLast(n.name) ? {} : { width: between },
    })),
    links: data.links,
    lineStyle: { color: color.accent, opacity: 0.22, curveness: 0.5 },
    label: {
      color: color.ink,
      fontFamily: font,
      fontSize: 12,
      width: right - 10,
      overflow: "truncate",
      formatter: (p: { name: string }) => labels.get(p.name) ?? p.name,
    },
  };
}

function sankeyTip(data: unknown, labels: ReadonlyMap<string, string>): Child {
  const link = data as { source?: string; target?: string; value?: number; name?: string };
  if (link.source === undefined || link.target === undefined) return name(labels.get(link.name ?? "") ?? "");
  return tipLines(
    [name(labels.get(link.source) ?? ""), " → ", name(labels.get(link.target) ?? "")],
    [["people a year", number(link.value ?? null)]],
  );
}

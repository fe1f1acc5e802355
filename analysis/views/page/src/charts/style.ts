import { append, el, type Child } from "../html.ts";
import { fixed } from "../numbers.ts";

/// Looks that all charts share. Colors are CSS variables of the page.

export const color = {
  ink: "var(--ink)",
  quiet: "var(--quiet)",
  line: "var(--line)",
  accent: "var(--accent)",
  accentSoft: "var(--accent-soft)",
  lost: "var(--lost)",
  wait: "var(--wait)",
  good: "var(--good)",
  paper: "var(--paper)",
} as const;

/// Colors of states and groups, to be told apart in both themes.
export function series(i: number): string {
  return `var(--s${(i % 12) + 1})`;
}

export const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

const text = { color: color.quiet, fontSize: 12, fontFamily: font };

interface Axis {
  name?: string;
  min?: number;
  max?: number;
  format?: (value: number) => string;
}

export function valueAxis(axis: Axis = {}, where: "x" | "y" = "y"): Record<string, unknown> {
  const format = axis.format ?? ((value: number) => fixed(value, decimalsOfTick(value)));
  return {
    type: "value",
    name: axis.name ?? "",
    nameLocation: where === "x" ? "middle" : "end",
    nameGap: where === "x" ? 30 : 12,
    nameTextStyle: { ...text, align: where === "x" ? "center" : "left", padding: where === "x" ? 0 : [0, 0, 0, -30] },
    ...(axis.min === undefined ? {} : { min: axis.min }),
    ...(axis.max === undefined ? {} : { max: axis.max }),
    axisLabel: { ...text, formatter: format, hideOverlap: true },
    axisLine: { show: where === "x", lineStyle: { color: color.line } },
    axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: color.line, opacity: 0.6 } },
    minorTick: { show: false },
  };
}

function decimalsOfTick(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || Number.isInteger(value)) return 0;
  return size >= 1 ? 1 : size >= 0.1 ? 2 : 3;
}

/// Ends of an axis, and the step between its ticks, that hold all these values and read well.
export function niceExtent(values: readonly number[], ticks = 5): { min: number; max: number; interval: number } | Record<string, never> {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!Number.isFinite(low) || !Number.isFinite(high) || high <= low) return {};
  const rough = (high - low) / ticks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const interval = power * ([1, 2, 5].find((m) => m * power >= rough) ?? 10);
  const clean = (x: number): number => Number(x.toPrecision(12));
  return { min: clean(Math.floor(low / interval) * interval), max: clean(Math.ceil(high / interval) * interval), interval };
}

export const percentTick = (value: number): string =>
  `${fixed(value * 100, Math.abs(value * 100 - Math.round(value * 100)) > 1e-6 ? 1 : 0)} %`;

/// A share of everything begins at 0, and ends at 1 where it comes near.
export const shareAxis = (extra: Axis = {}): Record<string, unknown> => valueAxis({ min: 0, format: percentTick, ...extra });

export function categoryAxis(names: readonly string[], width: number, where: "x" | "y"): Record<string, unknown> {
  return {
    type: "category",
    data: names,
    inverse: where === "y",
    axisLabel: {
      ...text,
      color: color.ink,
      interval: where === "y" ? 0 : "auto",
      width: where === "y" ? labelWidth(width) : undefined,
      overflow: where === "y" ? "truncate" : "none",
      formatter: (value: string) => value,
    },
    axisLine: { lineStyle: { color: color.line } },
    axisTick: { show: false },
  };
}

/// Room for names beside horizontal bars, and never more than reads well.
export function labelWidth(width: number): number {
  return Math.round(Math.min(210, width * 0.42));
}

export function timeAxis(): Record<string, unknown> {
  return {
    type: "time",
    axisLabel: { ...text, hideOverlap: true, formatter: monthLabel },
    axisLine: { lineStyle: { color: color.line } },
    axisTick: { lineStyle: { color: color.line } },
    splitLine: { show: false },
  };
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function monthLabel(time: number): string {
  const date = new Date(time);
  const month = date.getUTCMonth();
  if (date.getUTCDate() !== 1) return `${date.getUTCDate()} ${months[month] ?? ""}`;
  return month === 0 ? String(date.getUTCFullYear()) : (months[month] ?? "");
}

/// "2032-01-04" as a moment; the program's calendar knows no time zones.
export function moment(date: string): number {
  const [year = 1970, month = 1, day = 1] = date.split(/[-T]/).map(Number);
  return Date.UTC(year, month - 1, day);
}

export const grid = { left: 8, right: 16, top: 30, bottom: 8, containLabel: true };
export const gridNamed = { ...grid, bottom: 30 };
export const gridPlain = { ...grid, top: 10 };

export function tooltip(trigger: "axis" | "item", content: (at: TipAt) => Child): Record<string, unknown> {
  return {
    trigger,
    confine: true,
    axisPointer: { type: "line", lineStyle: { color: color.quiet, opacity: 0.5 } },
    backgroundColor: color.paper,
    borderColor: color.line,
    borderWidth: 1,
    padding: [8, 10],
    textStyle: { color: color.ink, fontSize: 13, fontFamily: font },
    extraCssText: "box-shadow:0 4px 18px rgba(0,0,0,.14);max-width:320px;white-space:normal;",
    formatter: (parameters: unknown): HTMLElement => tip(content(firstOf(parameters))),
  };
}

export interface TipAt {
  dataIndex: number;
  seriesIndex: number;
  data: unknown;
  dataType?: string;
}

function firstOf(parameters: unknown): TipAt {
  return (Array.isArray(parameters) ? parameters[0] : parameters) as TipAt;
}

function tip(content: Child): HTMLElement {
  const box = el("div", { class: "tip", dir: "auto" });
  append(box, content);
  return box;
}

/// Lines of a tooltip: a title, then names and values.
export function tipLines(title: Child, lines: readonly (readonly [Child, Child] | null)[]): Child {
  return [
    el("strong", {}, title),
    el(
      "table",
      {},
      lines.filter((l) => l !== null).map((l) => el("tr", {}, el("td", {}, l[0]), el("td", { class: "n" }, l[1]))),
    ),
  ];
}

export const still = { animation: false, textStyle: { fontFamily: font }, useUTC: true };

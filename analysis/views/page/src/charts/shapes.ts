import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from "echarts";
import { color } from "./style.ts";

/// Series that the charts are made of. A missing value is a gap, never a zero.

export type Point = readonly [x: number, y: number | null];

export function line(points: readonly Point[], stroke: string, look: { dash?: boolean; step?: boolean; width?: number } = {}): object {
  return {
    type: "line",
    data: points,
    showSymbol: points.length === 1,
    symbol: "circle",
    symbolSize: 6,
    connectNulls: false,
    ...(look.step ? { step: "end" } : {}),
    lineStyle: { color: stroke, width: look.width ?? 2, type: look.dash ? [5, 4] : "solid" },
    itemStyle: { color: stroke },
    emphasis: { disabled: true },
    z: 3,
  };
}

export type BandPoint = readonly [x: number, low: number | null, high: number | null];

/// The area between two curves: one polygon for each stretch without a gap.
export function band(points: readonly BandPoint[], fill: string, opacity = 0.16): object {
  const stretches: (readonly [number, number, number])[][] = [[]];
  for (const [x, low, high] of points) {
    if (low === null || high === null) stretches.push([]);
    else stretches[stretches.length - 1]!.push([x, low, high]);
  }
  return {
    type: "custom",
    data: stretches.flat(),
    encode: { x: 0, y: [1, 2] },
    silent: true,
    clip: true,
    z: 1,
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      if (params.dataIndex !== 0) return null;
      return {
        type: "group",
        silent: true,
        children: stretches
          .filter((s) => s.length > 1)
          .map((stretch) => ({ type: "polygon", silent: true, shape: { points: outline(stretch, api) }, style: { fill, opacity } })),
      };
    },
  };
}

function outline(stretch: readonly (readonly [number, number, number])[], api: CustomSeriesRenderItemAPI): number[][] {
  const upper = stretch.map(([x, , high]) => api.coord([x, high]));
  const lower = stretch.map(([x, low]) => api.coord([x, low])).reverse();
  return [...upper, ...lower];
}

/// Interval lines. `data`: position on the category axis, low, high, and the middle for the axis' extent.
export function whiskers(
  data: readonly (readonly [at: number, low: number | null, high: number | null])[],
  where: "x" | "y",
  stroke: string | ((i: number) => string) = color.ink,
  shift = 0,
): object {
  const shown = data.map(([at, low, high], i) => ({ at, low, high, i })).filter((d) => d.low !== null && d.high !== null);
  return {
    type: "custom",
    data: shown.map((d) => (where === "x" ? [d.low, d.at, d.high] : [d.at, d.low, d.high])),
    encode: where === "x" ? { x: [0, 2], y: 1 } : { x: 0, y: [1, 2] },
    silent: true,
    clip: false,
    z: 5,
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const d = shown[params.dataIndex];
      if (!d) return null;
      const of = typeof stroke === "string" ? stroke : stroke(d.i);
      return whisker(where, d.at, d.low!, d.high!, shift, of, api);
    },
  };
}

function whisker(
  where: "x" | "y",
  at: number,
  low: number,
  high: number,
  shift: number,
  stroke: string,
  api: CustomSeriesRenderItemAPI,
): object {
  const from = api.coord(where === "x" ? [low, at] : [at, low]);
  const to = api.coord(where === "x" ? [high, at] : [at, high]);
  const x = where === "y" ? shift : 0;
  const y = where === "x" ? shift : 0;
  const [x1, y1, x2, y2] = [from[0]! + x, from[1]! + y, to[0]! + x, to[1]! + y];
  const cap = 3;
  const part = (a: number, b: number, c: number, d: number): object => ({
    type: "line",
    silent: true,
    shape: { x1: a, y1: b, x2: c, y2: d },
    style: { stroke, lineWidth: 1.5 },
  });
  const ends =
    where === "x"
      ? [part(x1, y1 - cap, x1, y1 + cap), part(x2, y2 - cap, x2, y2 + cap)]
      : [part(x1 - cap, y1, x1 + cap, y1), part(x2 - cap, y2, x2 + cap, y2)];
  return { type: "group", silent: true, children: [part(x1, y1, x2, y2), ...ends] };
}

/// Dots at points, or at [value, row] where names run downwards.
export function dots(points: readonly { at: readonly (number | null)[]; fill: string }[], size = 9): object {
  return {
    type: "scatter",
    symbolSize: size,
    emphasis: { disabled: true },
    z: 6,
    data: points.map(({ at, fill }) => ({ value: at, itemStyle: { color: fill } })),
  };
}

/// A bar for each name.
export function bars(
  values: readonly { value: number | null; fill: string; opacity?: number }[],
  look: object = { barWidth: "58%" },
): object {
  return {
    type: "bar",
    emphasis: { disabled: true },
    ...look,
    data: values.map(({ value, fill, opacity }) => ({ value, itemStyle: { color: fill, opacity: opacity ?? 1 } })),
  };
}

/// Bars from one value to another, one row each, which need not begin at zero.
export function spans(rows: readonly (readonly [from: number, to: number, fill: string][])[], thickness = 16): object {
  const flat = rows.flatMap((row, at) => row.map(([from, to, fill]) => ({ at, from, to, fill })));
  return {
    type: "custom",
    data: flat.map((bar) => [bar.from, bar.at, bar.to]),
    encode: { x: [0, 2], y: 1 },
    z: 3,
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const bar = flat[params.dataIndex];
      if (!bar) return null;
      const [a, b] = [api.coord([bar.from, bar.at]), api.coord([bar.to, bar.at])];
      return {
        type: "rect",
        shape: { x: Math.min(a[0]!, b[0]!), y: a[1]! - thickness / 2, width: Math.abs(b[0]! - a[0]!), height: thickness },
        style: { fill: bar.fill },
      };
    },
  };
}

/// A value to compare with: a thin dashed line across the chart. "down": on x, where names run downwards.
export function across(value: number, label: string, stroke: string, where: "x" | "y" | "down"): object {
  return {
    type: "line",
    data: [],
    markLine: {
      silent: true,
      symbol: "none",
      animation: false,
      label: {
        show: true,
        formatter: () => label,
        color: stroke,
        fontSize: 12,
        position: where === "y" ? "insideEndTop" : where === "x" ? "end" : "start",
        distance: where === "y" ? 2 : 4,
      },
      lineStyle: { color: stroke, type: [3, 3], width: 1.5, opacity: 1 },
      data: [where === "y" ? { yAxis: value } : { xAxis: value }],
    },
  };
}

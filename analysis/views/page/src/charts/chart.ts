import type { EChartsCoreOption, ECharts } from "echarts/core";
import * as echarts from "echarts/core";
import { BarChart, CustomChart, LineChart, SankeyChart, ScatterChart } from "echarts/charts";
import { GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

echarts.use([BarChart, CustomChart, LineChart, SankeyChart, ScatterChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/// Charts in the page. All colors in them are CSS variables, so the theme and print need no redrawing.

interface Mounted {
  chart: ECharts | null;
  option: (width: number) => EChartsCoreOption;
}

const mounted = new Map<HTMLElement, Mounted>();
const waiting: HTMLElement[] = [];
let isScheduled = false;
let whenDrawn: (() => void) | null = null;

/// A box that gets its chart once it is in the page. Charts are drawn one after the other, so that the first
/// screen does not wait for the last.
export function chartBox(height: number, label: string, option: (width: number) => EChartsCoreOption): HTMLElement {
  const box = document.createElement("div");
  box.className = "chart";
  box.style.height = `${height}px`;
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", label);
  mounted.set(box, { chart: null, option });
  waiting.push(box);
  schedule();
  return box;
}

export function onAllDrawn(listener: () => void): void {
  whenDrawn = listener;
  schedule();
}

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  setTimeout(drawSome, 0);
}

function drawSome(): void {
  isScheduled = false;
  const until = performance.now() + 30;
  while (waiting.length > 0 && performance.now() < until) drawNext();
  if (waiting.length > 0) schedule();
  else whenDrawn?.();
}

function drawNext(): void {
  const box = waiting.shift();
  const entry = box && mounted.get(box);
  if (!box || !entry || entry.chart || !box.isConnected) return;
  const width = Math.max(240, box.clientWidth);
  entry.chart = echarts.init(box, null, { renderer: "svg", width, height: box.clientHeight });
  entry.chart.setOption(entry.option(width));
  hideFromReaders(box);
  resizes.observe(box);
}

/// The box has its own label and a table beside it; what is inside the drawing would only be noise.
function hideFromReaders(box: HTMLElement): void {
  box.querySelector("svg")?.setAttribute("aria-hidden", "true");
}

export function disposeChartsIn(parent: HTMLElement): void {
  for (const [box, entry] of mounted) {
    if (!parent.contains(box)) continue;
    resizes.unobserve(box);
    entry.chart?.dispose();
    mounted.delete(box);
  }
}

/// Fits every chart to its box at once; used before printing, where the page has another width.
export function fitAllCharts(): void {
  while (waiting.length > 0) drawNext();
  for (const [box, entry] of mounted) fit(box, entry);
}

function fit(box: HTMLElement, entry: Mounted): void {
  if (!entry.chart || box.clientWidth === 0) return;
  const width = Math.max(240, box.clientWidth);
  if (Math.abs(entry.chart.getWidth() - width) < 1) return;
  entry.chart.resize({ width, height: box.clientHeight });
  entry.chart.setOption(entry.option(width), { notMerge: true });
  entry.chart.getZr().flush();
  hideFromReaders(box);
}

const resizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const entry = mounted.get(target as HTMLElement);
    if (entry) fit(target as HTMLElement, entry);
  }
});

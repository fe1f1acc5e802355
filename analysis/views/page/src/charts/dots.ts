import { name, type Child } from "../html.ts";
import type { Figure } from "../numbers.ts";
import { chartFigure, type DataTable, type LegendItem } from "./figure.ts";
import { across, dots as dotSeries, whiskers } from "./shapes.ts";
import { categoryAxis, color, gridPlain, niceExtent, still, tipLines, tooltip, valueAxis } from "./style.ts";

/// Dots with interval lines, one row each; zero, or another value to compare with, is marked.

export interface Dot extends Figure {
  label: string;
  fill?: string;
  /// Lines of the tooltip besides the value.
  more?: readonly (readonly [Child, Child])[];
}

export interface DotsSpec {
  title: Child;
  about?: Child;
  label: string;
  dots: readonly Dot[];
  legend?: readonly LegendItem[];
  mark?: { value: number; label: string };
  format?: (value: number) => string;
  words: (of: Figure) => string;
  axis?: string;
  isWide?: boolean;
  table: () => DataTable;
}

export function dotFigure(spec: DotsSpec): HTMLElement {
  const { dots } = spec;
  return chartFigure({
    title: spec.title,
    about: spec.about,
    label: spec.label,
    ...(spec.legend ? { legend: spec.legend } : {}),
    ...(spec.isWide ? { isWide: true } : {}),
    height: 66 + dots.length * 26 + (spec.axis ? 20 : 0),
    option: (width) => ({
      ...still,
      grid: { ...gridPlain, right: spec.mark?.label ? 36 : 16, top: spec.mark?.label ? 24 : 10, bottom: spec.axis ? 30 : 8 },
      xAxis: {
        ...valueAxis({ ...(spec.format ? { format: spec.format } : {}), name: spec.axis ?? "" }, "x"),
        ...extent(dots, spec.mark?.value),
      },
      yAxis: categoryAxis(
        dots.map((d) => d.label),
        width,
        "y",
      ),
      tooltip: tooltip("axis", ({ dataIndex }) => dotTip(dots[dataIndex], spec.words)),
      series: [
        ...(spec.mark ? [across(spec.mark.value, spec.mark.label, color.quiet, "down")] : []),
        dotSeries(dots.map((d, i) => ({ at: [d.value, i], fill: d.fill ?? color.accent }))),
        whiskers(
          dots.map((d, i) => [i, d.low, d.high]),
          "x",
          (i) => dots[i]?.fill ?? color.accent,
        ),
      ],
    }),
    table: spec.table,
  });
}

/// The mark is always in the picture.
function extent(dots: readonly Dot[], mark: number | undefined): object {
  const ends = dots.flatMap((d) => [d.value, d.low ?? d.value, d.high ?? d.value]);
  return niceExtent(mark === undefined ? ends : [...ends, mark]);
}

function dotTip(dot: Dot | undefined, words: (of: Figure) => string): Child {
  if (!dot) return "";
  return tipLines(name(dot.label), [["", words(dot)], ...(dot.more ?? [])]);
}

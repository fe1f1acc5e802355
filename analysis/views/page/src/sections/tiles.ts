import { el, type Child } from "../html.ts";
import { decimals, fixed, interval, type Figure } from "../numbers.ts";

/// The large numbers of the first page.
export interface Tile {
  value: string;
  unit?: string;
  range?: string;
  label: Child;
}

/// A figure with its interval; percentages have one decimal at most.
export function tile(of: Figure, unit: string, label: Child): Tile {
  const digits = unit === "%" ? Math.min(1, decimals(of)) : decimals(of);
  const range = interval(of, digits).slice(2, -1);
  return { value: fixed(of.value, digits), unit, range, label };
}

export function tiles(all: readonly Tile[]): Child {
  if (all.length === 0) return null;
  return el(
    "dl",
    { class: "tiles" },
    all
      .slice(0, 4)
      .map((t) =>
        el(
          "div",
          {},
          el("dt", {}, t.label),
          el(
            "dd",
            {},
            el("span", { class: "value" }, t.value),
            t.unit ? el("span", { class: "unit" }, ` ${t.unit}`) : null,
            t.range ? el("span", { class: "range" }, t.range) : null,
          ),
        ),
      ),
  );
}

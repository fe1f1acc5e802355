import { disposeChartsIn } from "./charts/chart.ts";
import { el } from "./html.ts";
import type { Results } from "./results.ts";

/// What the reader has chosen. Parts of the page that depend on a choice are built again when it changes.
export type Choice = "group" | "level";

export class Page {
  private readonly listeners: Record<Choice, (() => void)[]> = { group: [], level: [] };
  private readonly chosen: Record<Choice, string>;

  constructor(
    readonly results: Results,
    level: string,
  ) {
    this.chosen = { group: "all", level };
  }

  get group(): string {
    return this.chosen.group;
  }

  get level(): string {
    return this.chosen.level;
  }

  choose(what: Choice, value: string): void {
    if (this.chosen[what] === value) return;
    this.chosen[what] = value;
    for (const listener of this.listeners[what]) listener();
  }

  onChange(what: Choice, listener: () => void): void {
    this.listeners[what].push(listener);
  }

  /// A part of the page that is built now, and again whenever one of the choices changes.
  live(choices: readonly Choice[], build: () => Node[]): HTMLElement {
    const box = el("div", { class: "live" });
    const renew = (): void => {
      disposeChartsIn(box);
      box.replaceChildren(...build());
    };
    renew();
    for (const choice of choices) this.onChange(choice, renew);
    return box;
  }
}

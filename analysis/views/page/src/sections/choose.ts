import { disposeChartsIn } from "../charts/chart.ts";
import { append, el, freshId, type Child } from "../html.ts";

/// A select box with its label. Options: value and words.
export interface Choice {
  label: string;
  options: readonly (readonly [value: string, words: string])[];
}

/// Charts that depend on select boxes of their own: built now, and again when one of them changes.
export function chosen(choices: readonly Choice[], build: (values: readonly string[]) => Child): HTMLElement {
  const values = choices.map((choice) => choice.options[0]?.[0] ?? "");
  const box = el("div", { class: "live" });
  const renew = (): void => {
    disposeChartsIn(box);
    box.replaceChildren();
    append(box, build(values));
  };
  const selects = choices.map((choice, i) => {
    const id = freshId("choose");
    const select = el(
      "select",
      { id },
      choice.options.map(([value, words]) => el("option", { value }, words)),
    );
    select.addEventListener("change", () => {
      values[i] = select.value;
      renew();
    });
    return choice.options.length > 1 ? el("span", { class: "choice" }, el("label", { for: id }, choice.label), select) : null;
  });
  renew();
  return el("div", {}, selects.some(Boolean) ? el("div", { class: "choices" }, selects) : null, box);
}

import { csvData, dataDetails, legend, scrollBox } from "../charts/figure.ts";
import { color } from "../charts/style.ts";
import { el } from "../html.ts";
import type { Page } from "../page.ts";
import { drawPathway } from "../pathway/draw.ts";
import { term } from "../words/glossary.ts";
import { section, type Section } from "./section.ts";

const columns = "from to move moves_per_year moves_per_year_low moves_per_year_high share share_low share_high n";

export function pathwaySection(page: Page): Section | null {
  const flows = page.results.table("flows.csv");
  if (!flows || !page.results.table("levels.csv")) return null;
  return section(
    "pathway",
    "The pathway",
    [
      "Arrows are people a year, the thicker the more; numbers stand on the busiest ones, the others show theirs under the pointer and in the table. The fill of a level is the share of its places in use.",
    ],
    page.live(["group"], () =>
      [
        legend([
          { color: color.accent, label: term("step-down"), shape: "line" },
          { color: color.wait, label: term("escalation"), shape: "line" },
          { color: color.quiet, label: "into and out of care", shape: "line" },
          { color: color.lost, label: [term("lost"), " while waiting"], shape: "line" },
        ]),
        scrollBox("Drawing of the pathway", drawPathway(page.results, page.group)),
        dataDetails(() => csvData(page.results, flows, flows.where({ group: page.group }), columns)),
        page.group === "all" ? "" : el("p", { class: "small" }, "Of this group only; places and their use are everybody's."),
      ].map((part) => (typeof part === "string" ? document.createTextNode(part) : part)),
    ),
  );
}

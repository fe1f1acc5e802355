import { onAllDrawn } from "./charts/chart.ts";
import { groupName, readLevels, tightest } from "./facts.ts";
import { append, el, name } from "./html.ts";
import { Page } from "./page.ts";
import { Results, type RawResults } from "./results.ts";
import { board } from "./sections/board.ts";
import { levelsSection } from "./sections/levels.ts";
import { glossarySection, methodSection } from "./sections/method.ts";
import { pathwaySection } from "./sections/pathway.ts";
import { experimentOf } from "./sections/others.ts";
import { peopleSection } from "./sections/people.ts";
import { moneySection, staffSection } from "./sections/resources.ts";
import type { Section } from "./sections/section.ts";
import { endPrint, preparePrint } from "./print.ts";
import { printButton, themeButton } from "./theme.ts";

function read(): Results {
  const raw = JSON.parse(document.getElementById("results")?.textContent ?? "") as RawResults;
  if (raw.format !== 1) throw new Error(`results of format ${String(raw.format)}; this page reads format 1`);
  return new Results(raw);
}

function groupChooser(page: Page): HTMLElement | null {
  const { groups } = page.results;
  if (groups.length < 2) return null;
  const select = el(
    "select",
    { id: "choose-group" },
    groups.map((group) => el("option", { value: group }, groupName(group))),
  );
  select.addEventListener("change", () => page.choose("group", select.value));
  return el("span", { class: "choice" }, el("label", { for: "choose-group" }, "People"), select);
}

function bar(page: Page, sections: readonly Section[]): HTMLElement {
  return el(
    "nav",
    { class: "bar", "aria-label": "Parts of the report" },
    el(
      "ul",
      {},
      [{ id: "answer", title: "Answer" }, ...sections].map((s) => el("li", {}, el("a", { href: `#${s.id}` }, s.title))),
    ),
    el("div", { class: "tools" }, groupChooser(page), themeButton(), printButton()),
  );
}

function build(): void {
  const results = read();
  const levels = readLevels(results);
  const page = new Page(results, (tightest(levels) ?? levels[0])?.name ?? "");
  const experiment = levels.length > 0 ? null : experimentOf(results);
  const first = board(page, experiment);
  const sections = [
    ...(experiment?.sections(page) ?? []),
    pathwaySection(page),
    levelsSection(page),
    peopleSection(page),
    staffSection(page),
    moneySection(page),
    methodSection(page),
    glossarySection(),
  ].filter((s): s is Section => s !== null);
  const main = document.getElementById("report")!;
  main.replaceChildren();
  append(document.getElementById("bar")!, bar(page, sections));
  append(
    main,
    first,
    sections.map((s) => s.element),
  );
  const { program, version } = results.manifest;
  append(main, el("footer", {}, "Made by ", name(`${program ?? "stepdown"} ${version ?? ""}`), ". Not clinical guidance."));
  onAllDrawn(() => {
    if (document.documentElement.dataset["ready"]) return;
    performance.mark("drawn");
    document.documentElement.dataset["ready"] = "yes";
  });
}

window.addEventListener("beforeprint", preparePrint);
window.addEventListener("afterprint", endPrint);
build();

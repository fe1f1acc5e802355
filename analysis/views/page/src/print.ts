import { fitAllCharts } from "./charts/chart.ts";

/// Paper: charts get its width, wide tables are made smaller, folded parts that matter are open, and the first
/// page is made to fit a page.

/// Height of the first page, in CSS pixels: Letter less its margins, and a little air.
const boardHeight = 925;

export function preparePrint(): void {
  document.documentElement.classList.add("printing");
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-print="open"]')) {
    if (details.open) continue;
    details.dataset["wasClosed"] = "yes";
    details.open = true;
  }
  fitAllCharts();
  for (const box of document.querySelectorAll<HTMLElement>(".scroll")) shrink(box.firstElementChild, box.clientWidth / box.scrollWidth);
  const board = document.querySelector<HTMLElement>(".board");
  if (board) fitToPage(board);
}

/// The largest of some steps at which the first part is no higher than a page. A smaller step has more room
/// beside, so text takes fewer lines: the height has to be measured each time.
function fitToPage(board: HTMLElement): void {
  for (let percent = 100; percent >= 50 && board.getBoundingClientRect().height > boardHeight; percent -= 4) {
    shrink(board, percent / 100);
    fitAllCharts();
  }
}

function shrink(element: Element | null, factor: number): void {
  if (!(element instanceof HTMLElement || element instanceof SVGElement) || !(factor < 1)) return;
  element.style.setProperty("zoom", String(Math.floor(factor * 1000) / 1000));
  element.dataset["shrunk"] = "yes";
}

export function endPrint(): void {
  document.documentElement.classList.remove("printing");
  for (const element of document.querySelectorAll<HTMLElement>("[data-shrunk]")) {
    element.style.removeProperty("zoom");
    delete element.dataset["shrunk"];
  }
  for (const details of document.querySelectorAll<HTMLDetailsElement>("details[data-was-closed]")) {
    details.open = false;
    delete details.dataset["wasClosed"];
  }
  fitAllCharts();
}

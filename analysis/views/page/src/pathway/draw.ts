import { groupName, readLevels, readMoves, stateKinds, type Level } from "../facts.ts";
import { append, svg } from "../html.ts";
import { fixed, number, percent } from "../numbers.ts";
import type { Results } from "../results.ts";
import { layOut, type Arrow, type Box } from "./layout.ts";

/// The pathway as an SVG drawing.
export function drawPathway(results: Results, group: string): SVGSVGElement {
  const moves = readMoves(results, group);
  const levels = readLevels(results, group);
  const layout = layOut(
    moves,
    stateKinds(results),
    levels.map((level) => level.name),
  );
  const drawing = svg("svg", {
    class: "pathway",
    viewBox: `0 0 ${layout.width} ${layout.height}`,
    width: layout.width,
    height: layout.height,
    role: "img",
    "aria-label": `The pathway of ${groupName(group).toLowerCase()}: ${levels.length} levels, people a year on the arrows. All numbers are in the table below.`,
  });
  append(drawing, defs(), headings());
  const order: Arrow["kind"][] = ["in", "out", "outside", "up", "down", "lost"];
  for (const kind of order) for (const arrow of layout.arrows) if (arrow.kind === kind) drawing.append(drawArrow(arrow, results));
  const facts = new Map(levels.map((level) => [level.name, level]));
  for (const box of layout.boxes) drawing.append(drawBox(box, facts.get(box.state), results));
  for (const arrow of readable(layout.arrows, layout.boxes)) drawing.append(drawNumber(arrow));
  return drawing;
}

function headings(): SVGElement[] {
  const at = (x: number, text: string): SVGElement => svg("text", { x, y: 16, class: "heading" }, text);
  return [at(8, "Come in"), at(330, "In care, most intensive first"), at(830, "Afterwards")];
}

const tips: readonly Arrow["kind"][] = ["in", "down", "up", "out", "outside", "lost"];

function defs(): SVGElement {
  return svg(
    "defs",
    {},
    tips.map((kind) =>
      svg(
        "marker",
        {
          id: `tip-${kind}`,
          viewBox: "0 0 8 8",
          refX: 6,
          refY: 4,
          markerWidth: 7,
          markerHeight: 7,
          markerUnits: "userSpaceOnUse",
          orient: "auto",
        },
        svg("path", { d: "M0 0.5 L8 4 L0 7.5 Z", class: `tip-${kind}` }),
      ),
    ),
  );
}

function drawArrow(arrow: Arrow, results: Results): SVGElement {
  return svg(
    "path",
    { d: arrow.path, class: `arrow ${arrow.kind}`, "stroke-width": fixed(arrow.width, 1), "marker-end": `url(#tip-${arrow.kind})` },
    svg("title", {}, sentence(arrow, results)),
  );
}

function sentence({ move, kind }: Arrow, results: Results): string {
  const from = results.label(move.from);
  if (kind === "lost") return `${from}: ${number(move.perYear)} people a year are lost while waiting`;
  const share = move.share === null ? "" : `, ${percent(move.share)} of those who leave ${from}`;
  const interval = move.low === null || move.high === null ? "" : ` (${number(move.low)} to ${number(move.high)})`;
  return `${from} → ${results.label(move.to)}: ${number(move.perYear)}${interval} people a year${share}`;
}

function drawBox(box: Box, level: Level | undefined, results: Results): SVGElement {
  const label = results.label(box.state);
  const group = svg("g", { class: `box ${box.kind}`, transform: `translate(${box.x} ${Math.round(box.y)})` });
  const use = level?.utilization?.value ?? null;
  append(
    group,
    svg("title", {}, label),
    svg("rect", { class: "body", width: box.width, height: box.height, rx: 6 }),
    use === null
      ? null
      : svg("rect", {
          class: use >= 0.95 ? "use full" : "use",
          width: fixed(Math.max(0, Math.min(1, use)) * (box.width - 2), 1),
          height: box.height - 2,
          x: 1,
          y: 1,
          rx: 5,
        }),
    boxText(box, label, level),
  );
  return group;
}

function boxText(box: Box, label: string, level: Level | undefined): SVGElement[] {
  const prefix = box.kind === "return" ? "back from " : "";
  const title = svg("text", { x: 12, y: level ? 23 : box.height / 2 + 5, class: "name" }, cut(prefix + label, (box.width - 22) / 8.2));
  if (!level) return [title];
  const wait = level.pDelay && level.pDelay.value > 0 ? ` · ${percent(level.pDelay.value)} wait` : "";
  const census = level.census ? number(level.census.value) : "–";
  const of = level.places === null ? " people" : ` of ${fixed(level.places, Number.isInteger(level.places) ? 0 : 1)}`;
  const use = level.utilization ? ` · ${percent(level.utilization.value)} used` : "";
  return [title, svg("text", { x: 12, y: 43, class: "facts" }, `${census}${of}${use}${wait}`)];
}

/// Cuts by characters a reader sees, so that an emoji is never cut in two.
export function cut(text: string, most: number): string {
  const characters = [...text];
  const whole = Math.floor(most);
  return characters.length <= whole ? text : `${characters.slice(0, whole - 1).join("")}…`;
}

/// Numbers of the busiest arrows first, as long as they do not lie on each other or on a box.
function readable(arrows: readonly Arrow[], boxes: readonly Box[]): Arrow[] {
  const kept: Arrow[] = [];
  const byFlow = [...arrows].sort((a, b) => Number(b.kind === "lost") - Number(a.kind === "lost") || b.move.perYear - a.move.perYear);
  for (const arrow of byFlow) {
    if (arrow.move.perYear < 0.5) continue;
    const isFree = kept.every((k) => Math.abs(k.labelX - arrow.labelX) > 42 || Math.abs(k.labelY - arrow.labelY) > 14);
    const isOutside =
      arrow.kind === "lost" ||
      boxes.every(
        (b) => arrow.labelX + 18 < b.x || arrow.labelX - 18 > b.x + b.width || arrow.labelY + 8 < b.y || arrow.labelY - 8 > b.y + b.height,
      );
    if (isFree && isOutside) kept.push(arrow);
  }
  return kept;
}

function drawNumber(arrow: Arrow): SVGElement {
  const isLost = arrow.kind === "lost";
  return svg(
    "text",
    { x: arrow.labelX, y: arrow.labelY + (isLost ? 0 : 4), class: `flow ${arrow.kind}`, "text-anchor": isLost ? "end" : "middle" },
    isLost ? `${number(arrow.move.perYear)} lost` : number(arrow.move.perYear),
  );
}

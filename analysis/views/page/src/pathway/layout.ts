import { isLoss, type Move, type StateKind } from "../facts.ts";

/// Where boxes and arrows of the pathway go. Three columns: who comes in, the levels from most to least
/// intensive, and where people are afterwards. Moves between levels are arcs beside the levels. So nothing
/// crosses a box, and thirty levels are only a longer column.

export interface Box {
  id: string;
  kind: StateKind | "return";
  state: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

export type ArrowKind = "in" | "down" | "up" | "out" | "outside" | "lost";

export interface Arrow {
  kind: ArrowKind;
  move: Move;
  path: string;
  width: number;
  labelX: number;
  labelY: number;
}

export interface Layout {
  width: number;
  height: number;
  boxes: Box[];
  arrows: Arrow[];
}

const columns = { left: 8, levels: 330, right: 830 };
const widths = { left: 150, levels: 270, right: 190 };
const levelHeight = 58;
const levelGap = 26;
const top = 34;
const totalWidth = 1120;

export function layOut(moves: readonly Move[], kinds: ReadonlyMap<string, StateKind>, levels: readonly string[]): Layout {
  const seen = moves.filter((m) => m.perYear > 0);
  const inside = levels.map((state, i) =>
    box(state, state, "level", columns.levels, widths.levels, top + i * (levelHeight + levelGap), levelHeight),
  );
  const height = Math.max(levels.length * (levelHeight + levelGap), 220) + top;
  const left = spread(leftStates(seen, kinds), columns.left, widths.left, height);
  const right = spread(rightStates(seen, kinds), columns.right, widths.right, height);
  const boxes = [...left, ...inside, ...right];
  const bottom = Math.max(...boxes.map((b) => b.y + b.height)) + 24;
  return { width: totalWidth, height: bottom, boxes, arrows: arrowsOf(seen, kinds, boxes) };
}

function box(id: string, state: string, kind: Box["kind"], x: number, width: number, y: number, height: number): Box {
  return { id, state, kind, x, y, width, height };
}

interface Place {
  id: string;
  state: string;
  kind: Box["kind"];
  weight: number;
}

/// Arrival sources, then community states from which people come (back) into care.
function leftStates(moves: readonly Move[], kinds: ReadonlyMap<string, StateKind>): Place[] {
  const found = new Map<string, Place>();
  for (const move of moves) {
    const kind = kinds.get(move.from);
    if (kinds.get(move.to) !== "level" && kind !== "source") continue;
    if (kind !== "source" && kind !== "community") continue;
    const place = found.get(leftId(move.from)) ?? {
      id: leftId(move.from),
      state: move.from,
      kind: kind === "source" ? "source" : "return",
      weight: 0,
    };
    place.weight += move.perYear;
    found.set(place.id, place);
  }
  return [...found.values()].sort((a, b) => Number(a.kind === "return") - Number(b.kind === "return"));
}

function rightStates(moves: readonly Move[], kinds: ReadonlyMap<string, StateKind>): Place[] {
  const found = new Map<string, Place>();
  for (const { from, to, perYear } of moves) {
    for (const state of [from, to]) {
      const kind = kinds.get(state);
      if (kind !== "community" && kind !== "outcome") continue;
      const place = found.get(state) ?? { id: state, state, kind, weight: 0 };
      if (state === to) place.weight += perYear;
      found.set(state, place);
    }
  }
  return [...found.values()].sort((a, b) => Number(a.kind === "outcome") - Number(b.kind === "outcome"));
}

function leftId(state: string): string {
  return `left ${state}`;
}

/// Boxes of an outer column, evenly over the height of the levels.
function spread(places: readonly Place[], x: number, width: number, height: number): Box[] {
  const each = 46;
  const step = Math.max(each + 24, (height - top) / Math.max(1, places.length));
  const used = step * places.length;
  const start = top + Math.max(0, (height - top - used) / 2) + (step - each) / 2;
  return places.map((p, i) => box(p.id, p.state, p.kind, x, width, start + i * step, each));
}

interface End {
  arrow: number;
  at: "from" | "to";
  other: number;
  size: number;
}

function arrowsOf(moves: readonly Move[], kinds: ReadonlyMap<string, StateKind>, boxes: readonly Box[]): Arrow[] {
  const byId = new Map(boxes.map((b) => [b.id, b]));
  const most = Math.max(1, ...moves.map((m) => m.perYear));
  const plain = moves.filter((m) => !isLoss(m.move));
  const drawn = plain.flatMap((move) => {
    const kind = arrowKind(move, kinds, byId);
    const from = byId.get(kind === "in" ? leftId(move.from) : move.from);
    const to = byId.get(move.to);
    return kind && from && to ? [{ move, kind, from, to, width: thickness(move.perYear, most) }] : [];
  });
  const ports = portsOf(drawn);
  return [
    ...drawn.map((d, i): Arrow => ({ kind: d.kind, move: d.move, width: d.width, ...curve(d, ports[i]!) })),
    ...lostArrows(moves, byId, most),
  ];
}

/// Grows with people; the root lifts the few, so that they still make a visible line.
function thickness(perYear: number, most: number): number {
  const share = perYear / most;
  return Math.max(0.8, 15 * share + 3 * Math.sqrt(share));
}

function arrowKind(move: Move, kinds: ReadonlyMap<string, StateKind>, boxes: ReadonlyMap<string, Box>): ArrowKind | null {
  const from = kinds.get(move.from);
  const to = kinds.get(move.to);
  if (from === "level" && to === "level") {
    return boxes.get(move.from)!.y <= boxes.get(move.to)!.y ? "down" : "up";
  }
  if (from === "source" || to === "level") return to === "level" ? "in" : "outside";
  return from === "level" ? "out" : "outside";
}

interface Drawn {
  move: Move;
  kind: ArrowKind;
  from: Box;
  to: Box;
  width: number;
}

interface Ports {
  from: number;
  to: number;
}

function sideOf(kind: ArrowKind, at: "from" | "to"): "left" | "right" {
  if (kind === "up") return "left";
  if (kind === "down" || kind === "outside") return "right";
  return at === "from" ? "right" : "left";
}

/// Heights at which arrows leave and reach their boxes: ordered by where they go, so that they do not cross there.
function portsOf(drawn: readonly Drawn[]): Ports[] {
  const sides = new Map<Box, { left: End[]; right: End[] }>();
  drawn.forEach((d, i) => {
    for (const at of ["from", "to"] as const) {
      const here = at === "from" ? d.from : d.to;
      const there = at === "from" ? d.to : d.from;
      const side = sides.get(here) ?? { left: [], right: [] };
      side[sideOf(d.kind, at)].push({ arrow: i, at, other: there.y + (there.x - here.x) / 1e4, size: d.width });
      sides.set(here, side);
    }
  });
  const ports = drawn.map((): Ports => ({ from: 0, to: 0 }));
  for (const [here, side] of sides) {
    for (const ends of [side.left, side.right]) placeEnds(here, ends, ports);
  }
  return ports;
}

function placeEnds(here: Box, ends: End[], ports: Ports[]): void {
  ends.sort((a, b) => a.other - b.other);
  ends.forEach((end, i) => {
    ports[end.arrow]![end.at] = here.y + ((i + 1) * here.height) / (ends.length + 1);
  });
}

function curve(d: Drawn, ports: Ports): { path: string; labelX: number; labelY: number } {
  const [y1, y2] = [ports.from, ports.to];
  const right = (b: Box): number => b.x + b.width;
  if (d.kind === "in" || d.kind === "out") {
    const [x1, x2] = [right(d.from), d.to.x];
    const middle = (x1 + x2) / 2;
    const at = d.kind === "in" ? 0.82 : 0.2;
    return {
      path: `M${r(x1)} ${r(y1)}C${r(middle)} ${r(y1)} ${r(middle)} ${r(y2)} ${r(x2)} ${r(y2)}`,
      ...bezier(x1, y1, middle, y1, middle, y2, x2, y2, at),
    };
  }
  const sign = d.kind === "up" ? -1 : 1;
  const x1 = d.kind === "up" ? d.from.x : right(d.from);
  const x2 = d.kind === "up" ? d.to.x : right(d.to);
  const reach = sign * Math.min(d.kind === "outside" ? 60 : 105, 26 + Math.abs(y2 - y1) * 0.28);
  const out = (sign > 0 ? Math.max(x1, x2) : Math.min(x1, x2)) + reach;
  return {
    path: `M${r(x1)} ${r(y1)}C${r(out)} ${r(y1)} ${r(out)} ${r(y2)} ${r(x2)} ${r(y2)}`,
    ...bezier(x1, y1, out, y1, out, y2, x2, y2, 0.5),
  };
}

function bezier(
  x1: number,
  y1: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  x2: number,
  y2: number,
  t: number,
): { labelX: number; labelY: number } {
  const s = 1 - t;
  const mix = (a: number, b: number, c: number, e: number): number => s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * e;
  return { labelX: r(mix(x1, ax, bx, x2)), labelY: r(mix(y1, ay, by, y2)) };
}

/// The lost of a level: one short red arrow, wherever they go afterwards.
function lostArrows(moves: readonly Move[], byId: ReadonlyMap<string, Box>, most: number): Arrow[] {
  const sums = new Map<string, Move>();
  for (const move of moves.filter((m) => isLoss(m.move))) {
    const sum = sums.get(move.from);
    if (sum) sum.perYear += move.perYear;
    else sums.set(move.from, { ...move, to: "lost", low: null, high: null, share: null });
  }
  return [...sums.values()].flatMap((move): Arrow[] => {
    const from = byId.get(move.from);
    if (!from) return [];
    const x = from.x + from.width - 34;
    const y = from.y + from.height;
    return [
      { kind: "lost", move, width: Math.min(9, thickness(move.perYear, most)), path: `M${x} ${y}v13`, labelX: x - 8, labelY: y + 15 },
    ];
  });
}

function r(value: number): number {
  return Math.round(value * 10) / 10;
}

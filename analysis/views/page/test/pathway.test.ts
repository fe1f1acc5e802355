import assert from "node:assert/strict";
import { test } from "node:test";
import { readMoves, stateKinds, type Move, type StateKind } from "../src/facts.ts";
import { cut } from "../src/pathway/draw.ts";
import { forwardMoves } from "../src/pathway/forward.ts";
import { layOut, type Box } from "../src/pathway/layout.ts";
import { level, resultsOf, table } from "./small_results.ts";

function move(from: string, to: string, kind: string, perYear = 10): Move {
  return { from, to, move: kind, perYear, low: null, high: null, share: null };
}

//  referrals ─▶ l1 ─▶ l2 ─▶ … ─▶ ln ─▶ home ─▶ done, and home comes back to l1
function ladder(n: number): { moves: Move[]; kinds: Map<string, StateKind>; levels: string[] } {
  const levels = Array.from({ length: n }, (_, i) => `l${i + 1}`);
  const moves = [move("referrals", "l1", "referral", 100), move("home", "l1", "return"), move("home", "done", "outcome")];
  levels.forEach((name, i) => {
    moves.push(move(name, levels[i + 1] ?? "home", i + 1 < n ? "step_down" : "discharge"), move(name, "home", "gave_up", 2));
  });
  const kinds = new Map<string, StateKind>([
    ["referrals", "source"],
    ["home", "community"],
    ["done", "outcome"],
  ]);
  for (const name of levels) kinds.set(name, "level");
  return { moves, kinds, levels };
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

for (const n of [1, 10, 30]) {
  test(`layout: ${n} levels have boxes apart from each other and inside the drawing`, () => {
    const { moves, kinds, levels } = ladder(n);
    const layout = layOut(moves, kinds, levels);
    layout.boxes.forEach((a, i) => layout.boxes.slice(i + 1).forEach((b) => assert.ok(!overlap(a, b), `${a.id} on ${b.id}`)));
    for (const box of layout.boxes) assert.ok(box.y >= 0 && box.y + box.height <= layout.height && box.x + box.width <= layout.width);
    assert.equal(layout.arrows.length, n + 3 + n);
    assert.equal(layout.arrows.filter((a) => a.kind === "lost").length, n);
    assert.ok(layout.arrows.every((a) => !/NaN/.test(a.path) && a.width > 0));
  });
}

test("layout: nobody moves, and the levels are still there", () => {
  const { kinds, levels } = ladder(2);
  const layout = layOut([], kinds, levels);
  assert.equal(layout.boxes.length, 2);
  assert.equal(layout.arrows.length, 0);
});

test("layout: people without a place are one red arrow a level, wherever they go", () => {
  const { kinds, levels } = ladder(1);
  const layout = layOut([move("l1", "home", "gave_up", 3), move("l1", "done", "turned_away", 4)], kinds, levels);
  assert.deepEqual(
    layout.arrows.map((a) => [a.kind, a.move.perYear]),
    [["lost", 7]],
  );
});

test("labels: cut between letters that readers see, not inside an emoji", () => {
  assert.equal(cut("abcdef", 6), "abcdef");
  assert.equal(cut("abcdefg", 6), "abcde…");
  assert.equal(cut("😀😀😀😀", 3), "😀😀…");
});

test("flow: no circles, whoever comes back is a source of its own, and what goes up is counted", () => {
  const row = (from: string, to: string, kind: string, n: number) => ({ from, to, move: kind, group: "all", moves_per_year: n });
  const results = resultsOf({
    "levels.csv": table([level({ level: "a" }), level({ level: "b" })]),
    "exits.csv": table([{ state: "home", kind: "community" }]),
    "flows.csv": table([
      row("in", "a", "referral", 10),
      row("a", "b", "step_down", 8),
      row("b", "a", "escalation", 1),
      row("b", "home", "discharge", 7),
      row("home", "a", "return", 3),
      row("home", "well", "outcome", 4),
    ]),
  });
  const flow = forwardMoves(results, "all");
  assert.equal(flow.backwards, 1);
  assert.equal(flow.all, 33);
  const order = ["in", "back from home", "a", "b", "home", "well"];
  for (const link of flow.links) assert.ok(order.indexOf(link.source) < order.indexOf(link.target), `${link.source} to ${link.target}`);
  assert.equal(stateKinds(results).get("well"), "outcome");
  assert.equal(readMoves(results, "none").length, 0);
});

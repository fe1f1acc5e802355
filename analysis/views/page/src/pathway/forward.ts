import { isLoss, readMoves, stateKinds, type Move, type StateKind } from "../facts.ts";
import type { Results } from "../results.ts";

/// How many columns a flow has: the nodes on its longest way.
export function columnsOf(links: ForwardMoves["links"]): number {
  const depth = new Map<string, number>();
  for (let round = 0; round < links.length; round += 1) {
    let isSettled = true;
    for (const { source, target } of links) {
      const next = (depth.get(source) ?? 1) + 1;
      if (next > (depth.get(target) ?? 1)) {
        depth.set(target, next);
        isSettled = false;
      }
    }
    if (isSettled) break;
  }
  return Math.max(1, ...depth.values());
}

/// Moves as a flow without circles.
export interface ForwardMoves {
  nodes: { name: string; label: string; kind: StateKind | "return" }[];
  links: { source: string; target: string; value: number; move: Move }[];
  backwards: number;
  all: number;
}

/// Moves that go forward: sources, levels as listed, community, outcomes. Who comes back is a source of its own;
/// escalations and other moves backwards would close circles, which a flow drawing cannot have.
export function forwardMoves(results: Results, group: string): ForwardMoves {
  const kinds = stateKinds(results);
  const levels = results.table("levels.csv")?.distinct("level") ?? [];
  const moves = readMoves(results, group).filter((m) => m.perYear > 0 && !isLoss(m.move));
  const community = [...kinds].filter(([, kind]) => kind === "community").map(([state]) => state);
  const rank = (state: string): number => {
    const kind = kinds.get(state);
    if (kind === "source") return -1;
    if (kind === "level") return levels.indexOf(state);
    return kind === "community" ? 1e4 + community.indexOf(state) : 2e4;
  };
  const found: ForwardMoves = { nodes: [], links: [], backwards: 0, all: 0 };
  const node = (state: string, kind: StateKind | "return"): string => {
    const id = kind === "return" ? `back from ${state}` : state;
    if (!found.nodes.some((n) => n.name === id))
      found.nodes.push({ name: id, label: kind === "return" ? `back from ${results.label(state)}` : results.label(state), kind });
    return id;
  };
  for (const move of moves) {
    found.all += move.perYear;
    const [from, to] = [kinds.get(move.from) ?? "outcome", kinds.get(move.to) ?? "outcome"];
    const isReturn = from === "community" && to === "level";
    if (!isReturn && rank(move.from) >= rank(move.to)) {
      found.backwards += move.perYear;
      continue;
    }
    found.links.push({ source: node(move.from, isReturn ? "return" : from), target: node(move.to, to), value: move.perYear, move });
  }
  return found;
}

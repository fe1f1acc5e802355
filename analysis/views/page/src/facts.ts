import { figure, type Figure } from "./numbers.ts";
import type { Results, Row } from "./results.ts";

/// A level of care in the figures that sentences and overviews need.
export interface Level {
  name: string;
  label: string;
  /// Open places on average; null where there is no limit.
  places: number | null;
  census: Figure | null;
  utilization: Figure | null;
  fullShare: number | null;
  pDelay: Figure | null;
  meanWait: Figure | null;
  waitP90: Figure | null;
  requests: number;
  admissions: number;
  lost: Figure | null;
  lostShare: number | null;
  meanStay: Figure | null;
  openWaits: number;
  /// How many admissions the waits stand on, in all replications together.
  waits: number;
  row: Row;
}

function withInterval(row: Row, column: string): Figure | null {
  return figure(row.number(column), row.number(`${column}_low`), row.number(`${column}_high`));
}

export function readLevel(row: Row): Level {
  return {
    name: row.text("level"),
    label: row.text("label") || row.text("level"),
    places: row.number("mean_places"),
    census: withInterval(row, "mean_census"),
    utilization: withInterval(row, "utilization"),
    fullShare: row.number("full_share"),
    pDelay: withInterval(row, "p_delay"),
    meanWait: withInterval(row, "mean_wait_days"),
    waitP90: withInterval(row, "wait_p90_days"),
    requests: row.number("requests_per_year") ?? 0,
    admissions: row.number("admissions_per_year") ?? 0,
    lost: withInterval(row, "lost_per_year"),
    lostShare: row.number("lost_share"),
    meanStay: withInterval(row, "mean_stay_days"),
    openWaits: row.number("open_waits") ?? 0,
    waits: row.number("n_waits") ?? 0,
    row,
  };
}

export function readLevels(results: Results, group = "all"): Level[] {
  return (results.table("levels.csv")?.where({ group }) ?? []).map(readLevel);
}

export interface Fates {
  atOnce: number;
  waited: number;
  elsewhere: number;
  lost: number;
}

/// What becomes of those who ask, as shares: a place at once, a place after a wait (or still waiting at the end),
/// diverted or off the list by an exit of waiting, lost. Who gives up has waited; who is turned away has not.
export function fates(level: Level): Fates {
  const share = (column: string): number => (level.requests > 0 ? (level.row.number(column) ?? 0) / level.requests : 0);
  const lost = level.lostShare ?? 0;
  const left = share("left_list_per_year");
  const waited = Math.max(0, (level.pDelay?.value ?? 0) - share("gave_up_per_year") - left);
  const elsewhere = share("diverted_per_year") + left;
  return { atOnce: Math.max(0, 1 - waited - elsewhere - lost), waited, elsewhere, lost };
}

/// A figure of what became of people, such as "completion" or "readmission_90".
export function outcome(results: Results, measure: string, statistic = "share", state = "all", group = "all"): Figure | null {
  const row = results.table("outcomes.csv")?.first({ measure, statistic, state, group });
  return row ? figure(row.number("estimate"), row.number("low"), row.number("high")) : null;
}

/// The level that is short of places most: by the share that has to wait, then by use.
export function tightest(levels: readonly Level[]): Level | undefined {
  const limited = levels.filter((level) => level.places !== null);
  return [...limited].sort(
    (a, b) => (b.pDelay?.value ?? 0) - (a.pDelay?.value ?? 0) || (b.utilization?.value ?? 0) - (a.utilization?.value ?? 0),
  )[0];
}

export type StateKind = "level" | "community" | "outcome" | "source";

export interface Move {
  from: string;
  to: string;
  move: string;
  perYear: number;
  low: number | null;
  high: number | null;
  share: number | null;
}

const losses = new Set(["gave_up", "turned_away", "left_list", "balked"]);

/// Moves of people who asked for a place and left without.
export function isLoss(move: string): boolean {
  return losses.has(move);
}

export function readMoves(results: Results, group: string): Move[] {
  return (results.table("flows.csv")?.where({ group }) ?? []).map((row) => ({
    from: row.text("from"),
    to: row.text("to"),
    move: row.text("move"),
    perYear: row.number("moves_per_year") ?? 0,
    low: row.number("moves_per_year_low"),
    high: row.number("moves_per_year_high"),
    share: row.number("share"),
  }));
}

/// What each state of the pathway is, as far as the tables tell.
export function stateKinds(results: Results): Map<string, StateKind> {
  const kinds = new Map<string, StateKind>();
  for (const row of results.table("levels.csv")?.rows ?? []) kinds.set(row.text("level"), "level");
  const moves = readMoves(results, "all");
  for (const { to, move } of moves) if (move === "outcome" && !kinds.has(to)) kinds.set(to, "outcome");
  for (const row of results.table("exits.csv")?.rows ?? []) {
    if (row.text("kind") === "community") kinds.set(row.text("state"), "community");
  }
  for (const { to } of moves) if (!kinds.has(to)) kinds.set(to, moves.some((m) => m.from === to) ? "community" : "outcome");
  for (const { from } of moves) if (!kinds.has(from)) kinds.set(from, "source");
  return kinds;
}

/// "profile=opioid" for people: "profile: opioid".
export function groupName(group: string): string {
  return group === "all" ? "Everybody" : group.replace("=", ": ");
}

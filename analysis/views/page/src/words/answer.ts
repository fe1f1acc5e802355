import { outcome, readLevels, tightest, type Level } from "../facts.ts";
import { listed, name, type Child } from "../html.ts";
import { fixed, number, percent, percentInBrackets, percentWithInterval, shareInWords, wait, withInterval } from "../numbers.ts";
import type { Results } from "../results.ts";
import { term } from "./glossary.ts";

/// The answer of a run in plain sentences. Each is a list of text and elements, one claim with its numbers.
export function answer(results: Results): Child[][] {
  const levels = readLevels(results);
  if (levels.length === 0) return [];
  if (levels.every((level) => level.requests === 0 && !level.census?.value)) return [["Nobody came in the time observed."]];
  const sentences = [...use(levels), ...waits(results, levels), lost(levels), people(results)];
  return sentences.filter((s): s is Child[] => s !== null).slice(0, 5);
}

function places(count: number): string {
  return `${fixed(count, Number.isInteger(count) ? 0 : 1)} place${count === 1 ? "" : "s"}`;
}

function use(levels: readonly Level[]): Child[][] {
  const limited = levels.filter((level) => level.places !== null && level.utilization !== null);
  const top = [...limited].sort((a, b) => rounded(b.fullShare) - rounded(a.fullShare) || b.utilization!.value - a.utilization!.value)[0];
  if (!top) {
    const first = levels[0]!;
    const census = first.census ? [", where ", withInterval(first.census), " people are in care on average"] : [];
    return [["No level has a limit of places, so nobody waits for one; the most intensive level is ", name(first.label), census, "."]];
  }
  const full = top.fullShare ?? 0;
  const taken = full >= 0.005 ? [", and all taken ", percent(full), " of the time"] : [", and hardly ever all taken"];
  const start: Child[] = limited.length > 1 ? ["The fullest level is ", name(top.label), ": its "] : ["The "];
  const middle = limited.length > 1 ? [] : [" of ", name(top.label)];
  return [
    [
      start,
      places(top.places!),
      middle,
      top.places === 1 ? " is " : " are ",
      "used to ",
      percentWithInterval(top.utilization!),
      taken,
      ".",
    ],
  ];
}

/// Whole percent: below that, how often a level is full tells nothing of which is the fullest.
function rounded(share: number | null): number {
  return Math.round((share ?? 0) * 100);
}

function waits(results: Results, levels: readonly Level[]): Child[][] {
  const asked = levels.filter((level) => level.requests > 0);
  const worst = tightest(asked);
  if (!worst || !worst.pDelay || worst.pDelay.value === 0) {
    return [[asked.length === 0 ? "Nobody asked for a place in the time observed." : "Nobody has to wait for a place."]];
  }
  const p = worst.pDelay;
  if (p.value < 0.01)
    return [
      [
        "Hardly anybody has to ",
        term("wait"),
        ": ",
        percentWithInterval(p),
        " of those who ask at ",
        name(worst.label),
        ", where it is most.",
      ],
    ];
  const first: Child[] = [
    "At ",
    name(worst.label),
    " ",
    shareInWords(p.value),
    " who ask have to ",
    term("wait"),
    " (",
    percentInBrackets(p),
    ")",
  ];
  if (worst.meanWait) first.push("; the mean wait of those admitted is ", wait(worst.meanWait));
  const within = results.table("waits.csv")?.first({ level: worst.name, who: "admitted", group: "all" })?.number("within_7d") ?? null;
  if (within !== null && within < 1) first.push(", ", percent(within), " have a place within 7 days");
  const p90 = worst.waitP90?.value ?? 0;
  if (p90 >= 0.05) first.push(", and one in ten waits more than ", wait({ value: p90, low: null, high: null }));
  first.push(".");
  return [first, ...others(asked, worst)];
}

function others(levels: readonly Level[], worst: Level): Child[][] {
  const rest = levels.filter((level) => level !== worst && level.places !== null && level.pDelay !== null);
  if (rest.length === 0) return [];
  const waiting = rest.filter((level) => level.pDelay!.value >= 0.1).sort((a, b) => b.pDelay!.value - a.pDelay!.value);
  if (waiting.length === 0) return [["At no other level does more than one request in ten have to wait."]];
  const shown = waiting.slice(0, 3).map((level): Child => [name(level.label), " (", percent(level.pDelay!.value), ")"]);
  const more = waiting.length - shown.length;
  return [
    ["More than one in ten also have to wait at ", listed(more > 0 ? [...shown, `${more} more level${more > 1 ? "s" : ""}`] : shown), "."],
  ];
}

function lost(levels: readonly Level[]): Child[] | null {
  const losing = levels.filter((level) => (level.lost?.value ?? 0) > 0).sort((a, b) => b.lost!.value - a.lost!.value);
  const worst = losing[0];
  if (!worst) return levels.some((level) => level.requests > 0) ? ["Nobody gives up or is turned away."] : null;
  const of = worst.lostShare ? `, ${percent(worst.lostShare)} of those who ask there` : "";
  if (losing.length === 1) {
    return [withInterval(worst.lost!), " people a year are ", term("lost"), " while they wait for ", name(worst.label), of, "."];
  }
  const sum = losing.reduce((total, level) => total + level.lost!.value, 0);
  return [
    number(sum),
    " people a year are ",
    term("lost"),
    " before they get a place, most of them at ",
    name(worst.label),
    ": ",
    withInterval(worst.lost!),
    of,
    ".",
  ];
}

function people(results: Results): Child[] | null {
  const parts: Child[] = [];
  const untreated = outcome(results, "untreated_30");
  const completed = outcome(results, "completion");
  const back = outcome(results, "readmission_90");
  if (untreated && untreated.value > 0.0005)
    parts.push(["of those referred, ", percentWithInterval(untreated), " are in no level 30 days later"]);
  if (completed && completed.value > 0)
    parts.push([percentWithInterval(completed), " of those admitted ", term("complete", "completion"), " their episode"]);
  if (back && back.value > 0)
    parts.push([percentWithInterval(back), " are ", term("admitted again", "readmission"), " within 90 days of discharge"]);
  if (parts.length === 0) return null;
  return [capitalized(listed(parts)), "."];
}

function capitalized(parts: readonly Child[]): Child[] {
  const [first, ...rest] = parts;
  if (Array.isArray(first)) return [capitalized(first as Child[]), ...rest];
  if (typeof first === "string") return [first.charAt(0).toUpperCase() + first.slice(1), ...rest];
  return [...parts];
}

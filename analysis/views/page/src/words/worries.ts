import { readLevels } from "../facts.ts";
import { name, type Child } from "../html.ts";
import { fixed, percent, span } from "../numbers.ts";
import type { Results, Row } from "../results.ts";
import { term } from "./glossary.ts";

/// What a reader should keep in mind. The graver ones come first.
export interface Worry {
  isGrave: boolean;
  text: Child;
}

export function worries(results: Results): Worry[] {
  return [
    ...interrupted(results),
    ...start(results),
    ...fewReplications(results),
    ...fullLevels(results),
    ...(results.manifest.warnings ?? []).map((text): Worry => ({ isGrave: true, text: name(text) })),
    ...inputs(results),
    ...fewEvents(results),
    ...cutTables(results),
  ];
}

function interrupted(results: Results): Worry[] {
  const { replications } = results.manifest;
  if (typeof replications !== "object" || !replications.interrupted) return [];
  return [
    {
      isGrave: true,
      text: `The run was interrupted: ${replications.finished ?? 0} of ${replications.requested ?? 0} replications are in it.`,
    },
  ];
}

/// One line for all levels: the one that takes longest to settle.
function start(results: Results): Worry[] {
  const effects = results.manifest.warm_up?.effects_of_the_start ?? [];
  const worst = [...effects].sort((a, b) => (b.settles_after_days ?? 0) - (a.settles_after_days ?? 0))[0];
  if (!worst) return [];
  const levels = new Set(effects.map((e) => e.level)).size;
  const off = Math.abs(worst.bias_of_mean / (worst.settled_mean || 1));
  const would = worst.settles_after_days ? [" A ", term("warm-up"), ` of ${span(Math.ceil(worst.settles_after_days))} would do.`] : [];
  return [
    {
      isGrave: true,
      text: [
        "The start is still felt",
        levels > 1 ? ` at ${levels} levels, most of all at ` : " at ",
        name(results.label(worst.level)),
        `: its ${worst.count === "list" ? "waiting list" : worst.count} would be ${worst.bias_of_mean < 0 ? "larger" : "smaller"} by ${percent(off)} in the long run.`,
        would,
      ],
    },
  ];
}

/// Other commands choose their replications by themselves, or have none.
function fewReplications(results: Results): Worry[] {
  const n = results.replications;
  const isOther = ["size.csv", "theory.csv", "verification.csv", "calibration.csv"].some((name) => results.table(name) !== undefined);
  if (n === null || n >= 20 || isOther) return [];
  if (n <= 1)
    return [
      {
        isGrave: true,
        text: ["One ", term("replication"), " only: nothing here has an ", term("interval"), ", so chance cannot be told from effect."],
      },
    ];
  return [{ isGrave: false, text: [`Only ${n} `, term("replications", "replication"), ": intervals are wide and themselves uncertain."] }];
}

function fullLevels(results: Results): Worry[] {
  const full = readLevels(results).filter((level) => (level.fullShare ?? 0) >= 0.8);
  if (full.length === 0) return [];
  const shown = full.slice(0, 3).map((level, i): Child => [i > 0 ? ", " : "", name(level.label), ` (${percent(level.fullShare)})`]);
  const more = full.length > 3 ? ` and ${full.length - 3} more` : "";
  return [
    {
      isGrave: false,
      text: [
        shown,
        more,
        ` ${full.length === 1 ? "is" : "are"} full at least four fifths of the time: small changes of demand change waits a lot.`,
      ],
    },
  ];
}

/// How the simulation is run is nobody's claim about the world, so it needs no source.
export function isSetting(row: Row): boolean {
  return /^(start$|schema$|name$|description$|report_by|run\.)/.test(row.text("path"));
}

function inputs(results: Results): Worry[] {
  const table = results.table("inputs.csv");
  if (!table) return [];
  const rows = table.rows.filter((row) => !isSetting(row));
  const count = (confidence: string): number => rows.filter((row) => row.text("confidence") === confidence).length;
  const none = count("none") + count("");
  const assumed = count("assumption");
  if (none + assumed === 0) return [];
  const parts = [assumed > 0 ? `${fixed(assumed, 0)} are assumptions` : "", none > 0 ? `${fixed(none, 0)} have no source` : ""].filter(
    Boolean,
  );
  return [{ isGrave: false, text: [`Of ${fixed(rows.length, 0)} inputs `, parts.join(" and "), ": see ", el_inputs()] }];
}

function el_inputs(): HTMLElement {
  const link = document.createElement("a");
  link.href = "#inputs";
  link.textContent = "inputs and sources";
  return link;
}

/// Tables that are too long for a page. Days in between are left out of others, which loses nothing to the eye.
function cutTables(results: Results): Worry[] {
  return results.tableNames.flatMap((file): Worry[] => {
    const table = results.table(file);
    if (!table || table.leftOut === 0 || table.has("day") || table.has("date")) return [];
    return [{ isGrave: false, text: `${file} is too long for this page: ${fixed(table.leftOut, 0)} of its rows are only in the file.` }];
  });
}

function fewEvents(results: Results): Worry[] {
  const rows = results.table("outcomes.csv")?.where({ group: "all" }) ?? [];
  const few = rows.filter((row) => /^from \d+ event/.test(row.text("note"))).length;
  if (few === 0) return [];
  return [
    {
      isGrave: false,
      text: `${few} figure${few > 1 ? "s" : ""} about people stand${few > 1 ? "" : "s"} on few events; the tables say which.`,
    },
  ];
}

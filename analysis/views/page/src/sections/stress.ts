import { readLevels, stateKinds } from "../facts.ts";
import { name, type Child } from "../html.ts";
import { fixed, span } from "../numbers.ts";
import type { Results } from "../results.ts";
import { described } from "../words/description.ts";
import { isSetting } from "../words/worries.ts";

/// The STRESS-DES items with what scenario and manifest know of them. What only the author knows is said to be so.
export function stressItems(results: Results): [number: string, title: string, text: Child][] {
  return [...objectives(results), ...logic(results), ...data(results), ...experiment(results), ...implementation(results)];
}

type Item = [number: string, title: string, text: Child];

const authors = "For the author to add.";

function objectives(results: Results): Item[] {
  const [scenario] = results.scenarios;
  const description = scenario?.description || described(results.scenarioText);
  const set = scenario?.set ?? [];
  return [
    ["1.1", "Purpose", description ? name(description) : authors],
    [
      "1.2",
      "Outputs",
      "Census, use of places, waits, people lost, flows, outcomes of people, and where given staff and money. Each column is defined in dictionary.csv. Figures about people are of all people of all replications; intervals are 95 %, from the variation between replications.",
    ],
    [
      "1.3",
      "Aims of the experiment",
      set.length > 0
        ? ["Changed against the scenario: ", set.map((s, i) => [i > 0 ? ", " : "", name(s)]), "."]
        : results.scenarios.length > 1
          ? `${results.scenarios.length} scenarios, compared under common random numbers.`
          : authors,
    ],
  ];
}

function logic(results: Results): Item[] {
  const kinds = [...stateKinds(results).values()];
  const count = (kind: string): number => kinds.filter((k) => k === kind).length;
  const m = results.manifest.model ?? {};
  const levels = readLevels(results);
  const states =
    levels.length > 0 ? `${count("level")} levels of care, ${count("community")} community states, ${count("outcome")} outcomes. ` : "";
  const limited = levels.filter((level) => level.places !== null);
  return [
    ["2.1", "Overview diagram", levels.length > 0 ? "The drawing of the pathway in this report." : authors],
    [
      "2.2",
      "Logic of the base model",
      `${states}People ask for a place, wait, are treated, and leave by an exit; the clock starts anew in each state (semi-Markov).`,
    ],
    ["2.3", "Logic of scenarios", results.scenarios.length > 1 ? "As the changes of each scenario say." : "One scenario."],
    [
      "2.4",
      "Algorithms",
      "A waiting list is ordered by class of request, then priority, then time of asking. Rings of full levels that hold people for each other move at once.",
    ],
    ["2.5.1", "Entities", `People${m["classes_of_people"] ? `, of ${fixed(m["classes_of_people"], 0)} kinds by their attributes` : ""}.`],
    ["2.5.2", "Activities", "Treatment, holds, transfer, waiting, and times in community states; their distributions are in the scenario."],
    [
      "2.5.3",
      "Resources",
      limited.length > 0
        ? [
            "Places: ",
            limited
              .slice(0, 12)
              .map((level, i) => [
                i > 0 ? ", " : "",
                name(level.label),
                ` ${fixed(level.places!, Number.isInteger(level.places) ? 0 : 1)}`,
              ]),
            ".",
          ]
        : "No limited places.",
    ],
    ["2.5.4", "Queues", "One waiting list a level; people may give up, be turned away, or leave it otherwise, as the scenario says."],
    [
      "2.5.5",
      "Entry and exit",
      `${m["arrival_sources"] ? `${fixed(m["arrival_sources"], 0)} arrival source${m["arrival_sources"] === 1 ? "" : "s"}; ` : ""}people leave the model by an outcome.`,
    ],
  ];
}

function data(results: Results): Item[] {
  const inputs = results.table("inputs.csv")?.rows.filter((row) => !isSetting(row));
  const by = (confidence: string): string => fixed(inputs?.filter((row) => row.text("confidence") === confidence).length ?? 0, 0);
  return [
    ["3.1", "Data sources", inputs ? "The table of inputs and sources above." : "In the scenario's own notes."],
    ["3.2", "Preparation of data", authors],
    [
      "3.3",
      "Input parameters",
      inputs ? `${fixed(inputs.length, 0)} inputs, listed above with value and unit.` : "In the text of the scenario.",
    ],
    [
      "3.4",
      "Assumptions",
      inputs ? `${by("assumption")} inputs are assumptions, ${by("none")} have no source; the table above names them.` : authors,
    ],
  ];
}

function experiment(results: Results): Item[] {
  const { window: w, warm_up: warm, seed } = results.manifest;
  const n = results.replications;
  const start = warm?.is_terminating_run
    ? "A terminating run: the start is part of the question."
    : w?.warm_up_days
      ? `The first ${span(w.warm_up_days)} are not observed.`
      : "As the scenario says.";
  const effects = warm?.effects_of_the_start?.length ?? 0;
  return [
    ["4.1", "Initialization", start + (effects > 0 ? " The start is still felt: see what to keep in mind." : "")],
    [
      "4.2",
      "Run length",
      w?.horizon_days === undefined
        ? "–"
        : `${span(w.horizon_days)}${w.observed_days === undefined ? "" : `, of which ${span(w.observed_days)} observed`}.`,
    ],
    [
      "4.3",
      "Estimation",
      `${n === null ? "" : `${fixed(n, 0)} independent replications, `}seed ${seed ?? "–"}; ratios of sums over all people, Kaplan–Meier and Aalen–Johansen for curves, Student's t for means over time.`,
    ],
  ];
}

function implementation(results: Results): Item[] {
  const m = results.manifest;
  return [
    ["5.1", "Software", `${m.program ?? "stepdown"} ${m.version ?? ""}, C++20${m.compiler ? `, ${m.compiler}` : ""}.`],
    [
      "5.2",
      "Random numbers",
      "Counter-based (Philox); every draw is a function of seed, replication, person and purpose, so scenarios share their luck.",
    ],
    [
      "5.3",
      "Execution",
      "Event by event; what happens in the same instant has a fixed order. Results do not depend on the number of threads.",
    ],
    ["5.4", "System", "Times of the run are in timings.json, apart from the results."],
    ["6.1", "Sharing", m.command ? ["To repeat: ", name(m.command), "; the scenario and its hash are above."] : authors],
  ];
}

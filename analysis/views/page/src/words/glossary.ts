import { el } from "../html.ts";

/// Words of the field and of the method, in one sentence each. Words in the text link here.
export const glossary: readonly (readonly [key: string, word: string, meaning: string])[] = [
  ["assumption", "assumption", "An input that nobody read anywhere: somebody had to choose a value. It is as good as that choice."],
  ["balked", "balked", "Went away at the sight of a long waiting list."],
  ["calibration", "calibration", "Finding values of inputs with which the simulation gives figures that were observed."],
  [
    "censored",
    "censored",
    "Not seen to the end: a stay or a person that is still there when the simulation stops. It counts for as long as it was seen, and is never left out silently.",
  ],
  ["census", "census", "People who occupy a place at a moment; those whose place is kept for them count too."],
  ["clinician", "caseload", "Places given by people: clinicians, each with so many clients."],
  [
    "common random numbers",
    "common random numbers",
    "The same people with the same luck in every scenario, so that a difference comes from the change and not from chance.",
  ],
  ["completion", "completion", "An episode that ends as planned. An episode is a run of levels with short gaps, usually of up to 30 days."],
  [
    "cumulative incidence",
    "cumulative incidence",
    "The share to whom something has happened by a day, where other things (such as death) can come first and then it cannot happen any more.",
  ],
  ["cv", "cv", "Coefficient of variation: standard deviation over mean. 0: all alike; 1: as irregular as pure chance (exponential)."],
  ["detox", "detox", "Withdrawal management: a few days of medical care while a substance leaves the body."],
  ["escalation", "escalation", "A move to a more intensive level of care."],
  ["gamma", "gamma", "A distribution of times that cannot be negative, with a longer tail on the right; told by its mean and cv."],
  ["gridlock", "gridlock", "A ring of full levels in which each holds somebody for the next. The whole ring moves at once."],
  ["group", "group", "Seats that come together, such as an evening group of ten. In filters: people of one kind, such as one payer."],
  ["hold", "hold", "A place kept by somebody whose treatment is over, because the next level has no free place."],
  ["horizon", "horizon", "Where the simulation stops: the end of the time observed."],
  ["icer", "ICER", "Incremental cost-effectiveness ratio: extra cost for each quality-adjusted year of life gained."],
  [
    "interval",
    "interval",
    "The 95 % interval, in brackets behind a number: how far the number may be off because only so many histories were simulated. It says nothing of whether the inputs are right.",
  ],
  ["iop", "IOP", "Intensive outpatient program: usually 9 to 19 hours a week, people live at home."],
  ["level", "level of care", "A kind of program in which people are treated, such as residential, PHP or IOP."],
  ["load per place", "load per place", "Offered load over places. Above 1 the waiting list can only grow, unless people give up."],
  ["lost", "lost", "Asked for a place, gave up waiting or was turned away, and no other level took them at that moment."],
  [
    "number at risk",
    "number at risk",
    "How many people a point of a curve stands on: those still followed, and to whom it has not happened yet.",
  ],
  ["offered load", "offered load", "Requests a day times mean days of treatment: the census there would be if places had no limit."],
  ["op", "OP", "Outpatient care: a few hours a week at most."],
  ["p_delay", "p(delay)", "The share of requests that find no free place and have to wait."],
  ["php", "PHP", "Partial hospitalization program: a full day of treatment, people sleep at home; 20 hours a week or more."],
  ["places", "places", "How many people a level can hold at once: beds, slots, seats of groups, or a caseload."],
  ["readmission", "readmission", "Admitted again to the same or a more intensive level after leaving care."],
  ["relapse", "relapse", "Needing care again after leaving it: an exit of that name from a community state."],
  ["replication", "replication", "One simulated history with its own luck. Many of them show what is typical and what is chance."],
  ["residential", "residential", "Care day and night in a house that is not a hospital."],
  ["retention", "retention", "Still in care so many days after admission."],
  ["seed", "seed", "The number that stands for the luck of a whole run. The same seed gives the same figures."],
  [
    "semi-markov",
    "semi-Markov",
    "What comes next depends on where a person is and on how long they have been there, not on the whole past, unless effects say so.",
  ],
  ["step-down", "step-down", "A move to a less intensive level of care."],
  ["transfer", "transfer", "Treatment is over and the next place is there, but paperwork or transport take time."],
  ["utilization", "utilization, use", "Occupied place-days over open place-days: 100 % means that all places are taken all the time."],
  ["wait", "wait", "From the request for a place to admission. Those who get a place at once have a wait of 0."],
  ["warm-up", "warm-up", "The first part of a simulated history. It starts empty or from a guess, so it is not observed."],
];

const keys = new Set(glossary.map(([key]) => key));

export function termId(key: string): string {
  return `word-${key.replace(/[^a-z0-9]+/g, "-")}`;
}

/// A word in the text that leads to its line in the glossary.
export function term(word: string, key = word): HTMLElement {
  if (!keys.has(key)) throw new Error(`no such word in the glossary: ${key}`);
  return el("a", { class: "term", href: `#${termId(key)}` }, word);
}

import { amount, decimals, fixed, interval, percentWithInterval, type Figure } from "../numbers.ts";

/// Names of figures for people, and how their values are written. Unknown ones keep the program's name.

const names: Record<string, string> = {
  "census.mean": "people there, on average",
  "utilization.mean": "use of places",
  "full.share": "time with all places taken",
  "requests.per_year": "requests a year",
  "admissions.per_year": "admissions a year",
  "p_delay.share": "requests that have to wait",
  "wait.mean": "mean wait",
  "wait.p90": "wait that 9 in 10 do not exceed",
  "list.mean": "people on the waiting list",
  "lost.per_year": "people lost a year",
  "lost.share": "requests that are lost",
  "gave_up.per_year": "people a year who give up",
  "turned_away.per_year": "people a year turned away",
  "held_days.per_year": "place-days a year on hold",
  "stay.mean": "mean stay",
  "completion.share": "episodes completed",
  "time_to_treatment.mean": "time from referral to first admission",
  "untreated_30.share": "not treated 30 days after referral",
  "readmission_30.share": "admitted again within 30 days",
  "readmission_90.share": "admitted again within 90 days",
  "readmission_365.share": "admitted again within a year",
  "relapse_90.share": "relapsed within 90 days",
  "relapse_365.share": "relapsed within a year",
  "retention_90.share": "still in care after 90 days",
  "recovery_365.share": "recovered within a year",
  "deaths_expected.per_year": "deaths a year, expected",
  "deaths.per_year": "deaths a year",
  "days_in_care.mean": "days in care in the first year",
  "days_waiting.mean": "days waiting in the first year",
  "revenue.per_year": "revenue a year",
  "cost.per_year": "cost a year",
  "margin.per_year": "margin a year",
  "person_cost.mean": "cost a person",
  "qaly.mean": "quality-adjusted years a person",
  "net_benefit.mean": "net benefit a person",
  "life_years.mean": "years of life a person",
  lost: "people lost a year",
  days_waited: "days waited a year, all people",
  cost: "cost a year",
  person_cost: "cost a person",
  qaly: "quality-adjusted years of life",
  life_years: "years of life",
  net_benefit: "net benefit",
};

/// Figures in the order in which people ask for them.
export const asked: readonly string[] = Object.keys(names);

export function figureName(figure: string): string {
  return names[figure] ?? figure;
}

/// The same as a title: "Mean wait at IOP, days".
export function figureTitle(figure: string, at = ""): string {
  const text = figureName(figure) + at;
  const unit = isTime(figure) ? ", days" : "";
  return (names[figure] ? capital(text) : text) + unit;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isTime(figure: string): boolean {
  return /^(wait|stay|time_to|delayed_wait|any_wait|gave_up_wait)[^.]*\.(mean|median|p\d+|max|sd)$/.test(figure);
}

export function isShare(figure: string): boolean {
  return /\.share$/.test(figure) || /^(utilization|group_fill|attended)/.test(figure);
}

/// Whether less of it is what one hopes for: 1 less is better, -1 more is better, 0 nobody can say.
export function wish(figure: string): 1 | -1 | 0 {
  if (
    /^(lost|gave_up|turned_away|p_delay|wait|list|held|untreated|readmission|relapse|deaths|cost|time_to|days_wait|days_waited|person_cost|full)/.test(
      figure,
    )
  )
    return 1;
  if (/^(completion|recovery|margin|revenue|admissions|qaly|life_years|net_benefit|retention)/.test(figure)) return -1;
  return 0;
}

const isMoney = /^(revenue|cost|margin|contribution|variable_cost|staff_cost|person_cost|net_benefit)/;

export function valueOf(figure: string, of: Figure): string {
  if (isShare(figure)) return percentWithInterval(of);
  if (isMoney.test(figure) && Math.abs(of.value) >= 1e4) {
    const range = of.low === null || of.high === null ? "" : ` (${amount(of.low)} to ${amount(of.high)})`;
    return amount(of.value) + range;
  }
  const unit = isTime(figure) ? "\u00a0days" : "";
  return fixed(of.value, decimals(of)) + unit + interval(of, decimals(of));
}

/// A difference with its sign: "+4.1 (3.0 to 5.2)"; of shares in points.
export function differenceOf(figure: string, of: Figure): string {
  const text = valueOf(figure, of).replace(/\u00a0%/, "\u00a0points");
  return of.value > 0 ? `+${text}` : text;
}

export function whereName(state: string, label: (state: string) => string): string {
  return state === "all" || state === "" ? "" : ` at ${label(state)}`;
}

/// Numbers for people: as many digits as the interval leaves certain, and no more.

/// A figure with the ends of its 95 % interval, where it has one.
export interface Figure {
  value: number;
  low: number | null;
  high: number | null;
}

const space = "\u00a0";
const minus = "\u2212";

export function figure(value: number | null, low: number | null, high: number | null): Figure | null {
  return value === null ? null : { value, low, high };
}

/// 1234567.8 with one decimal: 1,234,567.8. The minus is the typographic one.
export function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  const [whole = "0", part] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const isZero = !/[1-9]/.test(text);
  return (value < 0 && !isZero ? minus : "") + (part ? `${grouped}.${part}` : grouped);
}

/// Decimals with which a number of this size reads well when nothing is known of its interval.
export function plainDecimals(value: number): number {
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) return 0;
  if (size >= 1) return 1;
  return Math.min(6, 1 - Math.floor(Math.log10(size)));
}

/// Decimals for a figure: the first digit that its interval leaves in doubt is the last one shown.
export function decimals(of: Figure): number {
  if (of.low === null || of.high === null) return plainDecimals(of.value);
  const half = Math.max(of.high - of.value, of.value - of.low);
  if (!(half > 0)) return Number.isInteger(of.value) ? 0 : plainDecimals(of.value);
  const certain = Math.ceil(-Math.log10(half));
  const least = Math.abs(of.value) < 10 && ![of.value, of.low, of.high].every(Number.isInteger) ? 1 : 0;
  return Math.max(least, Math.min(6, certain));
}

export function number(value: number | null): string {
  return value === null ? "–" : fixed(value, plainDecimals(value));
}

/// Amounts of money, to three digits: 12,513,434 becomes 12.5 million, 98,412 becomes 98,400.
export function amount(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${fixed(value / 1e6, size >= 1e8 ? 0 : size >= 1e7 ? 1 : 2)}${space}million`;
  if (size < 1000) return fixed(value, plainDecimals(value));
  const unit = 10 ** (Math.floor(Math.log10(size)) - 2);
  return fixed(Math.round(value / unit) * unit, 0);
}

export function percent(share: number | null, digits?: number): string {
  if (share === null) return "–";
  const value = share * 100;
  const size = Math.abs(value);
  const shown = digits ?? (size === 0 || size >= 10 || Number.isInteger(value) ? 0 : size >= 1 ? 1 : 2);
  if (size > 99 && size < 100 && shown === 0) return `${fixed(value, 1)}${space}%`;
  return `${fixed(value, shown)}${space}%`;
}

/// "87 % (86 to 88)": the interval in brackets, in the unit of the value.
export function percentWithInterval(of: Figure): string {
  const scaled = scale(of, 100);
  const digits = scaled.value === 0 ? 0 : Math.min(Math.abs(scaled.value) < 1 ? 2 : 1, decimals(scaled));
  return `${fixed(scaled.value, digits)}${space}%${interval(scaled, digits)}`;
}

/// "87 %, 86 to 88", for use inside brackets.
export function percentInBrackets(of: Figure): string {
  return percentWithInterval(of).replace(" (", ", ").replace(")", "");
}

export function withInterval(of: Figure, unit = ""): string {
  const digits = decimals(of);
  return `${fixed(of.value, digits)}${unit && space + unit}${interval(of, digits)}`;
}

/// " (86 to 88)", or nothing where there is no interval, or none that could be seen.
export function interval(of: Figure, digits: number): string {
  if (of.low === null || of.high === null) return "";
  const [low, high] = [fixed(of.low, digits), fixed(of.high, digits)];
  return low === high && low === fixed(of.value, digits) ? "" : ` (${low} to ${high})`;
}

export function scale(of: Figure, factor: number): Figure {
  const by = (x: number | null): number | null => (x === null ? null : x * factor);
  return { value: of.value * factor, low: by(of.low), high: by(of.high) };
}

const fractions: readonly [number, string][] = [
  [1 / 20, "one in twenty"],
  [1 / 10, "one in ten"],
  [1 / 7, "one in seven"],
  [1 / 5, "one in five"],
  [1 / 4, "one in four"],
  [1 / 3, "one in three"],
  [2 / 5, "two in five"],
  [1 / 2, "one in two"],
  [3 / 5, "three in five"],
  [2 / 3, "two in three"],
  [3 / 4, "three in four"],
  [4 / 5, "four in five"],
  [9 / 10, "nine in ten"],
  [19 / 20, "nineteen in twenty"],
];

/// A share in words: 0.53 is "about one in two". Very small and very large ones have no fraction.
export function shareInWords(share: number): string {
  if (share <= 0) return "none";
  if (share >= 1) return "every one";
  if (share < 0.035) return `about one in ${fixed(1 / share, 0)}`;
  if (share > 0.97) return "nearly every one";
  let best = fractions[0]!;
  for (const option of fractions) {
    if (Math.abs(option[0] - share) < Math.abs(best[0] - share)) best = option;
  }
  return `about ${best[1]}`;
}

/// How sure a verdict is. Nothing simulated is sure to the last digit.
export function confidence(share: number): string {
  if (share > 0.999) return `above 99.9${space}%`;
  if (share < 0.001) return `below 0.1${space}%`;
  return percent(share);
}

/// 1095 days: "3 years"; 182: "26 weeks"; whatever is not round stays in days.
export function span(days: number): string {
  const whole = (n: number, word: string): string => `${fixed(n, 0)} ${word}${n === 1 ? "" : "s"}`;
  if (days >= 365 && days % 365 === 0) return whole(days / 365, "year");
  if (days >= 14 && days % 7 === 0 && days < 730) return whole(days / 7, "week");
  return days >= 730 ? `${fixed(days / 365.25, 1)} years` : `${fixed(days, Number.isInteger(days) ? 0 : 1)} days`;
}

/// A wait for people: hours below one day.
export function wait(of: Figure): string {
  if (of.value > 0 && of.value < 1 && (of.high === null || of.high < 2)) return withInterval(scale(of, 24), "hours");
  return withInterval(of, "days");
}

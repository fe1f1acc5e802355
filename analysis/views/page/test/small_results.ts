import { Results, type Cell, type Manifest, type RawTable } from "../src/results.ts";

/// Results with a few tables, written as rows of objects.

export function table(rows: readonly Record<string, Cell>[]): RawTable {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
}

export function resultsOf(tables: Record<string, RawTable>, manifest: Manifest = {}, scenario: string | null = null): Results {
  return new Results({ format: 1, manifest, scenario, tables });
}

/// A level of care with 18 places, used to 88 %, at which one in two has to wait and 12 a year are lost.
export function level(changes: Record<string, Cell> = {}): Record<string, Cell> {
  return {
    level: "php",
    label: "Day program",
    group: "all",
    mean_places: 18,
    mean_census: 15.9,
    mean_census_low: 15.7,
    mean_census_high: 16.1,
    utilization: 0.882,
    utilization_low: 0.871,
    utilization_high: 0.893,
    full_share: 0.5,
    requests_per_year: 300,
    admissions_per_year: 288,
    p_delay: 0.533,
    p_delay_low: 0.496,
    p_delay_high: 0.57,
    mean_wait_days: 5.2,
    mean_wait_days_low: 4.1,
    mean_wait_days_high: 6.3,
    wait_p90_days: 16.9,
    lost_per_year: 12,
    lost_per_year_low: 10.2,
    lost_per_year_high: 13.8,
    lost_share: 0.04,
    ...changes,
  };
}

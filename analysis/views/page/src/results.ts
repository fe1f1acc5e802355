/// What the program puts into the page: the manifest and the tables of one folder of results.

export type Cell = string | number | null;

/// A table as it stands in the page. `left_out`: rows of days that were thinned out to keep the page small.
export interface RawTable {
  columns: string[];
  rows: Cell[][];
  left_out?: number;
}

export interface EffectOfTheStart {
  level: string;
  count: string;
  bias_of_mean: number;
  settled_mean: number;
  is_by_theory?: boolean;
  settles_after_days?: number;
}

export interface ScenarioEntry {
  name?: string;
  description?: string;
  file?: string;
  sha1?: string;
  set?: string[];
}

/// Of `run` it has one scenario, of the other commands a list of them; times are in days.
export interface Manifest {
  program?: string;
  version?: string;
  commit?: string;
  compiler?: string;
  command?: string;
  scenario?: ScenarioEntry;
  scenarios?: ScenarioEntry[];
  seed?: number;
  replications?: number | { requested?: number; finished?: number; interrupted?: boolean };
  window?: {
    start?: string;
    warm_up_days?: number;
    horizon_days?: number;
    observed_days?: number;
    observed_from?: string;
    observed_to?: string;
  };
  warm_up?: { days?: number; is_terminating_run?: boolean; effects_of_the_start?: EffectOfTheStart[] };
  model?: Record<string, number>;
  simulated?: Record<string, number>;
  littles_law?: Record<string, { relative_difference?: number }>;
  warnings?: string[];
  files?: string[];
}

export interface RawResults {
  format: number;
  manifest: Manifest;
  scenario: string | null;
  tables: Record<string, RawTable>;
}

/// A row by the names of its columns. A column that is not there reads as empty.
export class Row {
  constructor(
    readonly table: Table,
    readonly cells: readonly Cell[],
  ) {}

  cell(column: string): Cell {
    const index = this.table.index.get(column);
    return index === undefined ? null : (this.cells[index] ?? null);
  }

  number(column: string): number | null {
    const cell = this.cell(column);
    return typeof cell === "number" && Number.isFinite(cell) ? cell : null;
  }

  /// A name may look like a number ("3"), so numbers are read as text too.
  text(column: string): string {
    const cell = this.cell(column);
    return cell === null ? "" : String(cell);
  }
}

export class Table {
  readonly index: ReadonlyMap<string, number>;
  readonly rows: readonly Row[];
  readonly leftOut: number;

  constructor(
    readonly name: string,
    readonly raw: RawTable,
  ) {
    this.index = new Map(raw.columns.map((column, i) => [column, i]));
    this.rows = raw.rows.map((cells) => new Row(this, cells));
    this.leftOut = raw.left_out ?? 0;
  }

  has(column: string): boolean {
    return this.index.has(column);
  }

  where(match: Record<string, string>): Row[] {
    const wanted = Object.entries(match);
    return this.rows.filter((row) => wanted.every(([column, value]) => row.text(column) === value));
  }

  first(match: Record<string, string>): Row | undefined {
    const wanted = Object.entries(match);
    return this.rows.find((row) => wanted.every(([column, value]) => row.text(column) === value));
  }

  /// The values of a column, each once, in the order of the rows.
  distinct(column: string): string[] {
    return [...new Set(this.rows.map((row) => row.text(column)))];
  }
}

export class Results {
  readonly manifest: Manifest;
  readonly scenarioText: string | null;
  private readonly tables: ReadonlyMap<string, Table>;
  private readonly labels = new Map<string, string>();
  private readonly meanings = new Map<string, string>();

  constructor(raw: RawResults) {
    this.manifest = raw.manifest;
    this.scenarioText = raw.scenario;
    this.tables = new Map(Object.entries(raw.tables).map(([name, table]) => [name, new Table(name, table)]));
    this.readLabels();
    for (const row of this.table("dictionary.csv")?.rows ?? []) {
      if (row.text("value") === "") this.meanings.set(meaningKey(row.text("file"), row.text("column")), row.text("meaning"));
    }
  }

  /// A table that has rows; an empty one has nothing to show.
  table(name: string): Table | undefined {
    const table = this.tables.get(name);
    return table && table.rows.length > 0 ? table : undefined;
  }

  get tableNames(): string[] {
    return [...this.tables.keys()];
  }

  label(state: string): string {
    return this.labels.get(state) ?? state;
  }

  /// What the dictionary says of a column; empty when it is silent.
  meaning(file: string, column: string): string {
    return this.meanings.get(meaningKey(file, column)) ?? "";
  }

  get scenarios(): ScenarioEntry[] {
    const { scenario, scenarios } = this.manifest;
    return scenario ? [scenario] : (scenarios ?? []);
  }

  get replications(): number | null {
    const { replications } = this.manifest;
    return typeof replications === "object" ? (replications.finished ?? null) : (replications ?? null);
  }

  /// Names of the groups that tables are split by, everybody first.
  get groups(): string[] {
    const found = new Set<string>(["all"]);
    for (const name of ["levels.csv", "flows.csv", "status.csv"]) {
      for (const group of this.table(name)?.distinct("group") ?? []) if (group) found.add(group);
    }
    return [...found];
  }

  private readLabels(): void {
    const pairs = [
      ["level", "label"],
      ["state", "label"],
      ["to", "to_label"],
      ["from", "from_label"],
      ["held_in", "held_in_label"],
    ] as const;
    for (const table of this.tables.values()) {
      for (const [name, label] of pairs) {
        if (!table.has(name) || !table.has(label)) continue;
        for (const row of table.rows) {
          const text = row.text(label);
          if (text && !this.labels.has(row.text(name))) this.labels.set(row.text(name), text);
        }
      }
    }
  }
}

function meaningKey(file: string, column: string): string {
  return `${file}\n${column}`;
}

import type { Child } from "../html.ts";
import type { Page } from "../page.ts";
import type { Section } from "./section.ts";
import type { Tile } from "./tiles.ts";

/// What a command other than `run` has to say: its part of the first page, and its sections.
export interface Experiment {
  answer: Child[][];
  tiles: Tile[];
  charts: () => HTMLElement[];
  sections: (page: Page) => Section[];
}

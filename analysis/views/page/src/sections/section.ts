import { el, type Child } from "../html.ts";

/// A part of the page with its line in the table of contents.
export interface Section {
  id: string;
  title: string;
  element: HTMLElement;
}

export function section(id: string, title: string, about: Child, ...content: Child[]): Section {
  const heading = `${id}-title`;
  return {
    id,
    title,
    element: el(
      "section",
      { id, "aria-labelledby": heading },
      el("h2", { id: heading }, title),
      about ? el("p", { class: "about" }, about) : null,
      content,
    ),
  };
}

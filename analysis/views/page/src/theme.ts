import { el } from "./html.ts";

/// Light and dark: as the system says, until the reader chooses.

export function themeButton(): HTMLElement {
  const button = el("button", { type: "button", id: "theme" });
  const root = document.documentElement;
  const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = (): boolean => (root.dataset["theme"] ? root.dataset["theme"] === "dark" : systemIsDark.matches);
  const name = (): void => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", isDark() ? "Light page" : "Dark page");
  };
  button.addEventListener("click", () => {
    root.dataset["theme"] = isDark() ? "light" : "dark";
    name();
  });
  systemIsDark.addEventListener("change", name);
  name();
  return button;
}

export function printButton(): HTMLElement {
  const button = el("button", { type: "button", id: "print" }, "Print");
  button.addEventListener("click", () => window.print());
  return button;
}

/// The first paragraph of `description:` in the text of a scenario, for manifests that do not have it.
export function described(text: string | null): string {
  if (!text) return "";
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.startsWith("description:"));
  if (at < 0) return "";
  const first = lines[at]!.slice("description:".length).trim();
  if (first && !/^[>|][+-]?$/.test(first)) return first.replace(/^(["'])(.*)\1$/, "$2");
  const more: string[] = [];
  for (const line of lines.slice(at + 1)) {
    if (!/^\s+\S/.test(line)) break;
    more.push(line.trim());
  }
  return more.join(" ");
}

/// Just enough of a document for sentences: elements keep their text and children, nothing else.

class FakeNode {
  children: FakeNode[] = [];
  attributes: Record<string, string> = {};

  constructor(
    readonly tag: string,
    private readonly own: string = "",
  ) {}

  appendChild(child: FakeNode): FakeNode {
    this.children.push(child);
    return child;
  }

  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }

  set href(value: string) {
    this.attributes["href"] = value;
  }

  set textContent(text: string) {
    this.children = [new FakeNode("#text", text)];
  }

  get textContent(): string {
    return this.own + this.children.map((child) => child.textContent).join("");
  }
}

export function installFakeDom(): void {
  const document = {
    createElement: (tag: string) => new FakeNode(tag),
    createElementNS: (_: string, tag: string) => new FakeNode(tag),
    createTextNode: (text: string) => new FakeNode("#text", text),
  };
  Object.assign(globalThis, { document, Node: FakeNode });
}

/// What a reader sees of parts of a sentence, with plain spaces.
export function textOf(parts: unknown): string {
  if (parts === null || parts === undefined || parts === false) return "";
  if (Array.isArray(parts)) return parts.map(textOf).join("");
  if (parts instanceof FakeNode) return parts.textContent.replace(/\u00a0/g, " ");
  return String(parts).replace(/\u00a0/g, " ");
}

export function tagsOf(parts: unknown): string[] {
  if (Array.isArray(parts)) return parts.flatMap(tagsOf);
  return parts instanceof FakeNode ? [parts.tag, ...parts.children.flatMap(tagsOf)] : [];
}

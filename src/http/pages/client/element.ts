type Child = Node | string | null;

interface ElementOptions {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: () => void;
}

/** Makes an element; strings become text, never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  options: ElementOptions = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (options.class !== undefined) made.className = options.class;
  for (const [attribute, value] of Object.entries(options.attributes ?? {}))
    made.setAttribute(attribute, value);
  const { onClick } = options;
  if (onClick !== undefined) made.addEventListener("click", onClick);
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function button(options: ElementOptions, ...children: readonly Child[]): HTMLButtonElement {
  const made = element("button", options, ...children);
  made.type = "button";
  return made;
}

/** An element that `index.html` holds. */
export function required<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`index.html has no ${kind.name} #${id}`);
  return found;
}

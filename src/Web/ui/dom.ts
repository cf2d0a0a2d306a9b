type Child = Node | string | null | undefined | false | readonly Child[];
type Value = string | number | boolean | null | undefined | EventListener | ((event: never) => void);

/**
 * Makes an element. `on…` properties are listeners, `class` is the class name, true and false set or leave an attribute out.
 * Text is always text: nothing here parses HTML.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, properties: Record<string, Value> = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value as EventListener);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child as readonly Child[]);
    else parent.appendChild(typeof child === 'string' ? document.createTextNode(child) : (child as Node));
  }
}

/** Puts new children in place of the old ones. */
export function fill(parent: HTMLElement, ...children: Child[]): void {
  parent.replaceChildren();
  append(parent, children);
}

const SVG = 'http://www.w3.org/2000/svg';

/** An SVG element; decorative unless a label is given. */
export function svg(viewBox: string, parts: readonly [string, Record<string, string | number>][], properties: Record<string, string> = {}): SVGSVGElement {
  const element = document.createElementNS(SVG, 'svg');
  element.setAttribute('viewBox', viewBox);
  element.setAttribute('aria-hidden', 'true');
  element.setAttribute('focusable', 'false');
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  for (const [tag, attributes] of parts) {
    const part = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, String(value));
    element.append(part);
  }
  return element;
}

let last = 0;
/** An id that no other element of the page has. */
export function freshId(prefix: string): string {
  return `${prefix}-${++last}`;
}

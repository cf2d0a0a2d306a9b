import ja from './ja.json';

/** Every sentence of the page has a key; another language is another file with the same keys. */
export type MessageKey = keyof typeof ja;
export type Messages = Record<MessageKey, string>;

let messages: Messages = ja;

/** Changes the language of everything that is drawn from now on. */
export function speak(other: Messages): void {
  messages = other;
}

/** The sentence for a key, its {names} filled in. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return messages[key].replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

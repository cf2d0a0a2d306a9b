import ja from './ja.json';
import languages from './languages.json';

/** Every sentence of the page has a key; another language is another file with the same keys. */
export type MessageKey = keyof typeof ja;
export type Messages = Partial<Record<MessageKey, string>>;

export interface Language {
  /** Name in addresses and of the message file. */
  id: string;
  /** BCP 47 tag. */
  lang: string;
  /** Its own name for itself. */
  name: string;
  /** Whether somebody whose language it is has read the messages. */
  reviewed: boolean;
}

export const LANGUAGES: readonly Language[] = languages;
const JAPANESE = LANGUAGES[0]!;

let messages: Messages = ja;
let language = JAPANESE;

/** The language of everything that is drawn from now on. */
export const speaking = (): Language => language;
/** Whether Japanese words must be marked as such. */
export const isForeign = (): boolean => language.lang !== JAPANESE.lang;
export const isJapanese = (): boolean => language === JAPANESE;

/** Changes the language of everything that is drawn from now on. */
export function speak(other: Messages, as: Language = JAPANESE): void {
  messages = other;
  language = as;
}

/** The sentence for a key, its {names} filled in. What only staff read is Japanese in every language. */
export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return filled(messages[key] ?? ja[key], values);
}

/** The words for a key that the data made, in the language of the page; null when that language has none. */
export function translated(key: string): string | null {
  return messages[key as MessageKey] ?? null;
}

/** The same in Japanese: what stands beside a translated warning. */
export function original(key: MessageKey, values: Record<string, string | number> = {}): string {
  return filled(ja[key], values);
}

function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

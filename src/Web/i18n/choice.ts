import { LANGUAGES, speak, type Language, type Messages } from './index';

const files = import.meta.glob<{ default: Messages }>(['./*.json', '!./languages.json', '!./ja.json']);

/** The language of the address (`?lang=en`), else the one chosen before, else the first the browser asks for that is spoken here. */
export function chosenLanguage(query: string, kept: string | null, asked: readonly string[]): Language {
  const byId = (id: string | null) => LANGUAGES.find((one) => one.id === id);
  return byId(new URLSearchParams(query).get('lang')) ?? byId(kept) ?? best(asked) ?? LANGUAGES[0]!;
}

function best(asked: readonly string[]): Language | undefined {
  for (const tag of asked) {
    const traditional = /hant|tw|hk|mo/i.test(tag);
    // Tagalog is what Filipino is based on; browsers offer either.
    const wanted = /^zh/i.test(tag) ? (traditional ? 'zh-Hant' : 'zh-Hans') : tag.split('-')[0]!.replace(/^tl$/i, 'fil');
    const found = LANGUAGES.find((one) => one.lang.toLowerCase() === wanted.toLowerCase());
    if (found) return found;
  }
  return undefined;
}

/** Loads a language's messages and speaks it; one that does not come leaves the page Japanese. */
export async function learn(language: Language): Promise<void> {
  const load = files[`./${language.id}.json`];
  if (!load) return;
  try {
    speak((await load()).default, language);
  } catch {
    // The page in Japanese is better than none.
  }
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { LANGUAGES, speak, type Messages } from '../i18n';
import { formatRange } from '../i18n/format';

/** Depths and durations in all languages: the very list that the server's pages are held to. */
interface Case { min: number | null; max: number | null; unit: string; [language: string]: string | number | null }

const read = <T>(path: string) => JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')) as T;
const cases = read<Case[]>('../../../tests/words/ranges.json');
const japanese = read<Messages>('../i18n/ja.json');
const said = cases.flatMap((one) => LANGUAGES.filter(({ id }) => id in one).map(({ id }) => [id, one.min, one.max, one.unit, one[id] as string | null] as const));

afterEach(() => speak(japanese));

test.each(said)('%s: from %s to %s %s is %s', (id, min, max, unit, words) => {
  speak(read<Messages>(`../i18n/${id}.json`), LANGUAGES.find((one) => one.id === id)!);
  expect(formatRange(min, max, unit)).toBe(words);
});

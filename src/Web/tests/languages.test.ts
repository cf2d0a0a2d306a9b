import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../i18n';
import { chosenLanguage } from '../i18n/choice';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const read = (path: string) => JSON.parse(readFileSync(here(path), 'utf8')) as Record<string, string>;
const japanese = read('../i18n/ja.json');

/** Words for programmers and staff, which are Japanese in every language. */
const DESK = /^(page\.api\.|register\.|page\.staff$|failure\.signIn$|problem\.(401|403|405|406|412|413|415|421|428)\.|menu\.signOut$)/;
const wanted = Object.keys(japanese).filter((key) => !DESK.test(key));
const others = LANGUAGES.filter((one) => one.id !== 'ja').map((one) => one.id);
const marks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([mark]) => mark).sort();

test.each(others)('%s has every message, with the same marks, and no other', (id) => {
  const messages = read(`../i18n/${id}.json`);
  expect(wanted.filter((key) => !messages[key]?.trim())).toEqual([]);
  expect(Object.keys(messages).filter((key) => !(key in japanese))).toEqual([]);
  expect(wanted.filter((key) => marks(messages[key]!).join() !== marks(japanese[key]!).join())).toEqual([]);
  expect(messages['page.place.bringList']!.split('／').length).toBe(japanese['page.place.bringList']!.split('／').length);
});

test.each(others.filter((id) => !/^(easy|zh)/.test(id)))('%s has no Japanese left in it but names', (id) => {
  const messages = read(`../i18n/${id}.json`);
  const left = Object.entries(messages).filter(([, text]) => /[\u3040-\u30ff]/.test(text.replace('・', '').replace('／', '')));
  expect(left.map(([key]) => key).filter((key) => !['page.place.bringList'].includes(key))).toEqual([]);
});

test.each(others)('%s never calls a place safe', (id) => {
  const messages = read(`../i18n/${id}.json`);
  expect(Object.values(messages).filter((text) => /\bsafe\b|安全です|安心|是安全的|안전합니다|an toàn|\bseguro\b|\bligtas\b/i.test(text))).toEqual([]);
});

test('titles of kinds, groups and marks are there in every language', () => {
  const folder = here('../../../data/presets/');
  const kinds = readdirSync(folder).map((name) => JSON.parse(readFileSync(folder + name, 'utf8')) as { id: string; group: string; titles?: Record<string, string> })
    .filter((kind) => kind.group !== 'register');
  expect(kinds.length).toBeGreaterThan(20);
  expect(kinds.flatMap((kind) => others.filter((id) => !kind.titles?.[id]).map((id) => `${kind.id} ${id}`))).toEqual([]);
  for (const file of ['flags', 'groups']) {
    const words = JSON.parse(readFileSync(here(`../../../data/words/${file}.json`), 'utf8')) as Record<string, Record<string, string>>;
    expect(Object.entries(words).flatMap(([key, titles]) => ['ja', ...others].filter((id) => !titles[id]).map((id) => `${key} ${id}`))).toEqual([]);
  }
});

test('classes of presets are there in every language', () => {
  interface Step { words?: string[]; name?: string; label?: string; description?: string }
  const folder = here('../../../data/presets/');
  const presets = readdirSync(folder).map((name) => JSON.parse(readFileSync(folder + name, 'utf8')) as { id: string; titles?: object; legend?: Step[]; scale?: Step[] });
  const lacking: string[] = [];
  let named = 0;
  for (const { id: kind, titles, legend, scale } of presets) {
    for (const step of [...(scale ?? []), ...(legend ?? [])]) {
      // A step without words takes what the town itself calls so; a legend's only row without a name is called as its kind.
      if (step.words?.length && !step.name) lacking.push(`${kind} ${step.words.join()} has no name`);
      if (step.label && !step.name && !(titles && legend!.length === 1)) lacking.push(`${kind} ${step.label} has no name`);
      if (!step.name) continue;
      named++;
      for (const id of ['ja', ...others]) {
        const messages = read(`../i18n/${id}.json`);
        if (!messages[`class.${step.name}`]) lacking.push(`${id} class.${step.name}`);
        if (step.description && !messages[`means.${step.name}`]) lacking.push(`${id} means.${step.name}`);
      }
    }
  }
  expect(lacking).toEqual([]);
  expect(named).toBeGreaterThan(35);
});

test('no class is translated that no preset has', () => {
  const folder = here('../../../data/presets/');
  const all = readdirSync(folder).map((name) => readFileSync(folder + name, 'utf8')).join('');
  const keys = Object.keys(japanese).filter((key) => /^(class|means)\./.test(key) && !['class.rest', 'class.unsaid'].includes(key));
  expect(keys.length).toBeGreaterThan(40);
  expect(keys.filter((key) => !all.includes(`"name": "${key.replace(/^\w+\./, '')}"`))).toEqual([]);
});

test('the address decides before what was kept, and that before the browser', () => {
  const id = (query: string, kept: string | null, asked: string[]) => chosenLanguage(query, kept, asked).id;
  expect(id('?lang=ko', 'en', ['vi'])).toBe('ko');
  expect(id('?lang=xx', 'en', ['vi'])).toBe('en');
  expect(id('', null, ['vi-VN', 'en'])).toBe('vi');
  expect(id('', null, ['zh-TW'])).toBe('zh-Hant');
  expect(id('', null, ['zh-CN'])).toBe('zh-Hans');
  expect(id('', null, ['tl-PH'])).toBe('fil');
  expect(id('', null, ['de', 'ja'])).toBe('ja');
  expect(id('', null, ['de'])).toBe('ja');
});

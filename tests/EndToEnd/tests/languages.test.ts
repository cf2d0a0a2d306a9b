import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe } from '../support/axe';
import { launch, newPage, openMap, phone } from '../support/browser';
import { getJson, layerOfKind, placeWithin, publicUrl } from '../support/town';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const folder = fileURLToPath(new URL('../../../src/Web/i18n/', import.meta.url));
const languages = JSON.parse(readFileSync(`${folder}languages.json`, 'utf8')) as { id: string; lang: string; reviewed: boolean }[];
const words = new Map(readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'languages.json')
  .map((name) => [name.replace('.json', ''), JSON.parse(readFileSync(folder + name, 'utf8')) as Record<string, string>]));
/** The plain run asks axe about some languages; the full one about all. */
const FULL = Boolean(process.env.GIS_TEST_FULL);
const AT_LEAST = ['easy', 'en', 'zh-Hant'];
const KEY = /\b(page|hazard|sites|menu|search|here|facility|legend|depth|say|act|direction|credits|fit|class|means|layers|problem|hours)\.[a-z][\w.-]+/;

test('every page of the server speaks every language, shows no key, and axe finds nothing', async () => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  for (const { id, lang, reviewed } of languages) {
    const { page, faults } = await newPage(browser, { ...phone, locale: 'de-DE' });
    for (const path of [`place?lon=${lon}&lat=${lat}`, 'sites', 'facilities', 'data', 'find?q=zzzzzz']) {
      await page.goto(`${publicUrl()}${path}${path.includes('?') ? '&' : '?'}lang=${id}`);
      expect(await page.getAttribute('html', 'lang'), path).toBe(lang);
      const text = await page.locator('body').innerText();
      expect(text.match(KEY), `${id} ${path}`).toBeNull();
      expect(text.includes(words.get(id)!['language.unreviewed']!), `${id} says whether it was read`).toBe(!reviewed);
      if (FULL || AT_LEAST.includes(id)) expect(await axe(page), `${id} ${path}`).toEqual([]);
      const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: innerWidth }));
      expect(wide, `${id} ${path} scrolls sideways`).toBeLessThanOrEqual(screen);
    }
    // The warning in Japanese stays beside every translation, marked as Japanese.
    await page.goto(`${publicUrl()}place?lon=${lon}&lat=${lat}`);
    expect(await page.getAttribute('html', 'lang')).toBe(lang);
    expect((await page.locator('.zones p[lang=ja]').allInnerTexts()).join('')).toContain('水の深さが');
    const zones = await page.locator('.zones').innerText();
    const meanings = Object.entries(words.get(id)!).filter(([key]) => key.startsWith('depth.')).map(([, text]) => text);
    if (id !== 'ja') expect(meanings.some((text) => zones.includes(text)), `${id} says what the depth means`).toBe(true);
    expect(faults).toEqual([]);
    await page.context().close();
  }
});

test('an address that is not there is a page in every language, and axe finds nothing', async () => {
  for (const { id, lang, reviewed } of languages) {
    const { page } = await newPage(browser, { ...phone, colorScheme: id === 'ko' ? 'dark' : 'light' });
    const answer = await page.goto(`${publicUrl()}hinan?lang=${id}`);
    expect(answer!.status()).toBe(404);
    expect(await page.getAttribute('html', 'lang')).toBe(lang);
    expect(await page.innerText('h1')).toBe(words.get(id)!['problem.404.title']);
    const text = await page.locator('body').innerText();
    expect(text.match(KEY), id).toBeNull();
    expect(text.includes(words.get(id)!['language.unreviewed']!)).toBe(!reviewed);
    expect(await axe(page), id).toEqual([]);
    await page.click('nav a[href="/sites"]');
    expect(await page.innerText('h1')).toBe(words.get(id)!['page.sites.title']);
    await page.context().close();
  }
});

test.each(FULL ? languages.map((one) => one.id).filter((id) => id !== 'ja') : ['vi'])('the map page speaks %s, and axe finds nothing', async (id) => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page, faults } = await newPage(browser, phone);
  await openMap(page, `${publicUrl()}?lang=${id}#map=16/${lat}/${lon}&at=${lat},${lon}`);
  await page.waitForSelector('.hazard');
  expect(await page.innerText('h1')).toContain(words.get(id)!['page.public']!);
  expect(await page.locator('.hazard-text[lang=ja]').count()).toBeGreaterThan(0);
  expect((await page.locator('.hazard-said').allInnerTexts()).join(' ')).toMatch(/0[.,]5/);
  for (const view of ['.tab-here', '.tab-hazards', '.tab-sites', '.tab-layers', '.menu-button']) {
    if (!(await page.getAttribute(view, 'aria-current'))) await page.click(view);
    await page.waitForTimeout(300);
    expect((await page.innerText('#app')).match(KEY), view).toBeNull();
    expect(await axe(page), `${id} ${view}`).toEqual([]);
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

test.each(['en', 'vi'])('classes of zones speak %s on the sheet and on the map, with the Japanese beside', async (id) => {
  const layer = await layerOfKind('landslide');
  const { lon, lat } = await placeWithin(layer);
  const { page, faults } = await newPage(browser, phone);
  const known = Object.entries(words.get(id)!).filter(([key]) => key.startsWith('class.landslide.')).map(([, text]) => text);
  const japanese = layer.legend.map(({ label }) => label);

  await page.goto(`${publicUrl()}place?lon=${lon}&lat=${lat}&for=landslide&lang=${id}`);
  const strong = page.locator('.zones strong', { has: page.locator('.original', { hasText: '土砂災害' }) }).first();
  const [translated, original] = (await strong.innerText()).split('\n').map((line) => line.trim());
  expect(known).toContain(translated);
  expect(japanese).toContain(original);
  expect(await strong.locator('.original').getAttribute('lang')).toBe('ja');
  expect(await axe(page)).toEqual([]);

  await openMap(page, `${publicUrl()}map?at=${lat},${lon}&z=16&layers=landslide&lang=${id}`);
  await page.waitForSelector('.hazard');
  await expect.poll(() => page.locator('.hazard-range').allInnerTexts()).toContain(translated);
  await page.click('.tab-layers');
  // A long list is searched by words of the page's language.
  const { kinds } = await getJson<{ kinds: { id: string; titles: Record<string, string> }[] }>('catalogue.json');
  await page.fill('.find-field', kinds.find((kind) => kind.id === 'landslide')!.titles[id]!.toUpperCase());
  const row = page.locator('.views .layer:visible');
  expect(await row.count()).toBe(1);
  await row.locator('.unfold').click();
  const labels = await row.locator('.legend-label').allInnerTexts();
  expect(labels.length).toBe(layer.legend.length);
  expect(labels.filter((label) => !known.includes(label))).toEqual([]);
  expect(await row.locator('.original[lang=ja]').allInnerTexts()).toEqual(japanese);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('what the browser asks for is spoken, until somebody chooses', async () => {
  const { page } = await newPage(browser, { locale: 'ko-KR' });
  await page.goto(`${publicUrl()}sites`);
  expect(await page.getAttribute('html', 'lang')).toBe('ko');
  await page.click('.languages summary');
  await page.click('.languages a[lang=vi]');
  expect(await page.getAttribute('html', 'lang')).toBe('vi');
  await page.goto(`${publicUrl()}data`);
  expect(await page.getAttribute('html', 'lang')).toBe('vi');
  await openMap(page, publicUrl());
  expect(await page.getAttribute('html', 'lang')).toBe('vi');
  await page.context().close();
});

/** The map's page in every look: what was chosen for the eyes stands in a cookie. */
const LOOKS = ['light', 'dark', 'contrast'];
test.each(FULL ? languages.flatMap(({ id }) => LOOKS.map((look) => [id, look])) : [['en', 'dark'], ['ko', 'contrast']])('axe finds nothing on the map page in %s, %s', async (id, look) => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page, faults } = await newPage(browser, phone);
  await page.context().addCookies([{ name: 'theme', value: look!, url: publicUrl() }]);
  await openMap(page, `${publicUrl()}map?at=${lat},${lon}&z=16&lang=${id}`);
  await page.waitForSelector('.hazard');
  expect(await page.getAttribute('html', 'data-theme')).toBe(look);
  for (const view of ['.tab-here', '.tab-hazards', '.tab-sites', '.tab-layers', '.menu-button']) {
    if (!(await page.getAttribute(view, 'aria-current'))) await page.click(view);
    await page.waitForTimeout(300);
    expect(await axe(page), `${id} ${look} ${view}`).toEqual([]);
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

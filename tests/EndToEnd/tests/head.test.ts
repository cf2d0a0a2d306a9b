import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe } from '../support/axe';
import { launch, newPage, PHONE, phone } from '../support/browser';
import { tabTo } from '../support/keyboard';
import { layerOfKind, placeWithin, publicUrl } from '../support/town';

/** The head of pages that the server makes: out of the way on a phone, and yet everything in it reached with keys, by touch, by ear and without a script. */
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const LANGUAGES = ['ja', 'easy', 'en', 'zh-Hans', 'zh-Hant', 'ko', 'vi', 'pt', 'fil'];
const PAGES = ['sites', 'facilities', 'paper', 'data', 'share', 'find', 'offline'];

test('on a phone every page of the server begins in the first quarter of the screen, in every language', async () => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page } = await newPage(browser, phone);
  for (const language of LANGUAGES) {
    for (const path of [...PAGES, `place?lon=${lon}&lat=${lat}`]) {
      await page.goto(`${publicUrl()}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      const top = await page.evaluate(() => document.querySelector('h1, .crumb')!.getBoundingClientRect().top);
      expect(top, `${path} in ${language}`).toBeLessThanOrEqual(PHONE.height / 4);
    }
  }
  await page.context().close();
});

test('without a script a phone’s switches open by key, one at a time, and what they open comes next', async () => {
  const { page } = await newPage(browser, { ...phone, javaScriptEnabled: false });
  await page.goto(`${publicUrl()}sites`);
  const [pages, languages] = [page.locator('nav').first(), page.locator('.languages ul')];
  expect(await pages.isVisible()).toBe(false);
  expect(await page.locator('.top').ariaSnapshot()).not.toContain('避難場所の一覧');
  await tabTo(page, '.languages summary');
  await page.keyboard.press('Enter');
  expect(await languages.isVisible()).toBe(true);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement!.getAttribute('hreflang'))).toBe('ja');
  await tabTo(page, '.menu summary');
  await page.keyboard.press('Enter');
  expect(await pages.isVisible()).toBe(true);
  expect(await languages.isVisible()).toBe(false);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement!.getAttribute('href'))).toBe('/');
  expect(await page.locator('.top').ariaSnapshot()).toContain('link "避難場所の一覧"');
  await page.context().close();
});

const LOOKS: [string, BrowserContextOptions, string | null][] = [
  ['in the light', phone, null],
  ['in the dark', { ...phone, colorScheme: 'dark' }, null],
  ['in high contrast', { ...phone, contrast: 'more' }, null],
  ['in the largest letters', phone, 'largest'],
];

test.each(LOOKS)('opened %s, axe finds nothing, everything to press is 44 px and nothing scrolls sideways', async (_, options, text) => {
  const { page } = await newPage(browser, options);
  if (text) await page.context().addCookies([{ name: 'text', value: text, url: publicUrl() }]);
  for (const language of ['ja', 'pt']) {
    await page.goto(`${publicUrl()}sites?lang=${language}`);
    for (const name of ['.languages', '.menu']) {
      await page.click(`${name} summary`);
      expect(await axe(page), `${language} ${name}`).toEqual([]);
      const small = await page.$$eval('.top a, .top summary, .top button, .top input', (all) => all.filter((one) => (one as HTMLElement).checkVisibility())
        .map((one) => ({ what: one.textContent || one.tagName, ...one.getBoundingClientRect().toJSON() as DOMRect }))
        .filter(({ width, height }) => width < 43.9 || height < 43.9).map(({ what, width, height }) => `${what} ${width}x${height}`));
      expect(small, `${language} ${name}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${language} ${name}`).toBeLessThanOrEqual(0);
    }
  }
  await page.context().close();
});

test('a wide screen shows the pages without a switch, and paper shows the town’s name and no links', async () => {
  const { page } = await newPage(browser);
  await page.goto(`${publicUrl()}sites`);
  expect(await page.locator('.menu').isVisible()).toBe(false);
  expect(await page.locator('nav a[href="/data"]').isVisible()).toBe(true);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.town').isVisible()).toBe(true);
  expect(await page.locator('.top > .notice').isVisible()).toBe(true);
  for (const part of ['nav', '.top summary', '.languages ul', '.find']) expect(await page.locator(part).first().isVisible(), part).toBe(false);
  await page.context().close();
});

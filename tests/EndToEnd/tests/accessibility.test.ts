import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe } from '../support/axe';
import { launch, newPage, openMap, phone } from '../support/browser';
import { layerOfKind, placeWithin, publicUrl } from '../support/town';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const SCREENS: [string, BrowserContextOptions][] = [['a desktop', {}], ['a phone', phone]];

test.each(SCREENS)('axe finds nothing on any view of the public map on %s', async (_, options) => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page } = await newPage(browser, options);
  await openMap(page, publicUrl());
  expect(await axe(page), 'nothing chosen').toEqual([]);
  await openMap(page, `${publicUrl()}#map=16/${lat}/${lon}&at=${lat},${lon}`);
  await page.waitForSelector('.hazard');
  expect(await axe(page), 'answer').toEqual([]);
  for (const view of ['.tab-hazards', '.tab-sites', '.tab-layers', '.menu-button']) {
    await page.click(view);
    await page.waitForTimeout(500);
    expect(await axe(page), view).toEqual([]);
  }
  await page.fill('.search-input', '本町');
  await page.waitForSelector('.suggestion');
  await page.press('.search-input', 'ArrowDown');
  expect(await axe(page), 'search').toEqual([]);
  await page.context().close();
});

test('the keyboard reaches everything in the order it is seen, and the focus can be seen', async () => {
  const { page } = await newPage(browser);
  await openMap(page, publicUrl());
  const seen: string[] = [];
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press('Tab');
    seen.push(await page.evaluate(() => {
      const focused = document.activeElement!;
      const { outlineStyle } = getComputedStyle(focused.matches('.search-input') ? focused.closest('.search')! : focused);
      return `${focused.className || focused.tagName}${outlineStyle === 'none' ? ' UNSEEN' : ''}`;
    }));
  }
  expect(seen.filter((one) => one.endsWith('UNSEEN'))).toEqual([]);
  const at = (part: string) => seen.findIndex((one) => one.includes(part));
  expect(at('menu-button')).toBeGreaterThanOrEqual(0);
  expect(at('search-input')).toBeGreaterThan(at('menu-button'));
  expect(at('tab-here')).toBeGreaterThan(at('search-input'));
  expect(at('maplibregl-canvas')).toBeGreaterThan(at('tab-layers'));
  await page.context().close();
});

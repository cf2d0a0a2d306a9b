import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, newPage, openMap } from '../support/browser';
import { mapAtRest, mapView } from '../support/pixels';
import { getJson, publicUrl, someParcel } from '../support/town';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

interface Found {
  features: { geometry: { coordinates: [number, number] } | null; properties: { label: string } }[];
}
const first = async (text: string) => (await getJson<Found>(`search?q=${encodeURIComponent(text)}&limit=1`)).features[0];
const metres = (a: { lon: number; lat: number }, [lon, lat]: [number, number]) => Math.hypot((a.lon - lon) * 91_000, (a.lat - lat) * 111_000);

test('an address is found, the map goes there and the answer opens', async () => {
  const expected = (await first('本町1-2-3'))!;
  const { page } = await newPage(browser);
  await openMap(page, publicUrl());
  await page.fill('.search-input', '本町1-2-3');
  await page.waitForSelector('.suggestion');
  expect(await page.textContent('.suggestion .suggestion-label')).toBe(expected.properties.label);
  await page.click('.suggestion');
  await page.waitForSelector('.hazard-answer');
  await mapAtRest(page);
  const view = await mapView(page);
  expect(view.zoom).toBeGreaterThanOrEqual(15);
  expect(metres(view, expected.geometry!.coordinates)).toBeLessThan(100);
  await page.context().close();
});

test('a 地番 is found in the widths and hyphens people type, by keyboard alone', async () => {
  const parcel = await someParcel();
  const typed = parcel.label.replace(/[0-9-]/g, (c) => (c === '-' ? '－' : String.fromCharCode(c.charCodeAt(0) + 0xfee0)));
  const { page } = await newPage(browser);
  await openMap(page, publicUrl());
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
  await page.keyboard.insertText(typed);
  await page.waitForSelector('.suggestion');
  await page.keyboard.press('ArrowDown');
  const active = await page.getAttribute('.search-input', 'aria-activedescendant');
  expect(await page.getAttribute(`#${active}`, 'aria-selected')).toBe('true');
  expect(await page.textContent(`#${active}`)).toContain(parcel.label);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.things .feature');
  expect(await page.textContent('.things .feature')).toContain(parcel.label.slice(-4));
  await mapAtRest(page);
  expect(metres(await mapView(page), [parcel.lon, parcel.lat])).toBeLessThan(60);
  await page.context().close();
});

test('Enter without choosing opens the best, Escape closes the list', async () => {
  const { page } = await newPage(browser);
  await openMap(page, publicUrl());
  await page.fill('.search-input', '本町1-2-3');
  await page.waitForSelector('.suggestion');
  await page.press('.search-input', 'Escape');
  expect(await page.isVisible('.suggestions')).toBe(false);
  await page.press('.search-input', 'Enter');
  await page.waitForSelector('.hazard-answer');
  await page.context().close();
});

test('what cannot be found is said, with an example to try', async () => {
  const { page } = await newPage(browser);
  await openMap(page, publicUrl());
  await page.fill('.search-input', 'xyzzyplugh');
  await expect.poll(() => page.textContent('.suggestion-message')).toContain('例:');
  await page.context().close();
});

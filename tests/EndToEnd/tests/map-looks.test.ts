import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe } from '../support/axe';
import { launch, newPage, openMap } from '../support/browser';
import { mapAtRest } from '../support/pixels';
import { catalogue, layerOfKind, placeWithin, publicUrl } from '../support/town';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

interface Probe { getPaintProperty(layer: string, property: string): unknown; getStyle(): { layers: { id: string; type: string }[]; sources: Record<string, { type: string }> } }
const paint = (page: Page, layer: string, property: string) => page.evaluate(([id, name]) =>
  JSON.stringify((document.querySelector('.map') as unknown as { maplibre: Probe }).maplibre.getPaintProperty(id!, name!)), [layer, property] as const);

test('dark and contrast change the ground and never the colours of hazards; axe finds nothing in either', async () => {
  const hazard = await layerOfKind('flood-depth');
  const { lon, lat } = await placeWithin(hazard);
  const { page, faults } = await newPage(browser);
  await openMap(page, `${publicUrl()}#map=15/${lat}/${lon}&at=${lat},${lon}`);
  const colour = await paint(page, `${hazard.id}-fill`, 'fill-color');
  const ground = await paint(page, 'background', 'background-color');
  await page.click('.menu-button');
  for (const theme of ['暗い', 'くっきり']) {
    await page.click(`.chip:text-is("${theme}")`);
    await expect.poll(() => paint(page, 'background', 'background-color')).not.toBe(ground);
    await mapAtRest(page);
    expect(await paint(page, `${hazard.id}-fill`, 'fill-color')).toBe(colour);
    expect(await axe(page), theme).toEqual([]);
    for (const view of ['.tab-here', '.tab-hazards', '.tab-sites', '.tab-layers', '.menu-button']) {
      if (!(await page.getAttribute(view, 'aria-current'))) await page.click(view);
      await page.waitForTimeout(400);
      expect(await axe(page), `${theme} ${view}`).toEqual([]);
    }
  }
  // Remembered, and pages of the server wear it too.
  await page.goto(`${publicUrl()}sites`);
  expect(await page.getAttribute('html', 'data-theme')).toBe('contrast');
  expect(faults).toEqual([]);
  await page.context().close();
});

test('each district bears its name once, wherever tiles are cut', async () => {
  const districts = await layerOfKind('district');
  const { page } = await newPage(browser);
  for (const zoom of [13, 15]) {
    const [west, south, east, north] = (await catalogue()).town.bbox;
    await openMap(page, `${publicUrl()}#map=${zoom}/${(south + north) / 2}/${(west + east) / 2}`);
    await mapAtRest(page);
    const ids = await page.evaluate((id) => {
      interface Drawn { id: number; layer: { type: string } }
      const map = (document.querySelector('.map') as unknown as { maplibre: { queryRenderedFeatures(options: object): Drawn[]; getStyle(): { layers: { id: string; type: string }[] } } }).maplibre;
      const names = map.getStyle().layers.filter((one) => one.type === 'symbol' && one.id.startsWith(`${id}-`)).map((one) => one.id);
      return map.queryRenderedFeatures({ layers: names }).map((one) => one.id);
    }, districts.id);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
  }
  await page.context().close();
});

test('on a plain ground only the town’s own ground is gone', async () => {
  const hazard = await layerOfKind('flood-depth');
  const { page, faults } = await newPage(browser);
  await openMap(page, publicUrl());
  await page.click('.menu-button');
  const layers = () => page.evaluate(() => (document.querySelector('.map') as unknown as { maplibre: Probe }).maplibre.getStyle().layers.map((one) => one.id));
  const before = await layers();
  await page.click('.chip:text-is("無地")');
  await expect.poll(async () => (await layers()).length).toBeLessThan(before.length);
  expect(await layers()).toContain(`${hazard.id}-fill`);
  // Bases from elsewhere are there only where the town has switched them on.
  expect(await page.locator('.chips[aria-label="下の地図"] .chip').count()).toBe(2);
  await page.click('.chip:text-is("町の地図")');
  await expect.poll(async () => (await layers()).length).toBe(before.length);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a length and an area are measured by tapping and by key, and the place is not asked about meanwhile', async () => {
  const { page } = await newPage(browser);
  await openMap(page, `${publicUrl()}#map=16/35.103/139.305`);
  await page.click('.map-button:has-text("長さと広さ")');
  const box = (await page.locator('.map canvas').boundingBox())!;
  for (const [x, y] of [[200, 200], [500, 200], [500, 400]] as const) await page.mouse.click(box.x + x, box.y + y);
  const said = await page.innerText('.measured');
  // A pixel at zoom 16 and 35.1° north is 1.2215… / 2^… metres: 500 pixels of way, half of 300 × 200 inside.
  const metres = (40075016.686 / (512 * 2 ** 16)) * Math.cos((35.103 * Math.PI) / 180);
  const length = Number(/長さ ([\d.,]+)m/.exec(said)?.[1]?.replace(',', ''));
  expect(Math.abs(length / (500 * metres) - 1)).toBeLessThan(0.01);
  expect(said).toContain('ha');
  expect(await page.locator('.hazard-answer').count()).toBe(0);
  await page.click('.measure-bar .button:has-text("一つもどす")');
  expect(await page.innerText('.measured')).not.toContain('ha');
  await page.focus('.maplibregl-canvas');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.innerText('.measured')).toContain('囲んだ広さ');
  expect(await axe(page)).toEqual([]);
  await page.click('.measure-bar .button:has-text("終わる")');
  expect(await page.locator('.measure-bar').isVisible()).toBe(false);
  await page.context().close();
});

import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe } from '../support/axe';
import { launch, newPage, phone } from '../support/browser';
import { readCode } from '../support/code';
import { items, layerOfKind, placeWithin, publicUrl } from '../support/town';
import { figure } from '../support/figure';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const LOOKS: [string, BrowserContextOptions][] = [
  ['a desktop', {}],
  ['a phone', phone],
  ['a phone in the dark', { ...phone, colorScheme: 'dark' }],
  ['high contrast', { contrast: 'more' }],
];

test.each(LOOKS)('axe finds nothing on any page of the server on %s', async (_, options) => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page, faults } = await newPage(browser, options);
  const sites = (await layerOfKind('emergency-site')).id;
  const [site] = await items(sites, 1);
  const home = `ogc/collections/${sites}`;
  const standard = ['ogc', 'ogc/api', 'ogc/conformance', 'ogc/collections', home, `${home}/items`, `${home}/items/${site!.id}`].map((path) => `${path}?f=html`);
  for (const path of [`place?lon=${lon}&lat=${lat}`, 'sites', 'data', 'data?words=zzzz', `data/${sites}`, `data/${(await layerOfKind('flood-depth')).id}`, 'find?q=%E6%BD%AE%E8%A6%8B', 'find?q=zzzzzz', ...standard]) {
    await page.goto(publicUrl() + path);
    expect(await axe(page), path).toEqual([]);
    const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: innerWidth }));
    expect(wide, `${path} scrolls sideways`).toBeLessThanOrEqual(screen);
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

test('pages of the server begin in the look that the device asks for', async () => {
  for (const [asked, dark] of [['dark', true], ['light', false]] as const) {
    const { page } = await newPage(browser, { colorScheme: asked });
    await page.goto(`${publicUrl()}sites`);
    const [red] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g)!.map(Number));
    expect(red! < 64, asked).toBe(dark);
    await page.context().close();
  }
});

test('with scripts off one comes from the front page to the answer, by keyboard alone', async () => {
  const { page } = await newPage(browser, { javaScriptEnabled: false });
  await page.goto(publicUrl());
  await page.focus('input[type=search]');
  await page.keyboard.type('潮見町本町1-2-3');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/place\?/);
  const text = await page.locator('main').textContent();
  expect(text).toContain('本町一丁目2番3号');
  expect(text).toContain('どうするか');
  expect(text).toContain('直線の距離');
  expect(await page.locator('[data-tools]').isVisible()).toBe(false);
  await page.context().close();
});

test('the answer for an address is readable after few bytes', async () => {
  const { page } = await newPage(browser, phone);
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  await session.send('Network.enable');
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(`${publicUrl()}find?q=${encodeURIComponent('潮見町本町1-2-3')}`, { waitUntil: 'networkidle' });
  expect(await page.locator('h1').textContent()).toContain('本町一丁目2番3号');
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThan(150 * 1024);
  figure(`answer sheet: ${bytes} bytes over the wire`);
  await page.context().close();
});

test('without a script the sheet has its map, its patterns and a code that leads back to it', async () => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page } = await newPage(browser, { javaScriptEnabled: false, deviceScaleFactor: 2 });
  for (const asked of ['', '&for=flood', '&for=earthquake']) {
    await page.goto(`${publicUrl()}place?lon=${lon}&lat=${lat}${asked}`);
    const map = page.locator('.around img');
    await expect.poll(() => map.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(720);
    expect(await map.getAttribute('alt')).toContain('青い丸がこの場所');
    expect(await page.locator('.zones .swatch pattern path').count()).toBeGreaterThan(0);
    const link = await page.locator('.link').textContent();
    expect(new URL(link!).searchParams.get('lon')).toBe(lon.toFixed(6));
    expect(await readCode(browser, await page.locator('.qr').screenshot())).toBe(link);
  }
  await page.context().close();
});

test('the sheet fits on paper: one or two pages of A4', async () => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page } = await newPage(browser);
  await page.goto(`${publicUrl()}place?lon=${lon}&lat=${lat}`);
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  const pages = pdf.match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
  expect(pages).toBeGreaterThanOrEqual(1);
  expect(pages).toBeLessThanOrEqual(2);
  await page.context().close();
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe } from '../support/axe';
import { launch, newPage, openMap, otherHosts, phone } from '../support/browser';
import { readCode } from '../support/code';
import { layerOfKind, placeWithin, publicUrl } from '../support/town';

let browser: Browser;
let host: Server;
let hostUrl: string;
/** What the page of somebody else's web site frames. */
let framed = '';

beforeAll(async () => {
  browser = await launch();
  host = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="ja"><title>町のホームページ</title><body style="margin:0"><main><h1>町のホームページ</h1><p>文</p>
      <iframe src="${framed}" title="ハザードマップ" width="100%" height="480" style="border:0" referrerpolicy="no-referrer"></iframe><div style="height:3000px">続き</div></main></body></html>`);
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  host?.closeAllConnections();
  host?.close();
  await browser?.close();
});

async function openFrame(page: Page, path: string): Promise<Frame> {
  framed = publicUrl() + path;
  await page.goto(hostUrl);
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  return frame!;
}

test('a printed link opens the map at its place with its layers, and goes on in the same form', async () => {
  const flood = await layerOfKind('flood-depth');
  const { lon, lat } = await placeWithin(flood);
  const { page, faults, requests } = await newPage(browser);
  await openMap(page, `${publicUrl()}map?at=${lat},${lon}&z=15&layers=flood-depth`);
  await page.waitForSelector('.hazard');
  expect(await page.locator('.hazard').first().innerText()).not.toBe('');
  const on = await page.$$eval('.choice[aria-pressed=true]', (all) => all.length);
  expect(on).toBe(1);
  expect(new URL(page.url()).pathname).toBe('/map');
  expect(new URL(page.url()).searchParams.get('at')).toBe(`${lat.toFixed(6)},${lon.toFixed(6)}`);
  expect(page.url()).not.toContain('#');
  expect(await page.locator('.link-remarks').count()).toBe(0);
  expect(faults).toEqual([]);
  expect(otherHosts(requests, publicUrl())).toEqual([]);
  await page.context().close();
});

test('a link to what is no longer there says so in one sentence over a map that is not empty', async () => {
  const { page } = await newPage(browser, phone);
  await openMap(page, `${publicUrl()}map?layers=was_never_here&at=nowhere`);
  const said = await page.locator('.link-remarks').innerText();
  expect(said).toContain('このリンクの場所が読み取れない');
  expect(said).toContain('いまこの地図にありません');
  expect(await page.$$eval('.choice[aria-pressed=true]', (all) => all.length)).toBe(1);
  expect(await axe(page)).toEqual([]);
  await page.click('.link-remarks button');
  expect(await page.locator('.link-remarks').count()).toBe(0);
  await page.context().close();
});

test('links of the first years behind a # open as ever', async () => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page } = await newPage(browser);
  await openMap(page, `${publicUrl()}#map=15/${lat}/${lon}&at=${lat},${lon}`);
  await page.waitForSelector('.hazard');
  expect(new URL(page.url()).pathname).toBe('/');
  await page.context().close();
});

test('without a script a printed link shows the answer sheet', async () => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page } = await newPage(browser, { ...phone, javaScriptEnabled: false });
  await page.goto(`${publicUrl()}map?at=${lat},${lon}&layers=flood-depth`);
  expect(await page.locator('.zones strong').first().isVisible()).toBe(true);
  expect(await page.locator('.site-list li').count()).toBeGreaterThan(0);
  await page.goto(`${publicUrl()}embed?at=${lat},${lon}`);
  await expect.poll(() => page.locator('.whole-picture img').evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBeGreaterThan(0);
  expect(await page.locator('.site-list li').count()).toBeGreaterThan(0);
  await page.context().close();
});

test.each([['a desktop', {}], ['a phone', phone]] as const)('in somebody else\'s page on %s the map is drawn, keeps nothing and leaves the page its scroll', async (name, options) => {
  const { page, faults, requests } = await newPage(browser, options);
  const frame = await openFrame(page, 'embed?layers=flood-depth&lang=ja');
  await frame.waitForSelector('.map-stage[data-idle=true]', { timeout: 60_000 });
  expect(await frame.locator('h1').innerText()).toContain('ハザードマップ');
  expect(await frame.getAttribute('.whole', 'href')).toContain('/map?');
  expect(await frame.getAttribute('.whole', 'target')).toBe('_blank');
  expect(await frame.locator('.maplibregl-ctrl-scale').isVisible()).toBe(true);
  expect(await frame.locator('.frame-credit').innerText()).toContain('出典');
  // The wheel over the map moves the page, and the map says how it is moved.
  const zoom = () => frame.evaluate(() => (document.querySelector('.map') as unknown as { maplibre: { getZoom(): number } }).maplibre.getZoom());
  const before = await zoom();
  if (name === 'a desktop') {
    await page.mouse.move(700, 320);
    await page.mouse.wheel(0, 400);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    expect(await zoom()).toBe(before);
    expect(await frame.locator('.maplibregl-cooperative-gesture-screen').innerText()).toContain('Ctrl');
    await page.evaluate(() => scrollTo(0, 0));
  }
  // By keyboard: the map, and each text below it.
  await frame.focus('.maplibregl-canvas');
  await page.keyboard.press('+');
  await expect.poll(zoom).toBeGreaterThan(before);
  await frame.focus('.panel-button');
  await page.keyboard.press('Enter');
  expect(await frame.locator('.legend-row').count()).toBeGreaterThan(2);
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await frame.locator('.panel').isVisible()).toBe(false);
  expect(await frame.evaluate(() => document.activeElement!.className)).toContain('panel-button');
  expect(await page.context().cookies()).toEqual([]);
  expect(await frame.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  expect(requests.filter((one) => new URL(one).host !== new URL(hostUrl).host && new URL(one).host !== new URL(publicUrl()).host)).toEqual([]);
  expect(requests.some((one) => one.includes('/live'))).toBe(false);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('no other page may be framed', async () => {
  for (const path of ['', 'place?lon=139.3047&lat=35.1033', 'map?z=12', 'share']) {
    const { page, faults } = await newPage(browser);
    const frame = await openFrame(page, path);
    await expect.poll(() => faults.join(' '), { timeout: 20_000 }).toMatch(/frame-ancestors|Framing/);
    expect(await frame.locator('#app, .top').count(), path).toBe(0);
    await page.context().close();
  }
});

test('the web officer makes a link, a code that a telephone reads, and a frame', async () => {
  const { page, faults } = await newPage(browser);
  await page.goto(`${publicUrl()}share`);
  await page.fill('#place', '本町1-2-3');
  await page.selectOption('#z', '16');
  await page.click('.share > button');
  const link = await page.inputValue('#share-link');
  expect(link).toMatch(/\/map\?at=35\.\d{6},139\.\d{6}&z=16/);
  expect(await readCode(browser, await page.locator('.qr').screenshot())).toBe(link);
  const code = await page.inputValue('#share-frame');
  expect(code).toContain('title="');
  const frame = (await (await page.waitForSelector('iframe.preview')).contentFrame())!;
  await page.locator('iframe.preview').scrollIntoViewIfNeeded();
  await frame.waitForSelector('.map-stage[data-idle=true]', { timeout: 60_000 });
  expect(code).toContain(new URL(frame.url()).pathname);
  expect(await axe(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('with scripts off the page of links is whole', async () => {
  const { page } = await newPage(browser, { ...phone, javaScriptEnabled: false });
  await page.goto(`${publicUrl()}share?lang=en`);
  await page.fill('#at', '35.1033, 139.3047');
  await page.click('.share > button');
  expect(await page.inputValue('#share-link')).toContain('at=35.103300,139.304700');
  expect(await page.locator('[data-copy]').first().isVisible()).toBe(false);
  const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: innerWidth }));
  expect(wide).toBeLessThanOrEqual(screen);
  await page.context().close();
});

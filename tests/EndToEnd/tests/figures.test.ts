import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, newPage, otherHosts, phone } from '../support/browser';
import { startRelay } from '../support/relay';
import { publicUrl } from '../support/town';
import { figure } from '../support/figure';

/** Figures of the public pages, printed; what is bytes is bounded, what is time is only told. */
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** Counts every byte over the wire, those of workers too. */
async function counting(page: Page): Promise<{ session: CDPSession; bytes(): number }> {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  const count = (from: CDPSession) => from.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  count(session);
  return { session, bytes: () => bytes };
}

test('the answer sheet on a weak line and a slow phone', async () => {
  // All bytes are counted on the line itself: what the worker asks for is seen by no page.
  const relay = await startRelay(publicUrl());
  const { page, requests } = await newPage(browser, phone);
  const { session, bytes } = await counting(page);
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const begun = Date.now();
  await page.goto(`${relay.url}find?q=${encodeURIComponent('潮見町本町1-2-3')}`, { waitUntil: 'domcontentloaded' });
  await page.locator('.site-list').first().waitFor();
  const readable = Date.now() - begun;
  const needed = relay.bytes();
  await page.waitForLoadState('networkidle');
  figure(`answer sheet: readable after ${readable} ms at 1.6 Mbit/s, 150 ms, 4x CPU; ${needed} bytes on the line until then, ${bytes()} with map and code`);
  expect(await page.locator('main').innerText()).toContain('直線の距離');
  expect(needed).toBeGreaterThan(10_000);
  expect(needed).toBeLessThan(150 * 1024);
  expect(bytes()).toBeLessThan(150 * 1024);
  await expect.poll(() => page.locator('[data-state]').textContent(), { timeout: 60_000 }).toMatch(/保存しました/);
  figure(`answer sheet: ${relay.bytes()} bytes on the line when it is kept for times without a network, map around included`);
  expect(otherHosts(requests, relay.url)).toEqual([]);
  await page.context().close();
  await relay.cut();
});

test.each([['a phone', phone], ['a desktop', {}]])('the first view of the map on %s', async (name, options) => {
  const { page, requests } = await newPage(browser, options);
  const { bytes } = await counting(page);
  // Workers ask for tiles and are no part of the page's own session: the server says how long each of its answers is.
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => sizes.push(request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize)));
  await page.goto(publicUrl());
  await page.waitForSelector('.map-stage[data-idle=true]', { timeout: 60_000 });
  const whole = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  figure(`first view of the map on ${name}: ${whole} bytes in ${sizes.length} answers (${bytes()} seen by the page itself)`);
  expect(whole).toBeGreaterThan(100_000);
  expect(whole).toBeLessThan(1.2e6);
  expect(otherHosts(requests, publicUrl())).toEqual([]);
  await page.context().close();
});

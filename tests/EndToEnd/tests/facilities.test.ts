import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe } from '../support/axe';
import { launch, newPage, phone } from '../support/browser';
import { items, layerOfKind, publicUrl } from '../support/town';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

test('with scripts off a wheelchair toilet is found by kind and equipment, as the data has it', async () => {
  const toilets = await layerOfKind('toilet');
  const field = toilets.fields.find((one) => one.role === 'has-wheelchair')!.name;
  const wanted = (await items(toilets.id, 1000)).filter((one) => one.properties[field] === '有').length;
  expect(wanted).toBeGreaterThan(0);
  const { page } = await newPage(browser, { javaScriptEnabled: false });
  await page.goto(`${publicUrl()}facilities`);
  await page.selectOption('#kind', 'toilet');
  await page.click('.facets button');
  await page.check('input[value=has-wheelchair]');
  await page.click('.facets button');
  expect(await page.locator('[role=status]').innerText()).toContain(`${wanted}件`);
  expect(await page.locator('.facility-list > li').count()).toBe(Math.min(wanted, 20));
  expect(await page.locator('.facility-list > li').first().innerText()).toContain('車椅子で使えるトイレ');
  const map = page.locator('.beside img');
  await expect.poll(() => map.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)).toBe(600);
  await page.context().close();
});

test('numbers of the list stand on the map, hours and telephone are there, and pages lead on', async () => {
  const { page, faults } = await newPage(browser);
  await page.goto(`${publicUrl()}facilities`);
  const svg = await (await fetch(new URL((await page.getAttribute('.beside img', 'src'))!, publicUrl()))).text();
  for (const number of await page.locator('.facility-list .count').allInnerTexts()) expect(svg).toContain(`>${number}</text>`);
  await page.click('a[rel=next]');
  expect(await page.locator('.facility-list > li').first().getAttribute('value')).toBe('21');
  await page.goto(`${publicUrl()}facilities?kind=aed`);
  expect(await page.locator('a[href^="tel:"]').count()).toBeGreaterThan(0);
  expect(await page.locator('main').innerText()).toMatch(/利用時間 .*\d:\d\d/);
  await page.goto(`${publicUrl()}facilities?lon=139.3047&lat=35.1033&kind=shelter`);
  const far = (await page.locator('.facility-list .small').allInnerTexts()).map((text) => {
    const [, value, unit] = /約([\d.]+)(km|m)/.exec(text)!;
    return Number(value) * (unit === 'km' ? 1000 : 1);
  });
  expect(far.length).toBeGreaterThan(5);
  expect([...far].sort((a, b) => a - b)).toEqual(far);
  expect(faults).toEqual([]);
  await page.context().close();
});

test.each([['a phone', phone], ['the dark', { colorScheme: 'dark' as const }], ['high contrast', { contrast: 'more' as const }]])('axe finds nothing in the finder on %s', async (_, options) => {
  const { page } = await newPage(browser, options);
  for (const path of ['facilities', 'facilities?kind=toilet', 'facilities?q=zzzz']) {
    await page.goto(publicUrl() + path);
    expect(await axe(page), path).toEqual([]);
    const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: innerWidth }));
    expect(wide, path).toBeLessThanOrEqual(screen);
  }
  await page.context().close();
});

test('beside the list a map moves; each lights up the other, and the list is what the keyboard uses', async () => {
  const { page, faults } = await newPage(browser);
  await page.goto(`${publicUrl()}facilities?kind=toilet`);
  await page.waitForSelector('[data-finder-map][data-idle=true]', { timeout: 60_000 });
  const numbers = await page.locator('.number-marker').allInnerTexts();
  expect([...numbers].sort()).toEqual([...await page.locator('.facility-list > li[data-lon]:not([data-lon=""]) .count').allInnerTexts()].sort());
  await page.locator('.facility-list > li').nth(1).hover();
  expect(await page.locator('.number-marker.lit').innerText()).toBe('2');
  await page.locator('.number-marker', { hasText: /^1$/ }).dispatchEvent('click');
  expect(await page.locator('.facility-list > li.lit').getAttribute('value')).toBe('1');
  expect(await page.evaluate(() => document.activeElement!.closest('li')?.value)).toBe(1);
  expect(await page.locator('.number-marker[tabindex], .number-marker[role]').count()).toBe(0);
  expect(await axe(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('when a site joins the list while it is open, no number on the map means another site than in the list', async () => {
  const { page } = await newPage(browser);
  const address = `${publicUrl()}facilities?kind=toilet`;
  // What the server says while an incident is on, with the first site not there yet; from the second time on it is.
  let asked = 0;
  await page.route(address, async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replace('data-live=""', 'data-live="toilets"');
    const first = /<li value="1"[\s\S]*?<\/li>\s*(?=<li value="2")/.exec(html)![0];
    asked++;
    await route.fulfill({ response, body: asked > 1 ? html : html.replace(first, '').replace(/(<li value="|<span class="count" aria-hidden="true">)(\d+)/g, (_, before: string, number: string) => `${before}${Number(number) - 1}`) });
  });
  await page.route('**/live', async (route) => {
    await page.waitForSelector('[data-finder-map][data-idle=true]', { timeout: 60_000 });
    await route.fulfill({ contentType: 'text/event-stream', body: asked > 1 ? ': nothing\n\n' : 'event: change\ndata: {"layers":[{"layer":"toilets"}]}\n\n' });
  });
  await page.goto(address);
  const count = await page.locator('.facility-list > li').count();
  await expect.poll(() => page.locator('.facility-list > li').count(), { timeout: 60_000 }).toBe(count + 1);
  await page.waitForSelector('[data-finder-map][data-idle=true]', { timeout: 60_000 });
  for (const row of [1, 2]) {
    await page.locator(`.facility-list > li[value="${row}"]`).hover();
    expect(await page.locator('.number-marker.lit').innerText()).toBe(String(row));
  }
  expect(await page.locator('.number-marker').count()).toBe(await page.locator('.facility-list > li[data-lon]:not([data-lon=""])').count());
  await page.context().close();
});

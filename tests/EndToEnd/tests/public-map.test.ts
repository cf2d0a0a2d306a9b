import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, newPage, openMap, otherHosts } from '../support/browser';
import { coloursOnMap, drawnFeatures, mapAtRest } from '../support/pixels';
import { catalogue, hazardsAt, layerOfKind, placeWithin, publicUrl } from '../support/town';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

test('the map shows the town from its own data, and asks no other host', async () => {
  const { town } = await catalogue();
  const { page, requests, faults } = await newPage(browser);
  await openMap(page, publicUrl());
  expect(await page.textContent('h1')).toContain(town.name);
  expect(await page.textContent('.notice')).toBe(town.notice);
  const drawn = await drawnFeatures(page);
  expect(Object.keys(drawn).length).toBeGreaterThan(3);
  expect(Object.values(drawn).reduce((a, b) => a + b, 0)).toBeGreaterThan(50);
  expect(await coloursOnMap(browser, page)).toBeGreaterThan(30);
  expect(otherHosts(requests, publicUrl())).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('labels are drawn with the fonts of the device: none are fetched', async () => {
  const { page, requests } = await newPage(browser);
  await openMap(page, publicUrl());
  expect(requests.filter((url) => /glyphs|fonts?\/|\.pbf|sprite/.test(new URL(url).pathname))).toEqual([]);
  await page.context().close();
});

test('a click says what may happen there, worst first, and what stands there', async () => {
  const { lon, lat, answer } = await placeWithin(await layerOfKind('flood-depth'));
  const { page } = await newPage(browser);
  await openMap(page, `${publicUrl()}#map=16.5/${lat}/${lon}`);
  await mapAtRest(page);
  const box = (await page.locator('.map canvas').boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForSelector('.hazard');
  const texts = await page.$$eval('.hazard-text', (all) => all.map((one) => one.textContent));
  expect(texts.length).toBe(answer.hazards.length);
  expect([...texts].sort()).toEqual(answer.hazards.map((one) => one.text).sort());
  const severities = texts.map((text) => answer.hazards.find((one) => one.text === text)!.severity);
  expect(severities).toEqual([...severities].sort((a, b) => b - a));
  expect(await page.$$eval('.hazard .swatch', (all) => all.length)).toBe(texts.length);
  await page.waitForSelector('.things .feature');
  await page.context().close();
});

test('the nearest sites carry a mark for every disaster, and unfit ones are not mixed with fit ones', async () => {
  const { lon, lat, answer } = await placeWithin(await layerOfKind('flood-depth'));
  const { siteFlags } = await catalogue();
  const flag = 'flood';
  const { page } = await newPage(browser);
  await openMap(page, `${publicUrl()}#map=16/${lat}/${lon}&at=${lat},${lon}`);
  await page.click('.tab-sites');
  await page.waitForSelector('.view.shown .site');
  const names = new Map(siteFlags.map((one) => [one.id, one.title]));
  await page.selectOption('.view.shown .select', { label: names.get(flag)! });
  const shown = await page.$$eval('.view.shown .site', (rows) => rows.map((row) => ({
    name: row.querySelector('.site-name')!.textContent!,
    unfit: row.classList.contains('unfit'),
    marks: row.querySelectorAll('.mark').length,
    words: [...row.querySelectorAll('.mark .visually-hidden')].map((one) => one.textContent),
  })));
  expect(shown.length).toBeGreaterThan(0);
  for (const site of shown) {
    const known = answer.sites.find((one) => one.name === site.name)!;
    expect(site.marks).toBe(siteFlags.length);
    const fits = known.fits[flag] === 'yes' || known.fits[flag] === 'limited';
    expect(site.unfit, site.name).toBe(!fits || known.hazards.includes(flag));
  }
  expect(shown.map((site) => site.unfit)).toEqual(shown.map((site) => site.unfit).sort((a, b) => Number(a) - Number(b)));
  expect(shown.flatMap((site) => site.words).every((word) => ['使えます', '使えません', '条件つき', '不明'].includes(word!))).toBe(true);
  await page.context().close();
});

test('the legend says in words what is on the screen, and nothing that is not', async () => {
  const layer = await layerOfKind('flood-depth');
  const { lon, lat } = await placeWithin(layer);
  const { page } = await newPage(browser);
  await openMap(page, `${publicUrl()}#map=15/${lat}/${lon}&on=${layer.id}`);
  await page.click('.tab-hazards');
  await expect.poll(() => page.textContent('.legend-on-screen')).toContain(layer.title);
  const labels = await page.$$eval('.legend-part', (parts, title) => parts.filter((part) => part.querySelector('h4')!.textContent === title)
    .flatMap((part) => [...part.querySelectorAll('.legend-label')].map((one) => one.textContent!)), layer.title);
  expect(labels.length).toBeGreaterThan(0);
  expect(labels.every((label) => layer.legend.some((one) => one.label === label))).toBe(true);
  // The sea off the town has none of it.
  const { town } = await catalogue();
  await openMap(page, `${publicUrl()}#map=17/${town.bbox[1] - 0.02}/${town.bbox[0]}&on=${layer.id}`);
  await page.click('.tab-hazards');
  await expect.poll(() => page.innerText('.legend-on-screen')).toContain('見えていません');
  await page.context().close();
});

test('hazards can be switched and combined, and the strength of their colour changed', async () => {
  const { page } = await newPage(browser);
  const layer = await layerOfKind('flood-depth');
  const { lon, lat } = await placeWithin(layer);
  await openMap(page, `${publicUrl()}#map=15/${lat}/${lon}&off=${layer.id}`);
  expect((await drawnFeatures(page))[layer.id]).toBeUndefined();
  await page.click('.tab-hazards');
  await page.click(`.choice:has-text("${layer.title}")`);
  await mapAtRest(page);
  await expect.poll(async () => (await drawnFeatures(page))[layer.id] ?? 0).toBeGreaterThan(0);
  await page.fill('.strength input', '40');
  expect(await page.textContent('.strength output')).toBe('40%');
  await page.click('.view.shown >> text=すべて消す');
  await expect.poll(async () => (await drawnFeatures(page))[layer.id] ?? 0).toBe(0);
  await page.context().close();
});

test('where the data ends the page says that nothing is known', async () => {
  const { town } = await catalogue();
  const [lon, lat] = [town.bbox[0] - 0.05, town.bbox[1] - 0.05];
  const answer = await hazardsAt(lon, lat);
  expect(answer.hazards).toEqual([]);
  const { page } = await newPage(browser);
  await openMap(page, `${publicUrl()}#map=14/${lat}/${lon}&at=${lat},${lon}`);
  await page.waitForSelector('.hazard-answer');
  expect(await page.innerText('.hazard-answer')).not.toMatch(/安全です|安心|心配ありません/);
  expect(await page.innerText('.hazard-answer')).toMatch(/データの範囲の外|まだ入っていないもの/);
  await page.context().close();
});

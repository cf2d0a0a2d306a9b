import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe } from '../support/axe';
import { launch, newPage, otherHosts, phone } from '../support/browser';
import { getJson, publicUrl } from '../support/town';
import { differences } from '../support/vision';
import { figure } from '../support/figure';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

interface Sheets { shown: string[]; hazards: { layer: string; title: string }[]; sheets: { district: string; href: string }[] }

const sheets = (query = ''): Promise<Sheets> => getJson(`paper/sheets.json${query}`);
const address = (href: string) => new URL(href, publicUrl()).href;

/** As in legend-vision.test.ts: less than this and one would have to look twice. */
const TOLD_APART = 8;

test('with JavaScript off one chooses a district and gets its sheet', async () => {
  const { page, requests, faults } = await newPage(browser, { ...phone, javaScriptEnabled: false });
  await page.goto(`${publicUrl()}find`);
  // On a phone the pages are behind the head's switch, which needs no script either.
  await page.click('.menu summary');
  await page.click('nav a[href="/paper"]');
  const { sheets: all } = await sheets();
  const wanted = all[all.length - 1]!.district;
  await page.selectOption('#district', { label: wanted });
  await page.selectOption('#size', 'A3');
  await page.click('main form button');
  expect(await page.locator('h1').innerText()).toBe(wanted);
  expect(await page.locator('svg.map').count()).toBe(1);
  expect(faults).toEqual([]);
  expect(otherHosts(requests, publicUrl())).toEqual([]);
  await page.context().close();
});

test('axe finds nothing on the page to choose on, nor on a sheet', async () => {
  const { page } = await newPage(browser);
  await page.goto(`${publicUrl()}paper`);
  expect(await axe(page)).toEqual([]);
  await page.goto(address((await sheets()).sheets[0]!.href));
  expect(await axe(page)).toEqual([]);
  await page.context().close();
});

test('no part of a sheet is cut off, in the densest and the largest district, on each paper, and in a language of long words', async () => {
  const { page } = await newPage(browser);
  const { sheets: all, hazards } = await sheets();
  const last = hazards[hazards.length - 1]!.layer;
  const chosen = [all[0]!, all[Math.floor(all.length / 2)]!, all[all.length - 1]!];
  for (const [i, sheet] of chosen.entries()) {
    for (const paper of ['A4&orientation=portrait', 'A4&orientation=landscape', 'A3&orientation=portrait', 'A3&orientation=landscape']) {
      const id = new URL(sheet.href, publicUrl()).searchParams.get('district')!;
      await page.goto(`${publicUrl()}paper/sheet?district=${id}&size=${paper}&hazard=${i === 1 ? last : hazards[0]!.layer}&lang=${i === 2 ? 'pt' : 'ja'}`);
      const cut = await page.evaluate(() => [...document.querySelectorAll('.head, .legend, .list, .foot, .sheet')]
        .filter((one) => one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2)
        .map((one) => `${one.className} ${one.scrollWidth}x${one.scrollHeight} in ${one.clientWidth}x${one.clientHeight}`));
      expect(cut, `${sheet.district} ${paper}`).toEqual([]);
    }
  }
  await page.context().close();
});

test('neighbouring classes are told apart on a sheet in grey', async () => {
  const { page } = await newPage(browser);
  const { hazards, sheets: all } = await sheets();
  const id = new URL(all[0]!.href, publicUrl()).searchParams.get('district')!;
  for (const { layer, title } of hazards) {
    await page.goto(`${publicUrl()}paper/sheet?district=${id}&size=A4&hazard=${layer}`);
    const rows = await page.locator('.key li[data-class]').all();
    const pictures = [];
    for (const row of rows) pictures.push(await row.locator('.swatch').screenshot());
    if (pictures.length < 2) continue;
    let least = Infinity;
    for (let i = 1; i < pictures.length; i++) least = Math.min(least, (await differences(browser, pictures[i - 1]!, pictures[i]!)).grey);
    figure(`${title}: least difference of neighbours on paper in grey: ${least.toFixed(1)}`);
    expect(least, title).toBeGreaterThan(TOLD_APART);
  }
  await page.context().close();
});

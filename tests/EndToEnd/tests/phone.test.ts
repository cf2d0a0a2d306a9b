import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, newPage, openMap, phone } from '../support/browser';
import { layerOfKind, placeWithin, publicUrl } from '../support/town';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** Things to press that are smaller than a finger. Links inside running text are no buttons and are left out. */
const tooSmall = (page: Page) => page.$$eval('button, input, summary, select, .row-link, [role=option]', (all) => all
  .filter((one) => (one as HTMLElement).checkVisibility({ visibilityProperty: true }) && !one.closest('.maplibregl-ctrl-attrib'))
  .map((one) => {
    // A tick box is pressed by its label as well.
    const target = one.matches('[type=checkbox]') ? (one.closest('label') ?? one) : one;
    const { width, height } = target.getBoundingClientRect();
    return { what: one.className || one.outerHTML.slice(0, 80), width, height };
  })
  .filter(({ width, height }) => width < 43.9 || height < 43.9));

const sideways = (page: Page) => page.evaluate(() => [...document.querySelectorAll('html, body, #app, .views, .top')].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className || one.tagName));

test('every view fits 360 px without sideways scrolling, and everything to press is 44 px', async () => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page, faults } = await newPage(browser, phone);
  await openMap(page, `${publicUrl()}#map=16/${lat}/${lon}&at=${lat},${lon}`);
  await page.waitForSelector('.hazard');
  for (const view of ['.tab-here', '.tab-hazards', '.tab-sites', '.tab-layers', '.menu-button']) {
    if (!(await page.getAttribute(view, 'aria-current'))) await page.click(view);
    await page.waitForTimeout(400);
    expect(await sideways(page), view).toEqual([]);
    expect(await tooSmall(page), view).toEqual([]);
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the largest letters still fit', async () => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page } = await newPage(browser, phone);
  await openMap(page, `${publicUrl()}#map=16/${lat}/${lon}&at=${lat},${lon}`);
  await page.click('.menu-button');
  await page.click('.chip:text-is("とても大きい")');
  expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('24px');
  for (const view of ['.tab-here', '.tab-hazards', '.tab-sites', '.tab-layers']) {
    await page.click(view);
    await page.waitForTimeout(300);
    expect(await sideways(page), view).toEqual([]);
  }
  await page.context().close();
});

test('no text of the page is smaller than 16 px', async () => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page } = await newPage(browser, phone);
  await openMap(page, `${publicUrl()}#map=16/${lat}/${lon}&at=${lat},${lon}`);
  await page.waitForSelector('.hazard');
  const small = await page.$$eval('.top *, .tabs *, .views *', (all) => all.filter((one) => one.childNodes.length > 0
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim() !== '')
    && Number.parseFloat(getComputedStyle(one).fontSize) < 16).map((one) => one.outerHTML.slice(0, 80)));
  expect(small).toEqual([]);
  await page.context().close();
});

test('the sheet is dragged, tapped and worked by key', async () => {
  const { page } = await newPage(browser, phone);
  await openMap(page, publicUrl());
  const height = () => page.getAttribute('.sheet', 'data-height');
  expect(await height()).toBe('half');
  const grip = (await page.locator('.sheet-grip').boundingBox())!;
  await page.mouse.move(grip.x + grip.width / 2, grip.y + 10);
  await page.mouse.down();
  await page.mouse.move(grip.x + grip.width / 2, 150, { steps: 5 });
  await page.mouse.up();
  expect(await height()).toBe('full');
  await page.tap('.sheet-grip');
  await expect.poll(height).toBe('low');
  await page.focus('.sheet-grip');
  await page.keyboard.press('Enter');
  await expect.poll(height).toBe('half');
  expect(await page.getAttribute('.sheet-grip', 'aria-expanded')).toBe('true');
  await page.context().close();
});

test('a tap on the map opens the answer above the fold', async () => {
  const { lon, lat } = await placeWithin(await layerOfKind('flood-depth'));
  const { page } = await newPage(browser, phone);
  await openMap(page, `${publicUrl()}#map=16/${lat}/${lon}`);
  await page.touchscreen.tap(160, 260);
  await page.waitForSelector('.hazard-answer');
  const sheet = (await page.locator('.sheet').boundingBox())!;
  const answer = (await page.locator('.hazard-answer').boundingBox())!;
  expect(answer.y).toBeGreaterThan(sheet.y);
  expect(answer.y).toBeLessThan(740 - 60);
  await page.context().close();
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axe } from '../support/axe';
import { launch, newPage, openMap, otherHosts } from '../support/browser';
import { mapAtRest } from '../support/pixels';
import { catalogue, publicUrl, someParcel, staffAccount, staffUrl } from '../support/town';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

async function signIn(page: Page, password = staffAccount().password): Promise<void> {
  await page.goto(`${staffUrl()}staff/sign-in`);
  await page.fill('#name', staffAccount().name);
  await page.fill('#password', password);
  await page.click('button[type=submit]');
  await page.waitForLoadState();
}

test('nobody sees the staff map without signing in', async () => {
  const { page } = await newPage(browser);
  await page.goto(`${staffUrl()}staff`);
  expect(new URL(page.url()).pathname).toBe('/staff/sign-in');
  expect(await axe(page)).toEqual([]);
  const answer = await page.request.get(`${staffUrl()}catalogue.json`, { maxRedirects: 0 });
  expect([302, 401, 403]).toContain(answer.status());
  await signIn(page, 'not the password');
  expect(await page.innerText('[role=alert]')).not.toBe('');
  await page.context().close();
});

test('staff click a parcel and see its register, marked as personal data', async () => {
  const parcel = await someParcel();
  const { page, requests, faults } = await newPage(browser);
  await signIn(page);
  await openMap(page, `${staffUrl()}staff#map=18/${parcel.lat}/${parcel.lon}`);
  await mapAtRest(page);
  const box = (await page.locator('.map canvas').boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForSelector('.register .facts');
  expect(await page.innerText('.register')).toContain('個人情報');
  expect(await page.innerText('.register')).toContain('記録しています');
  const labels = await page.$$eval('.register dt', (all) => all.map((one) => one.textContent));
  expect(labels.length).toBeGreaterThan(1);
  expect(await axe(page)).toEqual([]);
  expect(otherHosts(requests, staffUrl())).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('from a typed 地番 to its register without the mouse', async () => {
  const parcel = await someParcel();
  const { page } = await newPage(browser);
  await signIn(page);
  await openMap(page, `${staffUrl()}staff`);
  await page.keyboard.press('/');
  await page.keyboard.type(parcel.label);
  await page.waitForSelector('.suggestion');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.register .facts');
  await page.context().close();
});

test('the layers stand beside the map all the time', async () => {
  const { page } = await newPage(browser);
  await signIn(page);
  await openMap(page, `${staffUrl()}staff`);
  expect(await page.isVisible('.layers-column .layer')).toBe(true);
  for (const view of ['.tab-hazards', '.tab-sites', '.menu-button']) {
    await page.click(view);
    await page.waitForTimeout(400);
    expect(await axe(page), view).toEqual([]);
  }
  await page.context().close();
});

test('the public page shows no register, and its server has none to give', async () => {
  const parcel = await someParcel();
  expect((await catalogue()).layers.flatMap((layer) => layer.relations ?? [])).toEqual([]);
  const { page, requests } = await newPage(browser);
  await openMap(page, `${publicUrl()}#map=18/${parcel.lat}/${parcel.lon}`);
  await mapAtRest(page);
  const box = (await page.locator('.map canvas').boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForSelector('.things .feature');
  await page.waitForTimeout(500);
  expect(await page.$$('.register')).toEqual([]);
  expect(requests.filter((url) => url.includes('/staff'))).toEqual([]);
  const answer = await page.request.get(`${publicUrl()}staff/relations/${parcel.layer.id}/${parcel.fid}/any`);
  expect(answer.status()).toBe(404);
  await page.context().close();
});

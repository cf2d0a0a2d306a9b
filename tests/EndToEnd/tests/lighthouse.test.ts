import type { Browser } from 'playwright-core';
import lighthouse from 'lighthouse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figure } from '../support/figure';
import { freePort, launch } from '../support/browser';
import { publicUrl } from '../support/town';

/** What Google's judge says of the public pages: accessibility, good practice, being found. Its fourth category, speed, stands in figures.test.ts with a line and a telephone of our own. */
const WANTED = { accessibility: 1, 'best-practices': 0.95, seo: 0.95 } as const;
const PAGES = ['', 'place?lon=139.3047&lat=35.1033&for=flood', 'facilities', 'sites', 'data', 'paper', 'share'];
const looked = process.env.GIS_TEST_FULL ? PAGES : PAGES.slice(0, 2);

let browser: Browser;
let port: number;
beforeAll(async () => {
  port = await freePort();
  browser = await launch([`--remote-debugging-port=${port}`]);
});
afterAll(() => browser?.close());

test.each(looked)('lighthouse on /%s', async (path) => {
  const result = await lighthouse(new URL(path, publicUrl()).href, {
    port, output: 'json', logLevel: 'error', onlyCategories: Object.keys(WANTED), throttlingMethod: 'provided', locale: 'ja',
  });
  const { categories, audits, runtimeError } = result!.lhr;
  expect(runtimeError).toBeUndefined();
  const said = Object.keys(WANTED).map((id) => `${id} ${Math.round((categories[id]!.score ?? 0) * 100)}`).join(', ');
  figure(`lighthouse on /${path}: ${said}`);
  for (const [id, score] of Object.entries(WANTED)) {
    const faults = categories[id]!.auditRefs.filter(({ id: audit, weight }) => weight > 0 && (audits[audit]!.score ?? 1) < 1).map(({ id: audit }) => audit);
    expect(categories[id]!.score, `${id}: ${faults.join(', ')}`).toBeGreaterThanOrEqual(score);
  }
}, 180_000);

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, newPage, openMap } from '../support/browser';
import { execute } from '../support/database';
import { mapAtRest } from '../support/pixels';
import { layerOfKind, publicUrl, someParcel } from '../support/town';
import { figure } from '../support/figure';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const stamped = (requests: readonly string[], layer: string) => requests.filter((url) => new URL(url).pathname.startsWith(`/tiles/${layer}/`));

/** Corners of a feature as the map has drawn it: changes when the shape does. */
const outline = (page: Page, layer: string, fid: string) => page.evaluate(([id, number]) => {
  interface Drawn { id?: number; geometry: unknown }
  const map = (document.querySelector('.map') as unknown as { maplibre: { querySourceFeatures(source: string, options: object): Drawn[] } }).maplibre;
  return JSON.stringify(map.querySourceFeatures(id!, { sourceLayer: id }).filter((one) => String(one.id) === number).map((one) => one.geometry));
}, [layer, fid] as const);

test('a change by plain SQL is drawn in the open page, by asking for the touched tiles only', async () => {
  const parcel = await someParcel();
  const { page, requests, faults } = await newPage(browser);
  await openMap(page, `${publicUrl()}#map=17.4/${parcel.lat}/${parcel.lon}`);
  await mapAtRest(page);
  const before = await outline(page, parcel.layer.id, parcel.fid);
  expect(before.length).toBeGreaterThan(10);
  const asked = stamped(requests, parcel.layer.id);
  expect(asked.length).toBeGreaterThan(0);
  requests.length = 0;

  const table = `layer."${parcel.layer.id}"`;
  await execute(`UPDATE ${table} SET geom = ST_Scale(geom, ST_MakePoint(0.9, 0.9), ST_Centroid(geom)) WHERE fid = $1`, [Number(parcel.fid)]);
  try {
    await expect.poll(() => outline(page, parcel.layer.id, parcel.fid), { timeout: 20_000 }).not.toBe(before);
    const again = stamped(requests, parcel.layer.id);
    expect(again.length).toBeGreaterThan(0);
    expect(again.length).toBeLessThanOrEqual(asked.length);
    // Under a new address, and no tile of another layer.
    expect(again.every((url) => !asked.includes(url))).toBe(true);
    expect(requests.filter((url) => url.includes('/tiles/')).length).toBe(again.length);
  } finally {
    await execute(`UPDATE ${table} t SET geom = h.geom FROM (SELECT geom FROM history."${parcel.layer.id}" WHERE fid = $1 ORDER BY gis_until DESC LIMIT 1) h WHERE t.fid = $1`, [Number(parcel.fid)]);
  }
  await expect.poll(() => outline(page, parcel.layer.id, parcel.fid), { timeout: 20_000 }).toBe(before);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('from COMMIT to the picture', async () => {
  const parcel = await someParcel();
  const { page, faults } = await newPage(browser);
  await openMap(page, `${publicUrl()}#map=17.4/${parcel.lat}/${parcel.lon}`);
  await mapAtRest(page);
  const table = `layer."${parcel.layer.id}"`;
  const took: number[] = [];
  const before = await outline(page, parcel.layer.id, parcel.fid);
  for (let round = 0; round < 5; round++) {
    const was = await outline(page, parcel.layer.id, parcel.fid);
    // The page itself says when it has drawn a frame in which the shape is another: the clocks are one machine's.
    const drawn = page.evaluate(([id, number, old]) => new Promise<number>((resolve) => {
      interface Drawn { id?: number; geometry: unknown }
      const map = (document.querySelector('.map') as unknown as {
        maplibre: { querySourceFeatures(source: string, options: object): Drawn[]; on(event: 'render', listener: () => void): void; off(event: 'render', listener: () => void): void };
      }).maplibre;
      const look = () => {
        if (JSON.stringify(map.querySourceFeatures(id!, { sourceLayer: id }).filter((one) => String(one.id) === number).map((one) => one.geometry)) === old) return;
        map.off('render', look);
        requestAnimationFrame(() => resolve(Date.now()));
      };
      map.on('render', look);
    }), [parcel.layer.id, parcel.fid, was] as const);
    const begun = Date.now();
    if (round < 4) await execute(`UPDATE ${table} SET geom = ST_Scale(geom, ST_MakePoint(0.95, 0.95), ST_Centroid(geom)) WHERE fid = $1`, [Number(parcel.fid)]);
    else await execute(`UPDATE ${table} t SET geom = h.geom FROM (SELECT geom FROM history."${parcel.layer.id}" WHERE fid = $1 ORDER BY gis_until DESC OFFSET 3 LIMIT 1) h WHERE t.fid = $1`, [Number(parcel.fid)]);
    const committed = Date.now();
    const at = await drawn;
    took.push(at - committed);
    expect(at).toBeGreaterThan(begun);
  }
  expect(await outline(page, parcel.layer.id, parcel.fid)).toBe(before);
  figure(`COMMIT (end of psql) to the drawn frame: ${took.join(', ')} ms`);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('without the stream the map is drawn all the same', async () => {
  const layer = await layerOfKind('parcel');
  const { page } = await newPage(browser);
  await page.route('**/live', (route) => route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{}' }));
  await openMap(page, publicUrl());
  expect(await page.evaluate((id) => {
    const map = (document.querySelector('.map') as unknown as { maplibre: { getSource(source: string): unknown } }).maplibre;
    return map.getSource(id) !== undefined;
  }, layer.id)).toBe(true);
  await page.context().close();
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, newPage, openMap, phone } from '../support/browser';
import { mapAtRest } from '../support/pixels';
import { catalogue, publicUrl } from '../support/town';
import { differences, VISIONS, type Vision } from '../support/vision';
import { figure } from '../support/figure';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** Less than this and one would have to look twice. Two screenshots of one class differ by 0. */
const TOLD_APART = 8;

async function compare(name: string, pictures: { label: string; png: Buffer }[]): Promise<Record<Vision, number>> {
  const least = Object.fromEntries(VISIONS.map((vision) => [vision, Infinity])) as Record<Vision, number>;
  for (let i = 1; i < pictures.length; i++) {
    const [one, other] = [pictures[i - 1]!, pictures[i]!];
    const apart = await differences(browser, one.png, other.png);
    for (const vision of VISIONS) {
      least[vision] = Math.min(least[vision], apart[vision]);
      expect(apart[vision], `${name}: ${one.label} beside ${other.label}, ${vision}`).toBeGreaterThan(TOLD_APART);
    }
  }
  return least;
}

const told = (least: Record<Vision, number>) => VISIONS.map((vision) => `${vision} ${least[vision].toFixed(1)}`).join(', ');

test('neighbouring classes of every hazard are told apart in the legend at 360 px, in every colour vision and in grey', async () => {
  const { page } = await newPage(browser, phone);
  const { layers } = await catalogue();
  await openMap(page, publicUrl());
  await page.click('.tab-layers');
  await page.click('.sheet-grip');
  for (const layer of layers.filter((one) => one.hazard && one.legend.length > 1)) {
    const row = page.locator('.layer').filter({ hasText: layer.title }).first();
    await row.locator('.unfold').click();
    const pictures = [];
    for (const line of await row.locator('.legend-row').all()) pictures.push({ label: await line.locator('.legend-label').innerText(), png: await line.locator('.swatch').screenshot() });
    expect(pictures.length).toBe(layer.legend.length);
    const same = await differences(browser, pictures[0]!.png, pictures[0]!.png);
    expect(same.usual).toBe(0);
    figure(`${layer.title}: least difference of neighbours in the legend: ${told(await compare(layer.title, pictures))}`);
    await row.locator('.unfold').click();
  }
  await page.context().close();
});

/** A place well inside an area of a class, as the map has drawn it, at the middle of a tile of its pattern. */
async function within(page: Page, layer: string, filter: unknown): Promise<{ lon: number; lat: number } | null> {
  return page.evaluate(([id, wanted]) => {
    interface Drawn { geometry: { type: string; coordinates: number[][][] | number[][][][] } }
    interface Probe { querySourceFeatures(source: string, options: object): Drawn[] }
    const map = (document.querySelector('.map') as unknown as { maplibre: Probe }).maplibre;
    let best: { lon: number; lat: number } | null = null;
    let room = 0;
    for (const { geometry } of map.querySourceFeatures(id as string, { sourceLayer: id, filter: wanted })) {
      const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as number[][][][];
      for (const rings of polygons) {
        const xs = rings[0]!.map(([x]) => x!);
        const ys = rings[0]!.map(([, y]) => y!);
        const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
        for (let i = 1; i < 16; i++) {
          for (let k = 1; k < 16; k++) {
            const [x, y] = [west + ((east - west) * i) / 16, south + ((north - south) * k) / 16];
            let inside = false;
            let near = Infinity;
            for (const ring of rings) {
              for (let n = 1; n < ring.length; n++) {
                const [[x1, y1], [x2, y2]] = [ring[n - 1]!, ring[n]!] as [[number, number], [number, number]];
                if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
                const along = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2 || 1)));
                near = Math.min(near, Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)));
              }
            }
            if (inside && near > room) {
              room = near;
              best = { lon: x, lat: y };
            }
          }
        }
      }
    }
    return best;
  }, [layer, filter] as [string, unknown]);
}

test('neighbouring classes are told apart as the map draws them on a phone, in every colour vision and in grey', async () => {
  const { page } = await newPage(browser, phone);
  const { layers, town } = await catalogue();
  // The plain run looks at one hazard, the full one at all that are classed by depth.
  const kinds = process.env.GIS_TEST_FULL ? ['flood-depth', 'storm-surge', 'tsunami', 'inland-flood'] : ['flood-depth'];
  const chosen = layers.filter((one) => kinds.includes(one.kind)).filter((one, i, all) => all.findIndex((other) => other.kind === one.kind) === i);
  for (const layer of chosen) {
    const off = layers.filter((one) => one.visible && one.id !== layer.id).map((one) => one.id).join(',');
    const [west, south, east, north] = town.bbox;
    await openMap(page, `${publicUrl()}#map=13/${(south + north) / 2}/${(west + east) / 2}&on=${layer.id}&off=${off}`);
    await page.click('.sheet-grip');
    await page.click('.sheet-grip');
    const pictures: { label: string; png: Buffer }[] = [];
    for (const one of layer.legend) {
      const place = await within(page, layer.id, one.filter);
      if (!place) continue;
      const point = await page.evaluate(async ({ lon, lat }) => {
        interface Probe { jumpTo(to: object): void; project(place: [number, number]): { x: number; y: number } }
        const map = (document.querySelector('.map') as unknown as { maplibre: Probe }).maplibre;
        map.jumpTo({ center: [lon, lat], zoom: 17 });
        return map.project([lon, lat]);
      }, place);
      await mapAtRest(page);
      await page.waitForTimeout(300);
      const box = (await page.locator('.map canvas').boundingBox())!;
      pictures.push({ label: one.label, png: await page.screenshot({ clip: { x: Math.round(box.x + point.x) - 24, y: Math.round(box.y + point.y) - 24, width: 48, height: 48 } }) });
      await page.evaluate(([x, y]) => (document.querySelector('.map') as unknown as { maplibre: { jumpTo(to: object): void } }).maplibre.jumpTo({ center: [x, y], zoom: 13 }),
        [(west + east) / 2, (south + north) / 2] as const);
      await mapAtRest(page);
    }
    expect(pictures.length).toBeGreaterThanOrEqual(3);
    figure(`${layer.title}: least difference of neighbours on the map: ${told(await compare(layer.title, pictures))}`);
  }
  await page.context().close();
});

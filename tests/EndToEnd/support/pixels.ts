import type { Browser, Page } from 'playwright-core';

/** Distinct colours in the middle of the map as it is seen, of a screenshot brought to a coarse scale of 32 steps a channel. */
export async function coloursOnMap(browser: Browser, page: Page): Promise<number> {
  const box = await page.locator('.map canvas').boundingBox();
  if (!box) return 0;
  const view = page.viewportSize()!;
  const clip = { x: Math.max(0, box.x), y: Math.max(0, box.y), width: Math.min(box.width, view.width - box.x), height: Math.min(box.height, view.height - box.y) };
  const shot = (await page.screenshot({ clip })).toString('base64');
  // Counted in a page of its own, which no content security policy binds.
  const counter = await browser.newPage();
  try {
    return await counter.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const ink = canvas.getContext('2d')!;
      ink.drawImage(image, 0, 0);
      const { data } = ink.getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set<number>();
      for (let i = 0; i < data.length; i += 4) seen.add(((data[i]! >> 3) << 10) | ((data[i + 1]! >> 3) << 5) | (data[i + 2]! >> 3));
      return seen.size;
    }, shot);
  } finally {
    await counter.close();
  }
}

/** Features the map has drawn, by layer of the catalogue. */
export function drawnFeatures(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    interface Drawn { layer: { metadata?: Record<string, string> } }
    const map = (document.querySelector('.map') as unknown as { maplibre: { queryRenderedFeatures(): Drawn[] } }).maplibre;
    const counts: Record<string, number> = {};
    for (const feature of map.queryRenderedFeatures()) {
      const id = feature.layer.metadata?.['gis:layer'];
      if (id) counts[id] = (counts[id] ?? 0) + 1;
    }
    return counts;
  });
}

export function mapView(page: Page): Promise<{ lon: number; lat: number; zoom: number }> {
  return page.evaluate(() => {
    const map = (document.querySelector('.map') as unknown as { maplibre: { getCenter(): { lng: number; lat: number }; getZoom(): number } }).maplibre;
    return { lon: map.getCenter().lng, lat: map.getCenter().lat, zoom: map.getZoom() };
  });
}

/** Waits until the map has come to rest with everything drawn. */
export async function mapAtRest(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const map = (document.querySelector('.map') as unknown as { maplibre?: { loaded(): boolean; isMoving(): boolean } }).maplibre;
    return map !== undefined && map.loaded() && !map.isMoving();
  }, null, { timeout: 60_000 });
}

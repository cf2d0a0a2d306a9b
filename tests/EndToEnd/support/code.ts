import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

const decoder = readFileSync(createRequire(import.meta.url).resolve('jsqr'), 'utf8');

/** What a QR code in a picture says, read by a decoder that shares nothing with the product; null when none is found. */
export async function readCode(browser: Browser, png: Buffer): Promise<string | null> {
  const reader = await browser.newPage();
  try {
    await reader.evaluate(decoder);
    return await reader.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const ink = canvas.getContext('2d')!;
      ink.drawImage(image, 0, 0);
      const { data, width, height } = ink.getImageData(0, 0, canvas.width, canvas.height);
      const read = (window as unknown as { jsQR(data: Uint8ClampedArray, width: number, height: number): { data: string } | null }).jsQR(data, width, height);
      return read?.data ?? null;
    }, png.toString('base64'));
  } finally {
    await reader.close();
  }
}

import type { Browser } from 'playwright-core';

/** How people see: P, D and T type colour vision (Machado, Oliveira and Fernandes 2009, severity 1.0, on linear light), and no colour at all. */
export const VISIONS = ['usual', 'protan', 'deutan', 'tritan', 'grey'] as const;
export type Vision = (typeof VISIONS)[number];

/**
 * How different two pictures of one size look, for each vision: the mean over all pixels of the distance of colours, in steps of 255, after a blur
 * of one pixel. A pattern moves pixels although the mean colour is the same, so pictures are compared place by place.
 */
export async function differences(browser: Browser, one: Buffer, other: Buffer): Promise<Record<Vision, number>> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(async ([a, b]) => {
      const MATRICES: Record<string, number[]> = {
        usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
        protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
        tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
        grey: [0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722],
      };
      const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
      const encoded = (v: number) => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);
      const pixels = async (base64: string) => {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.width;
        canvas.height = image.height;
        const ink = canvas.getContext('2d')!;
        ink.drawImage(image, 0, 0);
        return ink.getImageData(0, 0, canvas.width, canvas.height);
      };
      const [first, second] = [await pixels(a!), await pixels(b!)];
      if (first.width !== second.width || first.height !== second.height) throw new Error('The pictures are not of one size.');
      const result: Record<string, number> = {};
      for (const [name, m] of Object.entries(MATRICES)) {
        const seen = ({ data }: ImageData, i: number) => {
          const rgb = [0, 1, 2].map((c) => linear(data[i + c]! / 255));
          return [0, 1, 2].map((row) => encoded(Math.min(1, Math.max(0, m[row * 3]! * rgb[0]! + m[row * 3 + 1]! * rgb[1]! + m[row * 3 + 2]! * rgb[2]!))) * 255);
        };
        let sum = 0;
        for (let i = 0; i < first.data.length; i += 4) {
          const [x, y] = [seen(first, i), seen(second, i)];
          sum += Math.sqrt(x.reduce((total, value, c) => total + (value - y[c]!) ** 2, 0) / 3);
        }
        result[name] = sum / (first.data.length / 4);
      }
      return result;
    }, [one.toString('base64'), other.toString('base64')]) as Record<Vision, number>;
  } finally {
    await page.close();
  }
}

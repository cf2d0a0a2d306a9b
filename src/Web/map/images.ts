import type { Map as MapLibre } from 'maplibre-gl';
import { drawPattern, parsePatternName, TILE } from './patterns';
import { drawPictogram } from './symbols';

/** Side of a symbol on the map in CSS pixels before the style's icon-size. */
const SYMBOL = 32;
/** Drawn at this density whatever the screen, so that symbols stay sharp when an image is enlarged. */
const DENSITY = 3;

/** Makes every image that the style asks for by name, on the spot: nothing is fetched. */
export function drawMissingImages(map: MapLibre): void {
  map.setMissingStyleImageResolver((id) => {
    if (map.hasImage(id)) return;
    const image = makeImage(id);
    if (image) map.addImage(id, image, { pixelRatio: DENSITY });
  });
}

/** The picture for a name of the style, or null when the name is none of ours. */
export function makeImage(id: string): ImageData | null {
  const pattern = parsePatternName(id);
  if (pattern) return paint(TILE, (ink) => drawPattern(ink, pattern.pattern, pattern.color));
  const symbol = /^symbol-(.+)$/.exec(id);
  return symbol ? paint(SYMBOL, (ink) => drawPictogram(ink, symbol[1]!, SYMBOL)) : null;
}

function paint(size: number, draw: (ink: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * DENSITY;
  const ink = canvas.getContext('2d', { willReadFrequently: true });
  if (!ink) return new ImageData(size * DENSITY, size * DENSITY);
  ink.scale(DENSITY, DENSITY);
  draw(ink);
  return ink.getImageData(0, 0, canvas.width, canvas.height);
}

import type { LegendItem } from '../data/types';
import { drawPattern, hasInk, TILE } from '../map/patterns';
import { groundPath, pictogram } from '../map/symbols';
import { h, svg } from './dom';

/** CSS pixels; the style sheet has the same. */
const SIZE = [40, 28] as const;
const DENSITY = 2;

export interface Look {
  color: string | null;
  /** As on the map, over a light ground; 1 when it is not said. */
  opacity?: number;
  outline?: string | null;
  pattern?: string | null;
  symbol?: string | null;
  geometry?: string;
}

/** The look of a legend class as the map draws it: symbol, line, or colour with its pattern. Decorative; words stand beside it. */
export function swatch(look: Look, [width, height]: readonly [number, number] = SIZE): Element {
  if (look.symbol) return symbolPicture(look.symbol);
  if (look.geometry === 'line') return lineSwatch(look);
  const canvas = h('canvas', { class: 'swatch', width: width * DENSITY, height: height * DENSITY, 'aria-hidden': 'true' });
  const ink = canvas.getContext('2d');
  if (!ink) return canvas;
  ink.scale(DENSITY, DENSITY);
  ink.fillStyle = '#ffffff';
  ink.fillRect(0, 0, width, height);
  ink.globalAlpha = look.opacity ?? 1;
  ink.fillStyle = look.color ?? '#ffffff';
  ink.fillRect(0, 0, width, height);
  ink.globalAlpha = 1;
  const outline = look.outline ?? darker(look.color);
  if (hasInk(look.pattern ?? null)) {
    for (let x = 0; x < width; x += TILE) {
      for (let y = 0; y < height; y += TILE) {
        ink.save();
        ink.translate(x, y);
        drawPattern(ink, look.pattern!, outline);
        ink.restore();
      }
    }
  }
  ink.strokeStyle = outline;
  ink.lineWidth = 1.5;
  ink.strokeRect(0.75, 0.75, width - 1.5, height - 1.5);
  return canvas;
}

/** The class in the middle of the legend stands for the whole layer: its colour is the one most people will have seen. */
export function layerSwatch({ legend, geometryType }: { legend: readonly LegendItem[]; geometryType: string }): Element {
  const item = legend[Math.floor(legend.length / 2)];
  return item ? legendSwatch(item, geometryType) : swatch({ color: null });
}

export function legendSwatch(item: LegendItem, geometry: string): Element {
  return swatch({ ...item, geometry });
}

export function symbolPicture(name: string): SVGSVGElement {
  const picture = pictogram(name);
  return svg(
    '0 0 32 32',
    [
      ['path', { d: groundPath(picture.shape, 1), fill: picture.ground }],
      ...picture.strokes.map(({ d, width, color = '#ffffff' }): [string, Record<string, string | number>] =>
        width === 0
          ? ['path', { d, fill: color }]
          : ['path', { d, fill: 'none', stroke: color, 'stroke-width': width, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }]),
    ],
    { class: 'symbol' },
  );
}

function lineSwatch(look: Look): Element {
  const color = look.color ?? '#888888';
  const parts: [string, Record<string, string | number>][] = [
    ['path', { d: 'M3 20L15 9L25 16L37 7', fill: 'none', stroke: look.outline ?? darker(color), 'stroke-width': 6, 'stroke-linejoin': 'round', 'stroke-linecap': 'round' }],
    ['path', { d: 'M3 20L15 9L25 16L37 7', fill: 'none', stroke: color, 'stroke-width': 3.5, 'stroke-linejoin': 'round', 'stroke-linecap': 'round' }],
  ];
  return svg(`0 0 ${SIZE.join(' ')}`, parts, { class: 'swatch' });
}

/** A darker shade of the same colour, for rims and for the ink of patterns; the server takes the same share for its images. */
export function darker(color: string | null): string {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color ?? '');
  if (!found) return '#444444';
  return `#${found.slice(1).map((part) => Math.floor(Number.parseInt(part, 16) * 0.55).toString(16).padStart(2, '0')).join('')}`;
}

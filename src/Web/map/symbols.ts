import look from '../../../data/look/symbols.json';

/**
 * Pictograms in the manner of JIS Z 8210, drawn by us on a 32 × 32 board. They stand in data/look, so that pages the server makes show the same.
 * They are named after what they show, never after a kind of layer: which layer wears which picture is said by its preset.
 */

export interface Stroke {
  /** SVG path data on the 32 × 32 board. */
  d: string;
  /** Line width; 0 fills the path instead. */
  width: number;
  /** Colour; white where it is not said. */
  color?: string;
}

export interface Pictogram {
  shape: 'square' | 'circle';
  ground: string;
  strokes: Stroke[];
}

/** All pictures by name. */
export const PICTOGRAMS = look.symbols as Record<string, Pictogram>;

const disc = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${r * 2} 0a${r} ${r} 0 1 0 ${-r * 2} 0z`;

/** A picture by name; a plain marker for a name nobody knows, so that nothing on the map goes unseen. */
export function pictogram(name: string): Pictogram {
  return PICTOGRAMS[name] ?? PICTOGRAMS.marker!;
}

/** Draws a pictogram with its white rim on a context whose unit is the CSS pixel, filling `size` × `size`. */
export function drawPictogram(ink: CanvasRenderingContext2D, name: string, size: number): void {
  const picture = pictogram(name);
  ink.save();
  ink.scale(size / 32, size / 32);
  ink.fillStyle = '#ffffff';
  ink.fill(new Path2D(groundPath(picture.shape, 0.2)));
  ink.fillStyle = picture.ground;
  ink.fill(new Path2D(groundPath(picture.shape, 1.8)));
  ink.lineCap = 'round';
  ink.lineJoin = 'round';
  for (const stroke of picture.strokes) {
    const path = new Path2D(stroke.d);
    ink.fillStyle = ink.strokeStyle = stroke.color ?? '#ffffff';
    if (stroke.width === 0) ink.fill(path);
    else {
      ink.lineWidth = stroke.width;
      ink.stroke(path);
    }
  }
  ink.restore();
}

/** The outline of the sign, `inset` units inside the board. */
export function groundPath(shape: Pictogram['shape'], inset: number): string {
  if (shape === 'circle') return disc(16, 16, 16 - inset);
  const r = 6 - inset / 2;
  const side = 32 - inset * 2 - r * 2;
  return `M${inset + r} ${inset}h${side}a${r} ${r} 0 0 1 ${r} ${r}v${side}a${r} ${r} 0 0 1 ${-r} ${r}h${-side}a${r} ${r} 0 0 1 ${-r} ${-r}v${-side}a${r} ${r} 0 0 1 ${r} ${-r}z`;
}

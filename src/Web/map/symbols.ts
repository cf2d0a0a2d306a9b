/**
 * Pictograms in the manner of JIS Z 8210, drawn by us on a 32 × 32 board. They are named after what they show, never after a kind of
 * layer: which layer wears which picture is said by its preset.
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

/** Colours of safety signs as JIS Z 9103 has them, near enough for a screen. */
const SAFETY_GREEN = '#00713a';
const SAFETY_RED = '#c8102e';
const SAFETY_BLUE = '#0051a5';

const fill = (d: string, color?: string): Stroke => ({ d, width: 0, ...(color ? { color } : {}) });
const line = (d: string, width = 2.6, color?: string): Stroke => ({ d, width, ...(color ? { color } : {}) });
const disc = (x: number, y: number, r: number) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${r * 2} 0a${r} ${r} 0 1 0 ${-r * 2} 0z`;

const RUNNER: Stroke[] = [
  fill(disc(19.6, 6.6, 2.7)),
  line('M17.6 10.8L14.4 17.4', 4),
  line('M17.4 11.4L12.4 12.2L9.6 15.6', 2.4),
  line('M18 11.6L21 15L24.6 14.4', 2.4),
  line('M14.6 17.4L18.8 20.6L17.6 26', 2.7),
  line('M14 18L11.4 22.4L6.4 23', 2.7),
];

const WAVE = (y: number) => line(`M5 ${y}q2.75 -3 5.5 0t5.5 0t5.5 0t5.5 0`, 2.2);

export const PICTOGRAMS: Record<string, Pictogram> = {
  'person-running': { shape: 'square', ground: SAFETY_GREEN, strokes: [...RUNNER, line('M5 28.2L27 28.2', 2)] },
  'person-under-roof': {
    shape: 'square',
    ground: SAFETY_GREEN,
    strokes: [
      line('M4.6 14.4L16 5L27.4 14.4', 2.6),
      line('M7.4 13.4L7.4 27L24.6 27L24.6 13.4', 2.2),
      fill(disc(16, 14.2, 2.3)),
      line('M16 17.6L16 21', 4),
      line('M14.9 21L14.5 25.4M17.1 21L17.5 25.4', 1.9),
    ],
  },
  'heart-bolt': {
    shape: 'square',
    ground: SAFETY_RED,
    strokes: [
      fill('M16 26.5C8 20.6 5 16.6 5 12.4C5 8.8 7.6 6.4 10.7 6.4C13 6.4 14.9 7.6 16 9.6C17.1 7.6 19 6.4 21.3 6.4C24.4 6.4 27 8.8 27 12.4C27 16.6 24 20.6 16 26.5z'),
      fill('M17.8 9.6L11.8 17L15.6 17L13.8 22.6L20.4 14.8L16.6 14.8z', SAFETY_RED),
    ],
  },
  'two-people': {
    shape: 'square',
    ground: SAFETY_BLUE,
    strokes: [
      fill(disc(10, 7.6, 2.5)),
      line('M10 12.8L10 19', 5.2),
      line('M8.8 19L8.8 26M11.2 19L11.2 26', 2),
      fill(disc(22, 7.6, 2.5)),
      fill('M22 11.4L26.4 20.6L17.6 20.6z'),
      line('M20.8 20L20.8 26M23.2 20L23.2 26', 2),
      line('M16 5.4L16 26.6', 1.2),
    ],
  },
  'radio-waves': {
    shape: 'square',
    ground: '#4d4d63',
    strokes: [
      fill(disc(16, 23.4, 2.2)),
      line('M11.6 18.6a6.2 6.2 0 0 1 8.8 0', 2.4),
      line('M8.2 14.6a11 11 0 0 1 15.6 0', 2.4),
      line('M4.8 10.6a15.8 15.8 0 0 1 22.4 0', 2.4),
    ],
  },
  'water-plug': {
    shape: 'circle',
    ground: SAFETY_RED,
    strokes: [
      line('M16 8L16 24', 7),
      line('M9 24.6L23 24.6', 2.6),
      line('M9 14.6L23 14.6', 4),
      line('M12.4 8L19.6 8', 3),
    ],
  },
  'public-building': {
    shape: 'square',
    ground: '#3c5a86',
    strokes: [
      fill('M16 4.6L27.2 11.2L4.8 11.2z'),
      line('M8.4 13.4L8.4 22M13.4 13.4L13.4 22M18.6 13.4L18.6 22M23.6 13.4L23.6 22', 2.4),
      line('M5.4 25.4L26.6 25.4', 2.8),
    ],
  },
  'river-rising': {
    shape: 'square',
    ground: SAFETY_BLUE,
    strokes: [WAVE(25), WAVE(19.4), line('M16 14L16 5.4M12.2 9L16 5L19.8 9', 2.4)],
  },
  'big-wave': {
    shape: 'square',
    ground: SAFETY_BLUE,
    strokes: [
      line('M4.6 24.6C10 24.6 9.4 9 18.6 8.4C23.6 8.2 25.8 12 24.4 15.2C23.2 12.8 19 13 18 16.6C17 20.6 20.6 24.4 27.4 24.4', 2.6),
      line('M5 28L27 28', 1.8),
    ],
  },
  'falling-rocks': {
    shape: 'square',
    ground: '#8a4b08',
    strokes: [
      fill('M4.6 27.4L4.6 8L13 8L24 27.4z'),
      fill(disc(20.6, 9, 2.5)),
      fill(disc(25, 15.4, 2)),
      fill(disc(24.8, 22, 1.5)),
    ],
  },
  'shaking-house': {
    shape: 'square',
    ground: '#5b4a8a',
    strokes: [line('M7.6 15.4L16 8L24.4 15.4M10 14.4L10 24L22 24L22 14.4', 2.4), line('M3.8 12l1.6 3l-1.6 3l1.6 3M28.2 12l-1.6 3l1.6 3l-1.6 3', 1.8)],
  },
  flame: {
    shape: 'square',
    ground: SAFETY_RED,
    strokes: [
      fill('M16.6 4.6C18 9.4 24.4 12.4 24.4 19.2C24.4 24.2 20.6 27.4 16 27.4C11.4 27.4 7.6 24.2 7.6 19.4C7.6 15.6 9.8 13.6 10.8 11C12.4 12.2 13 13.6 13.2 15C15.4 12.4 16.8 8.6 16.6 4.6z'),
      fill('M16 17.4C17 19.4 19.4 20.4 19.4 23C19.4 25 17.8 26.2 16 26.2C14.2 26.2 12.6 25 12.6 23C12.6 20.6 15 19.8 16 17.4z', SAFETY_RED),
    ],
  },
  volcano: {
    shape: 'square',
    ground: '#7a3b2e',
    strokes: [fill('M4.4 27L12.4 14.4L19.6 14.4L27.6 27z'), line('M16 11.6L16 5.4M12.4 11.8L9.6 7M19.6 11.8L22.4 7', 2.2)],
  },
  station: {
    shape: 'circle',
    ground: '#5a5f69',
    strokes: [line('M9.4 10.4L22.6 10.4L22.6 20L9.4 20z', 2.4), line('M9.4 15.4L22.6 15.4', 2), line('M12 20L9.6 25M20 20L22.4 25', 2.2)],
  },
  marker: { shape: 'circle', ground: '#4d4d4d', strokes: [fill(disc(16, 16, 5.6))] },
};

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

import { address } from './read';
import type { Catalogue } from './types';

/** A layer that is not what it was. */
export interface LayerChange {
  layer: string;
  /** Its revision now; null when it is gone. */
  revision: number | null;
  /** Names its present content in tile addresses; null when it is gone. */
  stamp: string | null;
  /** Tiles that look different now, as "z/x/y"; null when that may be all. */
  tiles: string[] | null;
}

export interface LiveChange {
  revision: number;
  layers: LayerChange[];
}

/** What the stream needs of its surroundings; tests give their own. */
export interface LiveParts {
  open(url: string): EventSource;
  catalogue(): Promise<Catalogue>;
  wait(milliseconds: number, then: () => void): void;
}

const FIRST_PAUSE = 15_000;
const LONGEST_PAUSE = 300_000;

/**
 * Tells of changes as the server does. A short break is the browser's to mend: it comes again and says what it has seen last. Where there is no stream
 * (plain files, too many listeners) the catalogue is looked at again after longer and longer pauses.
 */
export function listen(known: Catalogue, tell: (change: LiveChange) => void, parts: LiveParts): void {
  let revision = known.revision;
  let revisions = new Map(known.layers.map((layer) => [layer.id, layer.revision]));
  let pause = FIRST_PAUSE;

  const take = (change: LiveChange): void => {
    revision = change.revision;
    for (const { layer, revision: now } of change.layers) {
      if (now === null) revisions.delete(layer);
      else revisions.set(layer, now);
    }
    if (change.layers.length > 0) tell(change);
  };

  /** What became different unseen: whole layers, because which tiles is not known. */
  const catchUp = async (): Promise<void> => {
    const next = await parts.catalogue();
    const layers = next.layers.filter((layer) => revisions.get(layer.id) !== layer.revision)
      .map((layer) => ({ layer: layer.id, revision: layer.revision, stamp: stampOf(layer.tiles), tiles: null }));
    revisions = new Map(next.layers.map((layer) => [layer.id, layer.revision]));
    take({ revision: next.revision, layers });
  };

  const connect = (): void => {
    const stream = parts.open(address('live'));
    stream.addEventListener('hello', (event) => {
      pause = FIRST_PAUSE;
      if ((JSON.parse(event.data as string) as { revision: number }).revision !== revision) void catchUp().catch(() => undefined);
    });
    stream.addEventListener('change', (event) => take(JSON.parse(event.data as string) as LiveChange));
    stream.addEventListener('error', () => {
      if (stream.readyState !== 2) return;
      parts.wait(pause, () => {
        void catchUp().catch(() => undefined);
        connect();
      });
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  };
  connect();
}

/** The stamp that a template of tile addresses carries. */
export function stampOf(template: string | undefined): string | null {
  return /[?&]r=([^&]+)/.exec(template ?? '')?.[1] ?? null;
}

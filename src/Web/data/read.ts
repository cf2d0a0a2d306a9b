import { STORED_AT } from '../offline/protocol';

/** Why an answer did not come. The page has a sentence for each. */
export type ReadFailure = 'offline' | 'signed-out' | 'not-found' | 'refused' | 'broken';

/** A request that failed, with the server's own sentence when it gave one. */
export class ReadError extends Error {
  constructor(
    readonly failure: ReadFailure,
    readonly detail: string | null,
  ) {
    super(detail ?? failure);
    this.name = 'ReadError';
  }
}

/** When the oldest of what was read had been stored on this device, ISO 8601; null as long as all of it came from the town. */
let oldestStored: string | null = null;
const onStored: ((at: string) => void)[] = [];

/** Calls back when something that was read came from the store, also when that was before. */
export function whenStored(listener: (at: string) => void): void {
  onStored.push(listener);
  if (oldestStored !== null) listener(oldestStored);
}

function noteStored(at: string | null): void {
  if (at === null || (oldestStored !== null && oldestStored <= at)) return;
  oldestStored = at;
  for (const listener of onStored) listener(at);
}

/** Addresses are relative to the page, so that the same page works under any path and from plain files. */
export function address(path: string): string {
  return new URL(path.replace(/^\//, ''), document.baseURI).toString();
}

/**
 * Reads a JSON document.
 * @throws ReadError with the reason; an aborted request keeps its own AbortError.
 */
export async function readJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address(path), { headers: { accept: 'application/json' }, credentials: 'same-origin', signal: signal ?? null });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ReadError('offline', null);
  }
  noteStored(response.headers.get(STORED_AT));
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  if (response.ok && isJson) return (await response.json()) as T;
  const detail = isJson ? problemDetail(await response.json().catch(() => null)) : null;
  throw new ReadError(failureOf(response, isJson), detail);
}

/** The sentence for people out of a problem document (RFC 9457). */
function problemDetail(document: unknown): string | null {
  if (typeof document !== 'object' || document === null) return null;
  const { detail, title } = document as { detail?: unknown; title?: unknown };
  return typeof detail === 'string' ? detail : typeof title === 'string' ? title : null;
}

function failureOf(response: Response, isJson: boolean): ReadFailure {
  if (response.status === 401 || response.status === 403) return 'signed-out';
  // A session that ran out is answered with the sign-in page instead of data.
  if (response.ok && response.redirected && !isJson) return 'signed-out';
  if (response.status === 404) return 'not-found';
  return response.status >= 400 && response.status < 500 ? 'refused' : 'broken';
}

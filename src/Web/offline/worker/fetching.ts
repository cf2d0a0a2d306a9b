import { KEEP_HEADER } from '../protocol';
import { put } from './store';

/** What the server did not give, or does not allow to be kept. */
export class NotKept extends Error {}

const LONGEST = 60_000;
const AT_ONCE = 4;

/** Whether an answer may be kept: whole, from this host, as asked, and not forbidden by the server. */
export function mayKeep(answer: Response): boolean {
  return answer.ok && answer.status !== 206 && answer.type === 'basic' && !answer.redirected && !/\bno-store\b/.test(answer.headers.get('cache-control') ?? '');
}

/** Fetches something to keep it. Behind everything else the reader does, and never into the browser's own cache unless it is the same for everyone. */
export async function toKeep(path: string, cache: RequestCache = 'no-store'): Promise<Response> {
  const answer = await fetch(path, {
    headers: { [KEEP_HEADER]: '1' }, credentials: 'same-origin', cache, signal: patience(), ...({ priority: 'low' } as RequestInit),
  });
  if (!mayKeep(answer)) throw new NotKept(`${new URL(path, location.origin).pathname} ${answer.status}`);
  return answer;
}

/** Telephones of some years ago know no such signal; they wait as long as their browser does. */
const patience = (): AbortSignal | null => ('timeout' in AbortSignal ? AbortSignal.timeout(LONGEST) : null);

/** Fetches and puts several things, a few at once; stops where `enough` says so. Returns their size. */
export async function putAll(cache: Cache, paths: readonly string[], at: Date, how: RequestCache = 'no-store', enough = Infinity): Promise<number> {
  const waiting = [...paths];
  let bytes = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let path = waiting.shift(); path !== undefined && bytes < enough; path = waiting.shift()) {
      bytes += await put(cache, path, await toKeep(path, how), at);
    }
  }));
  return bytes;
}

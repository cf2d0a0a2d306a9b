import { BACK, DAILY, type FromWorker, type ToWorker } from '../protocol';
import { Answers } from './answers';
import { automatic, drop, dropAll, keep, refresh } from './keeping';
import { Network } from './network';
import { routeOf } from './routes';
import { scope, type Extendable } from './scope';
import { listOf, readIndex, sweep, type Index } from './store';

/** Keeps what its reader looked at, and answers from it when the network does not. It never claims pages and never pushes an older worker out. */

const say = (message: FromWorker): void => {
  void scope.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((pages) => pages.forEach((page) => page.postMessage(message)));
};

const tell = async (index: Index, fresh: string | null): Promise<void> => say({ say: 'changed', list: listOf(index), fresh });

/** One after the other: two writers would delete each other's caches. */
let last: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}

/** Asks the browser to wake the worker when there is a network again, where it can. */
function wakeLater(): void {
  const { sync } = scope.registration as unknown as { sync?: { register(name: string): Promise<void> } };
  void sync?.register(BACK).catch(() => undefined);
}

const answers = new Answers(new Network(), say, wakeLater);

scope.addEventListener('activate', (event) => event.waitUntil((async () => {
  const { navigationPreload } = scope.registration;
  await navigationPreload?.enable().catch(() => undefined);
  await sweep();
})()));

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.location.origin || request.headers.has('range')) return;
  const route = routeOf(url, request.mode === 'navigate');
  // Where the store itself cannot be read, everything is as it would be without a worker.
  if (route) event.respondWith(answers.to(route, event).catch(() => fetch(request)));
});

scope.addEventListener('message', (event) => {
  const message = event.data as ToWorker;
  const done = act(message, event).then(async () => event.ports[0]?.postMessage(listOf(await readIndex()))).catch(() => event.ports[0]?.postMessage(null));
  event.waitUntil(done);
});

for (const name of ['sync', 'periodicsync'] as const) {
  scope.addEventListener(name, (event) => {
    if ([BACK, DAILY].includes((event as Extendable & { tag?: string }).tag ?? '')) event.waitUntil(inTurn(() => refresh(tell)));
  });
}

async function act(message: ToWorker, event: Extendable): Promise<void> {
  switch (message.say) {
    case 'list':
      return;
    case 'take-over':
      return scope.skipWaiting();
    case 'keep':
      // The page need not wait for it: it is told of every step.
      event.waitUntil(inTurn(() => keep(message.wish, tell)));
      return;
    case 'refresh':
      event.waitUntil(inTurn(() => refresh(tell)).catch(() => undefined));
      return;
    case 'drop':
      await inTurn(() => drop(message.id));
      return tell(await readIndex(), null);
    case 'drop-all':
      await inTurn(dropAll);
      return tell(await readIndex(), null);
    case 'auto':
      await inTurn(() => automatic(message.on));
      return tell(await readIndex(), null);
  }
}

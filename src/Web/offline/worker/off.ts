import { scope } from './scope';
import { clearAll } from './store';

/** Given out in the worker's place where the town has switched keeping off, or to replace a faulty one: it takes over at once, clears everything away and takes its leave. */
scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener('activate', (event) => event.waitUntil(clearAll().then(() => scope.registration.unregister())));

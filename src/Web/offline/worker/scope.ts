/** The few parts of a service worker's surroundings that are used here: the compiler knows either pages or workers, and both share these files. */

export interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface FetchEvent extends Extendable {
  readonly request: Request;
  readonly preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}

export interface MessageFromPage extends Extendable {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

export interface WindowClient {
  readonly url: string;
  postMessage(message: unknown): void;
  navigate?(url: string): Promise<unknown>;
}

export interface WorkerScope {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WindowClient[]> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate' | 'sync' | 'periodicsync', listener: (event: Extendable) => void): void;
  addEventListener(name: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(name: 'message', listener: (event: MessageFromPage) => void): void;
}

export const scope = self as unknown as WorkerScope;

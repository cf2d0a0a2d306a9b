import { createServer, request, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A line to the town that a test can cut, slow down and listen to: everything that the browser is sent goes through it, what workers ask for too. */
export interface Relay {
  url: string;
  /** Answers given instead of the town's, by path. */
  instead: Map<string, { type: string; body: string | Buffer }>;
  /** Bytes sent to the browser so far, heads included. */
  bytes(): number;
  /** Addresses that were asked for. */
  asked: string[];
  /** Holds answers back until it is called again with false. */
  hold(on: boolean): void;
  /** Nobody listens any more, as when the server is switched off. */
  cut(): Promise<void>;
  /** Listens again on the same port. */
  mend(): Promise<void>;
}

export async function startRelay(target: string): Promise<Relay> {
  const town = new URL(target);
  const sockets = new Set<Socket>();
  const asked: string[] = [];
  const instead: Relay['instead'] = new Map();
  let gone = 0;
  let held = false;
  let waiting: (() => void)[] = [];
  let port = 0;
  let server: Server | null = null;

  const listen = async (): Promise<void> => {
    server = createServer((incoming, outgoing) => {
      asked.push(incoming.url ?? '/');
      const pass = (): void => {
        const other = instead.get(incoming.url ?? '/');
        if (other) {
          outgoing.writeHead(200, { 'content-type': other.type, 'cache-control': 'no-cache' });
          outgoing.end(other.body);
          return;
        }
        const onward = request({ host: town.hostname, port: town.port, path: incoming.url, method: incoming.method, headers: incoming.headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        });
        onward.on('error', () => outgoing.destroy());
        outgoing.on('close', () => onward.destroy());
        incoming.pipe(onward);
      };
      if (held) waiting.push(pass);
      else pass();
    });
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => {
        gone += socket.bytesWritten;
        sockets.delete(socket);
      });
    });
    await new Promise<void>((resolve) => server!.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  };
  await listen();

  return {
    url: `http://127.0.0.1:${port}/`,
    instead,
    asked,
    bytes: () => gone + [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0),
    hold(on) {
      held = on;
      if (on) return;
      const now = waiting;
      waiting = [];
      now.forEach((pass) => pass());
    },
    async cut() {
      const closing = server;
      server = null;
      if (!closing) return;
      closing.closeAllConnections();
      await new Promise<void>((resolve) => closing.close(() => resolve()));
    },
    mend: listen,
  };
}

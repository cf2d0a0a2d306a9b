/** How long somebody who has a stored copy waits for the network before he is shown it, in milliseconds. */
export const PATIENCE = 3500;
/** The same where the network has just let him wait in vain. */
const LITTLE_PATIENCE = 800;
/** How long a bad network is remembered. */
const MEMORY = 30_000;

/** What came of asking: an answer, none in time (it may still come), or no connection. */
export type Asked = { answer: Response } | { later: Promise<Response | null> } | null;

/** Asks the network with a limit, and remembers how it went: the second wait on a weak signal is shorter. */
export class Network {
  #badUntil = 0;

  constructor(
    private readonly now: () => number = Date.now,
    private readonly online: () => boolean = () => navigator.onLine,
  ) {}

  /** @param patience Longest wait; an answer that says the server is out of order counts as none. */
  async ask(begin: () => Promise<Response>, patience = PATIENCE): Promise<Asked> {
    const asked = begin().catch(() => null).then((answer) => (answer && !broken(answer) ? answer : null));
    // What the device says of its network is a hint only: some say so although there is one.
    const limit = this.now() < this.#badUntil || !this.online() ? Math.min(patience, LITTLE_PATIENCE) : patience;
    const first = await Promise.race([asked, pause(limit)]);
    if (first === 'late' || first === null) this.#badUntil = this.now() + MEMORY;
    else this.#badUntil = 0;
    if (first === 'late') return { later: asked };
    return first && { answer: first };
  }
}

/** Out of order or too busy: whoever has a copy is better served by it. */
const broken = (answer: Response): boolean => answer.status >= 500 || answer.status === 429;

const pause = (milliseconds: number) => new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), milliseconds));

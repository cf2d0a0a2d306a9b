import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Accessibility faults of the page as it stands: one line a fault, with the elements. */
export async function axe(page: Page): Promise<string[]> {
  // Run in the isolated world of the debugger's evaluate, which the page's content security policy does not reach.
  await page.evaluate(source);
  return page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }> } }).axe;
    const { violations } = await axe.run();
    return violations.map((fault) => `${fault.id}: ${fault.help} — ${fault.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  });
}

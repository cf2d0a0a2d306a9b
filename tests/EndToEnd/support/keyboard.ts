import type { Page } from 'playwright-core';

/** Presses Tab until the element with the focus matches; says which elements it passed when none does. */
export async function tabTo(page: Page, selector: string, most = 80): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate((wanted) => {
      const focused = document.activeElement;
      return { there: focused?.matches(wanted) ?? false, name: `${focused?.tagName}.${focused?.className} ${focused?.textContent?.trim().slice(0, 20)}` };
    }, selector);
    if (at.there) return;
    passed.push(at.name);
  }
  throw new Error(`The keyboard does not reach ${selector}. It passed: ${passed.join(' | ')}`);
}

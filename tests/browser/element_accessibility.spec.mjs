// The element among a portal's own landmarks and headings, as far as a program can judge it.
import { violations } from './support/axe.mjs';
import { expect, test } from './support/panel.mjs';
import { SCRIPT } from './support/portal_page.mjs';

const CALL = { state: 'talking', preBusy: true, call: { caller: '13800138000' } };

for (const layout of ['full', 'compact', 'badge']) {
  test(`axe finds nothing in a portal's page with the panel, ${layout}`, async ({ page, gateway, portal }) => {
    await gateway.signIn(CALL);
    await portal.store(gateway);
    const element = `<cec-agent-panel id="panel" layout="${layout}"></cec-agent-panel>`;
    await portal.open(`<main><h1>Portal</h1></main>${element}${SCRIPT}`);
    await expect(portal.panel().badge).toHaveAttribute('data-state', 'talking');
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await violations(page), colorScheme).toEqual([]);
    }
    const region = page.getByRole('region', { name: 'Agent panel', exact: true });
    await expect(region).toHaveCount(1);
  });
}

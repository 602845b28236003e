// A portal that is isolated from other origins, by Cross-Origin-Embedder-Policy: which frames it shows.
import { Folder } from './support/folder.mjs';
import { expect, test as base } from './support/framed.mjs';

const EMBEDDER = 'Cross-Origin-Embedder-Policy';
const RESOURCE = 'Cross-Origin-Resource-Policy';
const ISOLATED = { [EMBEDDER]: 'require-corp', 'Cross-Origin-Opener-Policy': 'same-origin' };

const test = base.extend({
  /** The panel's folder, whose server may send more headers, on another site than the portal. */
  folder: async ({ page, gateway, guard }, use) => {
    const folder = new Folder(gateway);
    await folder.start();
    folder.elsewhere = folder.origin.replace('127.0.0.1', 'localhost');
    for (const origin of [folder.origin, folder.elsewhere]) guard.allowOrigin(origin);
    await use(folder);
    await page.goto('about:blank');
    await folder.stop();
  },
});

for (const [name, headers, attributes] of [
  ['both headers', { [EMBEDDER]: 'require-corp', [RESOURCE]: 'cross-origin' }, ''],
  ['the attribute credentialless, and none of them', {}, 'credentialless'],
  ['that attribute, and what the configurations in deploy/ send', { [EMBEDDER]: 'require-corp', [RESOURCE]: 'same-origin' }, 'credentialless'],
]) {
  test(`an isolated portal shows the panel of another site with ${name}`, async ({ page, folder, openFrame }) => {
    folder.headers = headers;
    const panel = await openFrame({ origin: folder.elsewhere, headers: ISOLATED, attributes, setup: { state: 'rest' } });
    await expect(panel.badge).toHaveAttribute('data-state', 'rest');
    expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  });
}

for (const [name, headers] of [
  ['none of the two headers', {}],
  ['the first one alone', { [EMBEDDER]: 'require-corp' }],
  ['the second one alone', { [RESOURCE]: 'cross-origin' }],
  ['the second one for its own origin', { [EMBEDDER]: 'require-corp', [RESOURCE]: 'same-origin' }],
]) {
  test(`with ${name} the browser refuses the frame, and host.js warns`, async ({ page, guard, folder, openFrame }) => {
    guard.allow(/does not match the recipient|no answer from/);
    folder.headers = headers;
    await page.clock.install();
    const warning = page.waitForEvent('console', (message) => /no answer from/.test(message.text()));
    await openFrame({ origin: folder.elsewhere, headers: ISOLATED, setup: false });
    await expect.poll(() => page.frames()[1].url()).toMatch(/^chrome-error:/);
    await page.clock.runFor(11_000);
    expect((await warning).text()).toContain(`${folder.elsewhere}/`);
  });
}

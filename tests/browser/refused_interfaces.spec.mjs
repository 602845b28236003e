// Browsers, their policies and the pages around the panel refuse storage, locks and channels,
// each in its own way. With or without them, a panel works for itself.
import { expect, test } from './support/panel.mjs';
import { ONE } from './support/portal_page.mjs';

const LOCKS = ['locks as they are', 'no locks', 'locks that throw', 'locks that reject'];
const CHANNELS = ['channels as they are', 'no channels', 'channels that throw', 'channels that take no word'];

/** Takes away, in the page and before its scripts, what is not to work. */
function refuse({ storage, locks, channels }) {
  const refused = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  if (storage) {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(window, name, { get: refused });
    }
  }
  if (locks === 'no locks') Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
  if (locks === 'locks that throw') LockManager.prototype.request = refused;
  if (locks === 'locks that reject') LockManager.prototype.request = async () => refused();
  if (channels === 'no channels') delete window.BroadcastChannel;
  if (channels === 'channels that throw') window.BroadcastChannel = class { constructor() { refused(); } };
  if (channels === 'channels that take no word') BroadcastChannel.prototype.postMessage = refused;
}

/** One refusal at a time, and all of them, are quick; the other ways in which refusals come
 *  together are long. */
const QUICK = [
  ...LOCKS.map((locks) => [locks, CHANNELS[0], false]),
  ...CHANNELS.map((channels) => [LOCKS[0], channels, false]),
  [LOCKS[0], CHANNELS[0], true],
  ['no locks', 'no channels', true],
  ['locks that throw', 'channels that throw', true],
].map(String);

for (const locks of LOCKS) {
  for (const channels of CHANNELS) {
    for (const storage of [false, true]) {
      const where = storage ? 'refused storage' : 'storage as it is';
      const tag = QUICK.includes(String([locks, channels, storage])) ? [] : '@long';
      test(`${where}, ${locks}, ${channels}: the element shows the agent`, { tag }, async ({ page, gateway, portal, guard }) => {
        // The guard itself looks into the storage.
        guard.allow(/insecure|SecurityError/);
        await page.addInitScript(refuse, { storage, locks, channels });
        await portal.open(ONE);
        await portal.signIn({ state: 'rest' });
        const { badge, connection } = portal.panel();
        await expect(badge).toHaveAttribute('data-state', 'rest');
        await gateway.act('busy');
        await expect(badge).toHaveAttribute('data-state', 'busy', { timeout: 10_000 });
        await expect(connection).toHaveAttribute('data-connection', 'live');
        expect(await gateway.count('sync')).toBe(1);
      });
    }
  }
}

test('where all is refused, the page takes a session from its form', async ({ page, gateway, guard }) => {
  guard.allow(/insecure|SecurityError/);
  await page.addInitScript(refuse, { storage: true, locks: 'locks that throw', channels: 'channels that throw' });
  await gateway.signIn({ state: 'idle' });
  await page.goto(gateway.origin);
  await expect(page.locator('.connection-name')).toHaveText('Waiting for sign-in');
  await page.getByText('I have a Guid').click();
  await page.getByLabel('Agent ID').fill(gateway.agentId);
  await page.getByLabel('Guid', { exact: true }).fill(gateway.guid);
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'idle');
  expect(await gateway.count('sync')).toBe(1);
});

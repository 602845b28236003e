// The panel in a frame of its own origin's page: as it is delivered, moved, hidden, and kept from copying.
import { expect, test as base } from './support/engine.mjs';
import { portalPage } from './support/panel.mjs';

const test = base.extend({
  /** A page with the panel's in a frame, and host.js; the agent is at rest. */
  portal: async ({ browser, folder, gateway }, use) => {
    await folder.write('portal.html', portalPage('<iframe src="/" width="420" height="700"></iframe><script type="module" src="/portal.js"></script>'));
    await folder.write('portal.js', `import { connect } from '/host.js';
      window.told = [];
      window.frame = document.querySelector('iframe');
      for (const name of ['cec-ready', 'cec-height']) frame.addEventListener(name, ({ detail }) => told.push([name, detail.height ?? null]));
      window.panel = connect(frame);`);
    await gateway.signIn({ state: 'rest' });
    await browser.goto(`${folder.origin}/portal.html`);
    await browser.evaluate((agentId, guid) => Object.assign(window.panel, { agentId, guid }), gateway.agentId, gateway.guid);
    await use({
      told: (name) => browser.evaluate((name) => window.told.filter((event) => event[0] === name).map((event) => event[1]), name),
    });
  },
});

test('a page of its own origin is heard without being named, also in a frame that is moved', async ({ panel, browser, portal }) => {
  await expect.poll(() => portal.told('cec-ready')).toHaveLength(1);
  await browser.evaluate(() => {
    document.body.appendChild(document.createElement('div')).append(window.frame);
  });
  await expect.poll(() => portal.told('cec-ready'), { timeout: 15_000 }).toHaveLength(2);
  await browser.enterFrame();
  await panel.expect({ state: 'rest', connection: 'live' });
});

test('a frame that is loaded while it is hidden tells of no height, and tells its own when it is seen', async ({ browser, portal }) => {
  await expect.poll(() => portal.told('cec-ready')).toHaveLength(1);
  await browser.evaluate(() => {
    window.frame.style.display = 'none';
    window.frame.src = '/?again';
  });
  await expect.poll(() => portal.told('cec-ready'), { timeout: 15_000 }).toHaveLength(2);
  const before = (await portal.told('cec-height')).length;
  await browser.evaluate(() => (window.frame.style.display = 'block'));
  await expect.poll(async () => (await portal.told('cec-height')).length).toBeGreaterThan(before);
  expect(Math.min(...(await portal.told('cec-height')))).toBeGreaterThan(0);
});

test('what may not be copied or saved stands there, marked', async ({ panel, browser, portal }) => {
  await expect.poll(() => portal.told('cec-ready')).toHaveLength(1);
  await browser.enterFrame();
  await panel.expect({ state: 'rest' });
  const marked = () =>
    browser.evaluate(() => {
      const area = document.activeElement;
      return area.matches('.by-hand textarea') ? area.value.slice(area.selectionStart, area.selectionEnd) : null;
    });
  // Nobody has clicked, so no browser copies anything.
  expect(await browser.evaluate(() => navigator.clipboard.writeText('13800138000').then(() => 'copied', () => 'refused'))).toBe('refused');
  await expect.poll(marked).toBe('13800138000');
  await browser.evaluate(() => {
    HTMLAnchorElement.prototype.click = () => {};
    document.querySelector('.connection details').open = true;
  });
  // It comes when they are opened.
  const SAVE = '.connection details > button';
  await expect.poll(() => browser.evaluate((save) => document.querySelector(save) !== null, SAVE)).toBe(true);
  await browser.evaluate((save) => document.querySelector(save).click(), SAVE);
  await expect.poll(marked).toContain('"cec-agent-panel-diagnostics"');
});

test('a portal that takes the frame away before it is left loses nothing of what its next page stores', async ({ panel, browser, folder, portal }) => {
  await expect.poll(() => portal.told('cec-ready')).toHaveLength(1);
  await browser.enterFrame();
  await panel.expect({ state: 'rest', connection: 'live' });
  await browser.leaveFrames();
  await folder.write('signed_in.html', portalPage(''));
  await browser.evaluate(() => window.frame.remove());
  await panel.open('/signed_in.html');
  await browser.evaluate(() => sessionStorage.setItem('portal', 'signed in'));
  await panel.open('/next.html');
  expect(await browser.evaluate(() => sessionStorage.getItem('portal'))).toBe('signed in');
});

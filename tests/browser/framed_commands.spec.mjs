// What a portal says of its commands to a panel in an iframe, and what else host.js offers: as the
// element has it.
import { expect, test } from './support/framed.mjs';

const WRONG = '<cec-agent-panel>: showCommand: wrong-value';

/** The panel's last command. */
const commandOf = ({ frame }) => {
  const indicator = frame.locator('[part="command-indicator"]');
  return { indicator, name: indicator.locator('.command-name'), verdict: indicator.locator('.command-verdict') };
};

/** The command of host.js's own snapshot. */
const known = (page) => page.evaluate(() => window.panel.snapshot().command);

test('label, expected state, what the gateway answers and what is taken back pass into the iframe', async ({ page, gateway, openFrame }) => {
  const panel = await openFrame({ setup: { state: 'idle' } });
  const { indicator, name, verdict } = commandOf(panel);
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  await page.evaluate(() => window.panel.showCommand(null, { label: 'Notes', expect: 'wrap-up' }));
  await expect(name).toHaveText('Notes');
  await gateway.change({ state: 'wrap-up' });
  await expect(verdict).toHaveText('done');
  await expect.poll(() => known(page)).toMatchObject({ command: -1, label: 'Notes', verdict: 'done' });

  await page.evaluate(() => window.panel.showCommand({ command: 30 }, { outcome: Promise.resolve({ retcode: '100-002', message: 'not now' }) }));
  await expect(verdict).toHaveText('refused: 100-002 not now');
  await expect.poll(() => known(page)).toMatchObject({ command: 30, verdict: 'refused', refusal: '100-002 not now' });

  await page.evaluate(() => {
    const late = Promise.withResolvers();
    const old = window.panel.showCommand(8, { outcome: late.promise });
    window.shown = window.panel.showCommand(9, { outcome: Promise.resolve('accepted') });
    old.withdraw();
    late.resolve({ refused: 'too late' });
    window.panel.showCommand(9, { outcome: Promise.reject(new Error('no network')) });
  });
  await expect(name).toHaveText('Unmute');
  await page.waitForTimeout(300);
  await expect(verdict).toHaveText('sent, unchecked');
  await page.evaluate(() => {
    window.shown.withdraw();
    window.shown = window.panel.showCommand(8, { outcome: Promise.resolve('accepted') });
  });
  await expect(verdict).toHaveText('accepted');
  await page.evaluate(() => window.shown.withdraw());
  await expect(indicator).toHaveAttribute('data-verdict', 'none');
  await expect.poll(() => known(page)).toMatchObject({ command: 0, label: null, verdict: 'none' });
});

test('what is shown before the page has answered waits for it, with its answer', async ({ page, openFrame }) => {
  await page.addInitScript(() => {
    if (window !== window.top) return;
    const look = () => {
      if (!window.panel) return setTimeout(look);
      window.panel.showCommand(8, { outcome: Promise.resolve({ refused: 'no' }) });
    };
    look();
  });
  const panel = await openFrame({ setup: { state: 'talking' } });
  // Until the gateway has told itself which command runs.
  await expect.poll(() => panel.told('cec-command')).toContainEqual(expect.objectContaining({ command: 8, verdict: 'refused', refusal: 'no' }));
});

test('what cannot be meant is reported in the frame’s console, and shows nothing', async ({ page, guard, openFrame }) => {
  guard.allow(/showCommand: wrong-value$/);
  const complaints = [];
  page.on('console', (message) => {
    if (message.text().includes('showCommand')) complaints.push(`${message.type()} ${message.text()}`);
  });
  const panel = await openFrame({ setup: { state: 'talking' } });
  const { indicator } = commandOf(panel);
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await page.evaluate(() => {
    for (const command of ['busy', -1, 999, {}]) window.panel.showCommand(command);
    // Without host.js.
    const { contentWindow } = document.getElementById('frame');
    contentWindow.postMessage({ 'cec-agent-panel': 1, kind: 'command', command: -1 }, '*');
  });
  await expect.poll(() => complaints).toEqual(Array(5).fill(`warning ${WRONG}`));
  await expect(indicator).toHaveAttribute('data-verdict', 'none');
  expect(await known(page)).toMatchObject({ command: 0, verdict: 'none' });
});

test('an answer that cannot be read is reported, and the command stands as it was', async ({ page, guard, openFrame }) => {
  const complaints = [];
  guard.allow(/showCommand: wrong-value$/);
  page.on('console', (message) => complaints.push(message.text()));
  const panel = await openFrame({ setup: { state: 'talking' } });
  const { indicator } = commandOf(panel);
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await page.evaluate(() => window.panel.showCommand(8));
  await expect(indicator).toHaveAttribute('data-command', '8');
  await page.evaluate(() => {
    const { contentWindow } = document.getElementById('frame');
    contentWindow.postMessage({ 'cec-agent-panel': 1, kind: 'command', command: { accepted: 'yes' } }, '*');
  });
  await expect.poll(() => complaints).toContain(WRONG);
  await expect(indicator).toHaveAttribute('data-verdict', 'running');
});

test('what is said of a command that is none is said of none', async ({ page, guard, openFrame }) => {
  guard.allow(/showCommand: wrong-value$/);
  const panel = await openFrame({ setup: { state: 'talking' } });
  const { indicator } = commandOf(panel);
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await page.evaluate(() => {
    window.panel.showCommand(8);
    window.panel.showCommand('busy', { outcome: Promise.resolve({ refused: 'no' }) }).withdraw();
  });
  // The same from a portal without `host.js`, which says objects.
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector('iframe');
    for (const command of ['busy', { accepted: false, words: 'no' }]) contentWindow.postMessage({ 'cec-agent-panel': 1, kind: 'command', command }, '*');
  });
  await page.waitForTimeout(500);
  await expect(indicator).toHaveAttribute('data-command', '8');
  await expect(indicator).toHaveAttribute('data-verdict', 'running');
  // What only looks like an answer is a command.
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector('iframe');
    const command = { command: 9, label: '"accepted"' };
    contentWindow.postMessage({ 'cec-agent-panel': 1, kind: 'command', command: JSON.stringify(command) }, '*');
  });
  await expect(indicator).toHaveAttribute('data-command', '9');
});

test('a setting that is wrong is reported in the frame’s console', async ({ page, guard, openFrame }) => {
  const complaints = [];
  guard.allow(/pollIntervalMs: out-of-range/);
  page.on('console', (message) => complaints.push(message.text()));
  await openFrame();
  await page.evaluate(() => {
    window.panel.pollInterval = 7;
  });
  await expect.poll(() => complaints).toContain('<cec-agent-panel>: pollIntervalMs: out-of-range: 7; allowed: 1000–60000');
});

test('refresh() has the gateway asked now, and ready is kept once', async ({ page, gateway, openFrame }) => {
  const panel = await openFrame({ setup: { state: 'idle' } });
  const ready = page.evaluate(() => window.panel.ready);
  await page.evaluate(() => {
    window.panel.pollInterval = 20_000;
  });
  expect(await ready).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  // A poll may have been due by the interval of before.
  await page.waitForTimeout(4_500);
  const before = await gateway.count('status');
  await gateway.act('busy');
  await page.evaluate(() => {
    window.panel.refresh();
    window.panel.refresh();
  });
  await expect(panel.badge).toHaveAttribute('data-state', 'busy');
  expect(await gateway.count('status')).toBe(before + 1);
  expect(await page.evaluate(async () => [await window.panel.ready, (await window.panel.ready) === (await window.panel.ready)])).toEqual([await ready, true]);
});

test('the limit is in the snapshot as long as what it limits goes on', async ({ page, gateway, openFrame }) => {
  const panel = await openFrame({ setup: { state: 'rest', sinceMs: 60_000 } });
  await expect(panel.badge).toHaveAttribute('data-state', 'rest');
  const limit = () => page.evaluate(() => window.panel.snapshot().limit);
  expect(await limit()).toBeNull();
  await page.evaluate(() => {
    window.panel.limits = { rest: 30 };
  });
  await expect.poll(limit).toMatchObject({ state: 'rest', limit: 30, stage: 'over' });
  await page.waitForTimeout(3_500);
  expect(await limit()).toMatchObject({ state: 'rest' });
  await gateway.act('idle');
  await expect.poll(limit).toBeNull();
});

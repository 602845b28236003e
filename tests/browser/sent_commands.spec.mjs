// The commands that a portal shows: by label and expected state, with what the gateway answers, and
// taken back.
import { readFile } from 'node:fs/promises';
import Ajv from 'ajv/dist/2020.js';
import { expect, test as base } from './support/panel.mjs';
import { ONE } from './support/portal_page.mjs';

const documented = (name) => readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const WRONG = '<cec-agent-panel>: showCommand: wrong-value';
const HOSTILE = '<img src=x onerror="document.title=1">\u202Eon\u0000';

const test = base.extend({
  /** Opens a portal whose agent does that, and gives what shows the panel's last command. */
  shown: async ({ page, portal }, use) => {
    await use(async (setup) => {
      await portal.open(ONE);
      await portal.signIn(setup);
      await expect(portal.panel().badge).toHaveAttribute('data-state', setup.state);
      await page.evaluate(() => {
        window.panel = document.getElementById('panel');
      });
      const indicator = portal.panel().element.locator('[part="command-indicator"]');
      const [name, verdict] = ['.command-name', '.command-verdict'].map((part) => indicator.locator(part));
      return { indicator, name, verdict };
    });
  },

  /** What the page has said in the console of commands that cannot be meant. */
  complaints: async ({ page, guard }, use) => {
    const complaints = [];
    guard.allow(/showCommand: wrong-value$/);
    page.on('console', (message) => {
      if (message.text().includes('showCommand')) complaints.push(`${message.type()} ${message.text()}`);
    });
    await use(complaints);
  },
});

test('one without a number has a label, and is done when a poll shows its state', async ({ page, gateway, portal, shown }) => {
  const { indicator, name, verdict } = await shown({ state: 'idle' });
  await page.evaluate((label) => window.panel.showCommand(null, { label, expect: 'wrap-up' }), `Notes ${HOSTILE}`);
  await expect(name).toHaveText('Notes <img src=x onerror="document.title=1">\uFFFDon\u2400');
  await expect(verdict).toHaveText('running');
  await expect(indicator).toHaveAttribute('data-command', '-1');
  await gateway.change({ state: 'wrap-up' });
  await expect(verdict).toHaveText('done');
  const label = `Notes ${HOSTILE}`;
  await portal.expectTold('cec-command', { command: -1, label, verdict: 'done', checkable: true, refusal: null });
  expect(await page.evaluate(() => window.panel.snapshot().command)).toMatchObject({ label, verdict: 'done' });
});

test('what the gateway has refused is said in its words, whatever they are', async ({ page, portal, shown }) => {
  const { indicator, name, verdict } = await shown({ state: 'idle' });
  await page.evaluate((message) => {
    window.panel.showCommand(30, { outcome: Promise.resolve({ retcode: '100-002', message }) });
  }, HOSTILE);
  await expect(name).toHaveText('Busy');
  await expect(verdict).toHaveText('refused: 100-002 <img src=x onerror="document.title=1">\uFFFDon\u2400');
  await expect(indicator).toHaveAttribute('data-verdict', 'refused');
  await expect(indicator.locator('img')).toHaveCount(0);
  await portal.expectTold('cec-command', { command: 30, verdict: 'refused', refusal: `100-002 ${HOSTILE}` });
  // Without end, they neither widen the panel nor go unsaid.
  await page.evaluate(() => {
    window.panel.showCommand(null, { label: 'L'.repeat(500), outcome: Promise.resolve({ refused: 'x'.repeat(200_000) }) });
  });
  await expect(verdict).toHaveText(/^refused: x{100}/);
  const room = await portal.panel().element.evaluate((panel) => {
    const { scrollWidth, clientWidth } = panel.shadowRoot.querySelector('.panel');
    return scrollWidth - clientWidth;
  });
  expect(room).toBe(0);
  await portal.expectTold('cec-command', { verdict: 'refused', refusal: 'x'.repeat(1_000) });
  const diagnostics = await page.evaluate(() => window.panel.diagnostics());
  expect(diagnostics.entries).toContainEqual(expect.objectContaining({ what: 'command', command: 30, verdict: 'refused' }));
  expect(JSON.stringify(diagnostics), 'the words are of the portal and the gateway').not.toMatch(/onerror|LLL|xxx/);
  const fits = new Ajv({ strictTypes: false }).compile(JSON.parse(await documented('diagnostics.schema.json')));
  expect(fits(diagnostics), JSON.stringify(fits.errors)).toBe(true);
});

test('of one that nothing can show it is said that the gateway has accepted it', async ({ page, shown }) => {
  const { indicator, verdict } = await shown({ state: 'talking' });
  await page.evaluate(() => {
    window.accept = Promise.withResolvers();
    window.panel.showCommand('8', { outcome: window.accept.promise });
  });
  await expect(verdict).toHaveText('sent, unchecked');
  await page.evaluate(() => window.accept.resolve('accepted'));
  await expect(verdict).toHaveText('accepted');
  await expect(indicator).toHaveAttribute('data-checkable', 'false');
});

test('the sample of an Answer button says what the gateway says', async ({ page, gateway, shown }) => {
  const { name, verdict } = await shown({ state: 'idle' });
  const [, sample] = (await documented('embedding.md')).match(/^A portal's Answer button:\n\n```js\n(.*?)```/ms);
  await page.evaluate(`(() => {
    const [agentId, guid] = ${JSON.stringify([gateway.agentId, gateway.guid])};
    const answerButton = (window.button = document.createElement('button'));
    ${sample}
  })()`);
  const press = () => page.evaluate(() => window.button.click());
  await press();
  await expect(name).toHaveText('Answer');
  await expect(verdict).toHaveText(/^refused: 200-002 ./);
  await gateway.act('ring', { caller: '13800138000', callId: '1456402370-7' });
  await press();
  await expect(verdict).toHaveText('accepted');
  await expect.poll(async () => (await gateway.truth()).state).toBe('talking');
  const { agentId } = gateway;
  await page.evaluate((workNo) => {
    window.panel.pushEvent({ eventType: 'AgentEvent_Talking', workNo, content: { caller: '13800138000', callid: '1456402370-7' } });
  }, agentId);
  await expect(verdict).toHaveText('done');
});

test('a command is taken back by its own handle alone', async ({ page, shown }) => {
  const { indicator, name, verdict } = await shown({ state: 'talking' });
  await page.evaluate(() => {
    window.first = window.panel.showCommand(8);
    window.second = window.panel.showCommand(null, { label: 'Park' });
    window.first.withdraw();
  });
  await expect(name).toHaveText('Park');
  await page.waitForTimeout(300);
  await expect(verdict).toHaveText('sent, unchecked');
  await page.evaluate(() => {
    window.second.withdraw();
    // Whatever is shown by now is none of it.
    window.panel.showCommand(9);
    window.second.withdraw();
  });
  await expect(name).toHaveText('Unmute');
  await page.evaluate(() => window.panel.showCommand(0));
  await expect(indicator).toHaveAttribute('data-verdict', 'none');
});

test('an answer says nothing of a newer command, and a broken promise nothing at all', async ({ page, portal, complaints, shown }) => {
  const { name, verdict } = await shown({ state: 'talking' });
  await page.evaluate(async () => {
    const late = Promise.withResolvers();
    window.panel.showCommand(8, { outcome: late.promise });
    window.panel.showCommand(9, { outcome: Promise.reject(new Error('no network')) });
    late.resolve({ refused: 'too late' });
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  await expect(name).toHaveText('Unmute');
  await expect(verdict).toHaveText('sent, unchecked');
  await page.evaluate(async () => {
    const answer = { get refused() { throw new Error('no'); } };
    for (const outcome of [Promise.resolve(answer), Promise.resolve(undefined), { then() { throw new Error('no'); } }]) {
      window.panel.showCommand(9, { outcome });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  await expect(verdict).toHaveText('sent, unchecked');
  expect((await portal.told('cec-command')).map(({ verdict }) => verdict)).not.toContain('refused');
  expect(complaints).toEqual([]);
});

test('what cannot be meant is reported, and leaves what is shown', async ({ page, portal, complaints, shown }) => {
  const { indicator, name } = await shown({ state: 'talking' });
  await page.evaluate(() => {
    const unreadable = new Proxy({}, { get() { throw new Error('no'); } });
    const states = [[30, { expect: 'resting' }], [null, { label: 'x', expect: 'unknown' }], [null, {}]];
    for (const words of [['busy'], [-1], [999], [{}], [undefined], [() => {}], ['{"command":'], [unreadable], ...states]) {
      window.panel.showCommand(...words);
    }
  });
  await expect.poll(() => complaints).toEqual(Array(11).fill(`warning ${WRONG}`));
  await expect(indicator).toHaveAttribute('data-verdict', 'none');
  expect(await portal.told('cec-command')).toEqual([]);
  // Nor is what nobody has read an answer.
  await page.evaluate(() => window.panel.showCommand(8, { outcome: Promise.resolve(new Response('{"retcode":"0"}')) }));
  await expect.poll(() => complaints.length).toBe(12);
  await page.evaluate(() => window.panel.showCommand('busy'));
  await expect.poll(() => complaints.length).toBe(13);
  await expect(name).toHaveText('Mute');
  await expect(indicator.locator('.command-verdict')).toHaveText('sent, unchecked');
});

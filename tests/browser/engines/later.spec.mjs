// What comes with the first state, or when the agent asks for it: the day, the rows of call data and
// the keys.
import { expect, test } from './support/engine.mjs';
import { portalPage } from './support/panel.mjs';
import { KEYS } from './support/web_driver.mjs';

const CALL = { caller: '13800138000', called: '4008001234', callId: '1456409999-1' };
const TALK = { state: 'talking', sinceMs: 65_000, call: CALL };

test("the agent's day is drawn on the card, and a reload keeps it", async ({ panel, browser, gateway }) => {
  const look = () =>
    browser.evaluate(() => {
      const day = document.querySelector('.day');
      const box = (element) => element.getBoundingClientRect();
      return {
        title: day?.querySelector('h3').textContent,
        height: day && box(day.querySelector('.day-strip')).height,
        drawn: [...(day?.querySelectorAll('path') ?? [])].filter((path) => box(path).width > 0).map((path) => path.dataset.layer),
        rows: [...(day?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.cells].map((cell) => cell.textContent)),
      };
    });
  const drawn = { title: expect.stringMatching(/^Today since \d\d:\d\d$/), height: expect.any(Number) };
  await panel.signIn({ state: 'rest', sinceMs: 600_000 });
  await panel.open();
  await panel.expect({ state: 'rest' });
  await expect.poll(look).toMatchObject({ ...drawn, drawn: expect.arrayContaining(['known', 'not-ready']) });
  await gateway.change({ state: 'idle' });
  await panel.expect({ state: 'idle' });
  const openTable = () => browser.click('.day-head button');
  await openTable();
  const { rows, height } = await look();
  expect(height).toBeGreaterThan(8);
  expect(rows.map(([, , state]) => state)).toEqual(['Rest', 'Idle']);
  await browser.reload();
  await panel.expect({ state: 'idle' });
  await expect.poll(look).toMatchObject({ ...drawn, drawn: expect.arrayContaining(['not-ready', 'ready']) });
  await openTable();
  // What is asked after the reload knows nothing of the rest.
  const [begin, , state] = rows[0];
  expect((await look()).rows[0]).toEqual([begin, expect.any(String), state, expect.any(String)]);
});

test('each key of call data is copied alone, and stands marked where the browser copies nothing', async ({ panel, browser, folder }) => {
  await panel.signIn({ ...TALK, call: { ...CALL, data: 'order=4711;name=张三' } });
  await panel.open();
  const rows = () =>
    browser.evaluate(() => [...document.querySelectorAll('[data-field="call-datum"] bdi')].map((text) => text.textContent));
  await expect.poll(rows).toEqual(['order', '4711', 'name', '张三']);
  const COPY = '[data-field="call-datum"] [aria-label$=" name"]';
  const says = () =>
    browser.evaluate((copy) => {
      const { textContent, ariaLabel } = document.querySelector(copy);
      return [textContent, ariaLabel];
    }, COPY);
  await browser.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await browser.click(COPY);
  await expect.poll(() => browser.evaluate(() => String(getSelection()))).toBe('张三');
  expect(await says()).toEqual(['Copy', 'Copy name']);
  await browser.evaluate(() => delete navigator.clipboard.writeText);
  await browser.click(COPY);
  await expect.poll(says).toEqual(['Copied', 'Copied name']);
  await folder.write('paste.html', portalPage('<input autofocus>'));
  await panel.open('/paste.html');
  await browser.click('input');
  await browser.pressTogether(KEYS.CONTROL, 'v');
  await expect.poll(() => browser.evaluate(() => document.querySelector('input').value)).toBe('张三');
});

test('each key does what the details say', async ({ panel, browser }) => {
  await panel.signIn(TALK);
  await panel.open();
  await panel.expect({ caller: CALL.caller });
  await browser.evaluate(() => {
    HTMLAnchorElement.prototype.click = function save() {
      window.saved = this.download;
    };
  });
  const press = (letter) => browser.pressTogether(KEYS.ALT, KEYS.SHIFT, letter);
  const details = () =>
    browser.evaluate(() => ({
      isOpen: document.querySelector('.connection details').open,
      keys: [...document.querySelectorAll('.keys kbd')].map((key) => key.textContent.at(-1)).join(''),
    }));
  await press('D');
  await expect.poll(details).toEqual({ isOpen: true, keys: 'CUDSW' });
  const says = (field) =>
    browser.evaluate((field) => document.querySelector(`[data-field="${field}"] button[aria-label]`).textContent, field);
  // WebKit copies only what a key asks for at once: by now the script is there.
  await press('C');
  await expect.poll(() => says('caller')).toBe('Copied');
  await press('U');
  await expect.poll(() => says('call-id')).toBe('Copied');
  await press('S');
  await expect.poll(() => browser.evaluate(() => window.saved)).toMatch(/^cec-agent-panel-diagnostics-.*json$/);
  await press('W');
  await expect.poll(async () => (await browser.windows()).length).toBe(2);
  await press('W');
  await expect.poll(async () => (await browser.windows()).length).toBe(1);
  await press('D');
  await expect.poll(details).toMatchObject({ isOpen: false });
});

// Keys for what the agent does most: named in the details, never taken from the portal.
import { violations } from './support/axe.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE, SCRIPT } from './support/portal_page.mjs';

const CALL = { caller: '13911112222', called: '4008001234', callId: '1456409999-1' };
const TALK = { state: 'talking', call: CALL };
const KEYS = ['Copy caller Alt+Shift+C', 'Copy call ID Alt+Shift+U', 'Open or close details Alt+Shift+D', 'Save diagnostics Alt+Shift+S', 'Small window Alt+Shift+W'];

const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

test('each does what the details name, the first time too', async ({ page, open }) => {
  const panel = await open(page, { setup: TALK });
  await expect(panel.value('caller')).toHaveText(CALL.caller);
  await page.keyboard.press('Alt+Shift+C');
  await expect.poll(() => copied(page)).toBe(CALL.caller);
  await page.keyboard.press('Alt+Shift+U');
  await expect.poll(() => copied(page)).toBe(CALL.callId);
  await page.keyboard.press('Alt+Shift+D');
  await expect(page.locator('.connection details')).toHaveAttribute('open', '');
  await expect(page.locator('.keys li')).toHaveText(KEYS);
  await expect(page.locator('.keys kbd')).toHaveCount(KEYS.length);
  expect(await violations(page)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Alt+Shift+S')]);
  expect(download.suggestedFilename()).toMatch(/diagnostics/);
  await page.evaluate(() => delete window.documentPictureInPicture);
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Alt+Shift+W')]);
  await Promise.all([opened.waitForEvent('close'), page.keyboard.press('Alt+Shift+W')]);
});

test('the buttons have their keys, those of the next call too', async ({ page, open, gateway }) => {
  const panel = await open(page, { setup: TALK });
  await page.locator('.connection summary').click();
  const copy = page.getByRole('button', { name: 'Copy Caller' });
  await expect(copy).toHaveAttribute('aria-keyshortcuts', 'Alt+Shift+C');
  await expect(page.locator('.connection summary')).toHaveAttribute('aria-keyshortcuts', 'Alt+Shift+D');
  await gateway.act('hangup');
  await expect(panel.badge).toHaveAttribute('data-state', 'wrap-up');
  await gateway.change({ state: 'talking', call: { ...CALL, caller: '13755556666', callId: '1456409999-2' } });
  await expect(panel.value('caller')).toHaveText('13755556666', { timeout: 15_000 });
  await expect(copy).toHaveAttribute('aria-keyshortcuts', 'Alt+Shift+C');
});

for (const [config, named] of [
  [{}, ['Copy caller', 'Copy call ID']],
  [{ maskNumbers: true }, ['Copy call ID']],
  [{ fields: ['caller'] }, ['Copy caller']],
  [{ fields: ['skill'] }, []],
]) {
  test(`the details name no key that can never do anything: ${JSON.stringify(config)}`, async ({ page, open }) => {
    const panel = await open(page, { setup: TALK, config: { locale: 'en', ...config } });
    await panel.connection.locator('summary').click();
    const keys = panel.connection.locator('.keys li');
    await expect(keys.filter({ hasText: 'Save diagnostics' })).toBeVisible();
    await expect(keys.filter({ hasText: 'Copy' })).toHaveText(named.map((name) => new RegExp(`^${name} `)));
  });
}

test('in another layout of the keyboard the place of the letter counts', async ({ page, open }) => {
  const panel = await open(page, { setup: TALK });
  await expect(panel.value('caller')).toHaveText(CALL.caller);
  await page.evaluate(() => {
    const press = { key: 'แ', code: 'KeyC', altKey: true, shiftKey: true, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent('keydown', press));
  });
  await expect(panel.field('caller').getByRole('button')).toHaveText(/Copied|Not copied/);
});

test('a key that the portal takes, and one that types, is not the panel\'s', async ({ page, portal }) => {
  await portal.open(`<input id="field"><button id="own">Own</button>${ONE}`);
  await portal.signIn(TALK);
  const { caller, element, connection } = portal.panel();
  await expect(caller).toHaveText(CALL.caller);
  const details = connection.locator('details');
  // The file has come.
  await page.keyboard.press('Alt+Shift+D');
  await expect(details).toHaveAttribute('open', '');
  const press = (how = {}, where = '#own') =>
    page.evaluate(([where, how]) => {
      const key = { key: 'D', code: 'KeyD', altKey: true, shiftKey: true, bubbles: true, composed: true, cancelable: true, ...how };
      const event = new KeyboardEvent('keydown', key);
      document.querySelector(where).dispatchEvent(event);
    }, [where, how]);
  const isOpen = async () => {
    await page.waitForTimeout(100);
    return details.evaluate((it) => it.open);
  };
  for (const how of [{ ctrlKey: true }, { metaKey: true }, { isComposing: true }, { repeat: true }, { altKey: false }, { shiftKey: false }, { key: 'X', code: 'KeyX' }]) {
    await press(how);
    expect(await isOpen(), JSON.stringify(how)).toBe(true);
  }
  await press({ modifierAltGraph: true }, '#field');
  expect(await isOpen(), 'AltGr in a field').toBe(true);
  await page.evaluate(() => {
    // Registered later than the panel's own, and at the document.
    window.take = (event) => event.preventDefault();
    document.addEventListener('keydown', window.take);
  });
  await page.keyboard.press('Alt+Shift+D');
  expect(await isOpen(), 'taken by the portal').toBe(true);
  await page.evaluate(() => document.removeEventListener('keydown', window.take));
  // It types nothing here.
  await page.locator('#field').focus();
  await page.keyboard.press('Alt+Shift+D');
  expect(await isOpen()).toBe(false);
  await expect(element.locator('.keys')).toHaveCount(1);
});

test('where Option types a character, a field has it', async ({ page, portal }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'platform', { get: () => 'MacIntel' }));
  await portal.open(`<input id="field"><div id="text" contenteditable>x</div>${ONE}`);
  await portal.signIn(TALK);
  const { caller, connection, element } = portal.panel();
  await expect(caller).toHaveText(CALL.caller);
  const details = connection.locator('details');
  await page.keyboard.press('Alt+Shift+D');
  await expect(details).toHaveAttribute('open', '');
  await expect(element.locator('.keys kbd').first()).toHaveText('⌥⇧C');
  for (const field of ['#field', '#text']) {
    await page.locator(field).focus();
    await page.keyboard.press('Alt+Shift+D');
    await page.waitForTimeout(100);
    expect(await details.evaluate((it) => it.open), field).toBe(true);
  }
});

test('switched off there are none, at any moment', async ({ page, portal }) => {
  await portal.open(`<cec-agent-panel id="panel" keyboard="off"></cec-agent-panel>${SCRIPT}`);
  await portal.signIn(TALK);
  const { caller, connection, element } = portal.panel();
  await expect(caller).toHaveText(CALL.caller);
  const details = connection.locator('details');
  await page.keyboard.press('Alt+Shift+D');
  await connection.locator('summary').click();
  await expect(details).toHaveAttribute('open', '');
  await expect(element.locator('.small-window')).toBeVisible();
  await expect(element.locator('.keys, [aria-keyshortcuts]')).toHaveCount(0);
  await portal.set({ keyboard: null });
  await page.keyboard.press('Alt+Shift+D');
  await expect(details).not.toHaveAttribute('open', '');
  await portal.set({ keyboard: 'off' });
  await page.keyboard.press('Alt+Shift+D');
  await connection.locator('summary').click();
  await expect(details).toHaveAttribute('open', '');
  await expect(element.locator('.keys, [aria-keyshortcuts]')).toHaveCount(0);
});

test('of two panels in a page the one that was there first has them, and nothing listens when none is left', async ({ page, portal, gateway }) => {
  await page.addInitScript(() => {
    window.listening = 0;
    const { addEventListener, removeEventListener } = window;
    window.addEventListener = function (name, ...more) {
      if (name === 'keydown') window.listening += 1;
      return addEventListener.call(this, name, ...more);
    };
    window.removeEventListener = function (name, ...more) {
      if (name === 'keydown') window.listening -= 1;
      return removeEventListener.call(this, name, ...more);
    };
  });
  await portal.open(ONE);
  const other = gateway.another();
  await portal.signIn(TALK);
  await expect(portal.panel().caller).toHaveText(CALL.caller);
  await page.evaluate(() => {
    const second = Object.assign(document.createElement('cec-agent-panel'), { id: 'second' });
    document.getElementById('panel').after(second);
  });
  await portal.signIn({ state: 'talking', call: { caller: '13755556666' } }, { gateway: other, id: 'second' });
  await expect(portal.panel().caller).toHaveText(CALL.caller);
  await expect(portal.panel('second').caller).toHaveText('13755556666');
  await page.keyboard.press('Alt+Shift+C');
  await expect.poll(() => copied(page)).toBe(CALL.caller);
  await portal.panel('second').connection.locator('summary').click();
  await expect(portal.panel('second').element.locator('.small-window')).toBeVisible();
  await page.waitForTimeout(300);
  await expect(portal.panel('second').element.locator('.keys, [aria-keyshortcuts]')).toHaveCount(0);
  await page.evaluate(() => document.getElementById('panel').remove());
  await page.waitForTimeout(100);
  await page.keyboard.press('Alt+Shift+C');
  await expect.poll(() => copied(page)).toBe('13755556666');
  await page.evaluate(() => document.getElementById('second').remove());
  await expect.poll(() => page.evaluate(() => window.listening)).toBe(0);
});

// What an agent does and sees through a shift.
import { breakPanel, makeBreakable } from '../support/crash.mjs';
import { look } from '../support/visibility.mjs';
import { expect, test } from './support/engine.mjs';
import { ELEMENT, portalPage } from './support/panel.mjs';
import { KEYS } from './support/web_driver.mjs';

const CALL = { caller: '13800138000', called: '4008001234', callId: '1456409999-1' };
const TALK = { state: 'talking', sinceMs: 65_000, call: { ...CALL, talkingForMs: 65_000 } };

const seconds = (time) => time.replace('~', '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

test('a reload in a call brings it back, with its time', async ({ panel, browser, gateway }) => {
  await panel.signIn(TALK);
  const signedIn = Date.now();
  await panel.open();
  await panel.expect({ state: 'talking', caller: CALL.caller });
  await browser.reload();
  await panel.expect({ state: 'talking', caller: CALL.caller, connection: 'live' });
  const { time } = await panel.look();
  const right = 65 + (Date.now() - signedIn) / 1_000;
  expect(Math.abs(seconds(time) - right), `${time} where ${right} s are right`).toBeLessThan(3);
  expect(await gateway.count('sync')).toBe(2);
});

test('from the sign-in at the portal over a call on hold to a reload', async ({ panel, folder, browser, gateway }) => {
  const selector = '#panel';
  const push = (eventType) =>
    browser.evaluate(
      (eventType, workNo, content) => document.getElementById('panel').pushEvent({ eventType, workNo, content }),
      eventType, gateway.agentId, { caller: CALL.caller, called: CALL.called, callid: CALL.callId, feature: 0 },
    );
  const signIn = () =>
    browser.evaluate((agentId, guid) => Object.assign(document.getElementById('panel'), { agentId, guid }), gateway.agentId, gateway.guid);
  await folder.write('portal.html', portalPage(ELEMENT));
  await panel.open('/portal.html');
  await panel.expect({ state: 'unknown' }, { selector });
  await gateway.signIn({ state: 'idle' });
  await signIn();
  await panel.expect({ state: 'idle', connection: 'live' }, { selector });
  for (const [act, eventType, state] of [
    ['ring', 'AgentEvent_Ringing', 'ringing'],
    ['answer', 'AgentEvent_Talking', 'talking'],
    ['hold', 'AgentEvent_linkagePhoneHold', 'hold'],
  ]) {
    await gateway.act(act, act === 'ring' ? CALL : {});
    await push(eventType);
    await panel.expect({ state, caller: CALL.caller }, { selector });
  }
  await browser.reload();
  await signIn();
  await panel.expect({ caller: CALL.caller, detail: expect.stringMatching(/^On hold/) }, { selector });
  expect(await gateway.count('sync')).toBe(2);
});

test('going back to the page shows the call again', async ({ panel, browser, gateway, engine }) => {
  await panel.signIn(TALK);
  await panel.open();
  await panel.expect({ state: 'talking', caller: CALL.caller });
  await panel.open('/portal.html');
  await browser.back();
  await panel.expect({ state: 'talking', caller: CALL.caller, connection: 'live' });
  // Firefox keeps no page that has held a lock: there going back is a load, with its one sync.
  expect(await gateway.count('sync')).toBe(engine === 'firefox' ? 2 : 1);
});

test('a second window follows, and leads when the first is closed', async ({ panel, browser, gateway }) => {
  await panel.signIn(TALK);
  await panel.open();
  await panel.expect({ state: 'talking', connection: 'live' });
  const first = await browser.window();
  const second = await browser.openWindow();
  await panel.putSession();
  await panel.open();
  await panel.expect({ state: 'talking', caller: CALL.caller, connection: 'following' });
  await browser.toWindow(first);
  await browser.closeWindow();
  await browser.toWindow(second);
  await panel.expect({ connection: 'live' });
  await gateway.act('hangup');
  await panel.expect({ state: 'wrap-up' });
  expect(await gateway.count('sync')).toBe(1);
});

test('after a crash nothing old stays, and a reload brings the panel back', async ({ panel, folder, browser }) => {
  await folder.write('breakable.js', `(${makeBreakable})()`);
  const html = (await folder.read('index.html')).toString();
  await folder.write('index.html', html.replace('<head>', '<head><script src="/breakable.js"></script>'));
  await panel.signIn(TALK);
  await panel.open();
  await panel.expect({ caller: CALL.caller });
  await breakPanel(browser);
  await panel.expect({ boot: 'crashed', state: null, caller: null });
  expect(await browser.evaluate(() => document.body.textContent)).not.toContain(CALL.caller);
  await panel.pressReload();
  await panel.expect({ boot: null, state: 'talking', caller: CALL.caller });
});

test('the form is filled in by the keyboard alone', async ({ panel, browser, gateway }) => {
  await gateway.signIn({ state: 'idle' });
  await panel.open();
  const tabTo = async (selector) => {
    const isThere = (selector) => document.activeElement?.matches(selector) === true;
    for (let presses = 0; !(await browser.evaluate(isThere, selector)); presses += 1) {
      expect(presses, `tabs to ${selector}`).toBeLessThan(12);
      await browser.press(KEYS.TAB);
    }
  };
  await expect.poll(() => browser.evaluate(() => document.querySelector('details.connect') !== null)).toBe(true);
  await tabTo('details.connect summary');
  await browser.press(KEYS.ENTER);
  // It may come only now.
  await expect.poll(() => browser.evaluate(() => document.querySelector('[name=agent-id]') !== null)).toBe(true);
  await tabTo('[name=agent-id]');
  await browser.press(...gateway.agentId);
  await tabTo('[name=guid]');
  await browser.press(...gateway.guid, KEYS.ENTER);
  await panel.expect({ state: 'idle', connection: 'live' });
});

test('a call that waits unseen is told by the title, and by the browser where it may', async ({ panel, folder, browser, gateway }) => {
  await folder.write('config.json', JSON.stringify({ hiddenPollIntervalMs: 3_000 }));
  await panel.signIn();
  await panel.open();
  await panel.expect({ state: 'idle', connection: 'live' });
  const permission = await browser.evaluate(() => {
    window.notified = [];
    const own = window.Notification;
    if (!own) return 'none';
    window.Notification = class extends own {
      constructor(...words) {
        super(...words);
        window.notified.push(words[0]);
      }
    };
    return own.permission;
  });
  // The agent is asked for it, in the details, where that is still to be done.
  await browser.click('.connection summary');
  const offers = () =>
    browser.evaluate(() =>
      [...document.querySelectorAll('.connection button')].filter((button) => button.checkVisibility()).map((button) => button.textContent),
    );
  await expect.poll(offers).toContain('Small window');
  expect((await offers()).includes('Notify me of calls')).toBe(permission === 'default');
  await look(browser, false);
  await gateway.act('ring', CALL);
  const text = `Call from ${CALL.caller}`;
  await expect.poll(() => browser.title(), { timeout: 15_000, intervals: [100] }).toBe(text);
  expect(await browser.evaluate(() => window.notified)).toEqual(permission === 'granted' ? [text] : []);
  await look(browser, true);
  await expect.poll(() => browser.title()).not.toBe(text);
});

// Strangers that rewrite the page's texts: translators, and scripts that make links of numbers.
// The panel asks not to be translated; where that is ignored, colour and word agree all the same,
// and no two writers go on against each other for ever.
import { expect, test } from './portal.mjs';
import { link, notePaintings, translate } from './translator.mjs';

const WORDS = { idle: /^«?idle»?$/i, rest: /^«?rest»?$/i, busy: /^«?busy»?$/i, talking: /^«?on a call»?$/i, 'wrap-up': /^«?wrap-up»?$/i, hold: /^«?on hold»?$/i, 'pre-rest': /^«?rest requested»?$/i, occupied: /^«?occupied»?$/i, ringing: /^«?ringing»?$/i };
const TONES = { idle: 'ready', rest: 'not-ready', busy: 'not-ready', talking: 'in-call', 'wrap-up': 'wrap-up', hold: 'in-call', 'pre-rest': 'not-ready', occupied: 'in-call', ringing: 'ringing' };
const VERDICTS = { running: /^«?running»?$/i, done: /^«?done»?$/i, none: /^$/ };

/** Where a panel stands: by itself, or as an element of a portal. */
const PLACES = {
  page: async ({ page, open }, setup) => {
    const panel = await open(page, { setup, config: { locale: 'en', pollIntervalMs: 1_000 } });
    return panel;
  },
  element: async ({ page, portal }, setup) => {
    portal.serve('/');
    return portal.open(page, { setup });
  },
};

/** What has been painted of known states: word and colour are of the same. */
async function expectTrue(page) {
  const { badge, command } = await page.evaluate(() => window.painted);
  const wrong = badge.filter(([state, tone, word]) => state !== 'unknown' && !(WORDS[state]?.test(word) && tone === TONES[state]));
  expect(wrong).toEqual([]);
  expect(command.filter(([verdict, , word]) => !VERDICTS[verdict].test(word))).toEqual([]);
  return new Set(badge.map(([state]) => state));
}

for (const [place, begin] of Object.entries(PLACES)) {
  test(`${place}: it asks not to be translated`, async ({ page, portal, open }) => {
    const panel = await begin({ page, portal, open }, { state: 'idle' });
    await expect(panel.badge).toHaveAttribute('data-state', 'idle');
    await expect(page.locator('.panel')).toHaveAttribute('translate', 'no');
    if (place === 'element') await expect(page.locator('cec-agent-panel')).toHaveAttribute('translate', 'no');
  });

  for (const kind of ['at-once', 'late', 'everything']) {
    const tag = kind === 'everything' ? [] : ['@long'];
    test(`${place}: whom a translator (${kind}) rewrites, that one shows the truth`, { tag }, async ({ page, portal, open, gateway }) => {
      await page.addInitScript(translate, kind);
      await page.addInitScript(notePaintings);
      const panel = await begin({ page, portal, open }, { state: 'idle' });
      await expect(panel.stateName).toHaveText('«IDLE»');
      for (const [action, state] of [['rest', 'rest'], ['idle', 'idle'], ['ring', 'talking'], ['answer', 'talking'], ['busy', 'talking'], ['hangup', 'busy']]) {
        await gateway.act(action);
        await expect(panel.badge).toHaveAttribute('data-state', state);
        await expect(panel.stateName).toHaveText(WORDS[state]);
      }
      await expect(panel.stateName).toHaveText('«BUSY»');
      const seconds = async () => Number((await panel.stateTime.innerText()).match(/(\d\d):(\d\d)/)[2]);
      const before = await seconds();
      await expect.poll(seconds).not.toBe(before);
      expect([...(await expectTrue(page))]).toEqual(expect.arrayContaining(['idle', 'rest', 'talking', 'busy']));
    });
  }

  test(`${place}: a translation that comes too late does not stay`, async ({ page, portal, open, gateway }) => {
    await page.addInitScript(translate, 'careless');
    const panel = await begin({ page, portal, open }, { state: 'busy' });
    await expect(panel.stateName).toHaveText('«BUSY»');
    await gateway.act('idle');
    await expect(panel.badge).toHaveAttribute('data-state', 'idle');
    await gateway.act('rest');
    await expect(panel.badge).toHaveAttribute('data-state', 'rest');
    await page.waitForTimeout(2_500);
    await expect(panel.stateName).toHaveText('«REST»');
  });

  test(`${place}: what is taken away is written anew, and no text for ever`, { tag: place === 'page' ? [] : ['@long'] }, async ({ page, portal, open }) => {
    await page.addInitScript(translate, 'at-once');
    const panel = await begin({ page, portal, open }, { state: 'talking', call: { caller: '13800138000' } });
    await expect(panel.stateName).toHaveText('«ON A CALL»');
    for (const shown of [panel.stateName, panel.value('caller'), panel.call.locator('h2')]) {
      const text = await shown.innerText();
      await shown.evaluate((element) => element.replaceChildren());
      await expect(shown).toHaveText(text);
    }
    const writings = await panel.stateName.evaluate(async (element) => {
      let count = 0;
      new MutationObserver((records) => { count += records.length; }).observe(element, { childList: true, subtree: true, characterData: true });
      await new Promise((waited) => setTimeout(waited, 5_000));
      return count;
    });
    // Its word stands for five seconds: at the most it was written anew and translated once.
    expect(writings).toBeLessThanOrEqual(4);
  });
}

test('the numbers of a call are those of the call, where a script makes links of them', async ({ page, portal, gateway }) => {
  await page.addInitScript(link);
  portal.serve('/');
  const panel = await portal.open(page, { setup: { state: 'talking', call: { caller: '13800138000', called: '4008001234' } } });
  await expect(panel.value('caller').locator('a')).toHaveText('13800138000');
  const marked = await panel.value('caller').locator('a').evaluateHandle((anchor) => anchor);
  await page.waitForTimeout(2_500);
  expect(await marked.evaluate((anchor) => anchor.isConnected), 'a link that tells the truth is left alone').toBe(true);
  const push = (eventType, content) =>
    page.evaluate((event) => document.querySelector('cec-agent-panel').pushEvent(event), { eventType, workNo: gateway.agentId, content });
  const call = await gateway.truth();
  await push('AgentEvent_Call_Release', call.call.callId);
  await push('AgentEvent_Talking', { callid: '1566636299-99', caller: '13900139000', called: '4008001234', feature: '0', type: 'main', mediaAbility: '1' });
  await expect(panel.value('caller')).toHaveText('13900139000');
  await expect(panel.value('caller').locator('a')).toHaveAttribute('href', 'tel:13900139000');
});

test('a command and its end are those of the portal, where a translator rewrites them', async ({ page, portal, gateway }) => {
  await page.addInitScript(translate, 'at-once');
  await page.addInitScript(notePaintings);
  portal.serve('/');
  const panel = await portal.open(page, { setup: { state: 'idle' } });
  await expect(panel.stateName).toHaveText('«IDLE»');
  await page.evaluate(() => document.querySelector('cec-agent-panel').showCommand(30));
  await expect(panel.command).toHaveAttribute('data-verdict', 'running');
  await expect(panel.command.locator('.command-verdict')).toHaveText('«RUNNING»');
  await gateway.act('busy');
  await expect(panel.command).toHaveAttribute('data-verdict', 'done');
  await expect(panel.command.locator('.command-verdict')).toHaveText('«DONE»');
  await expectTrue(page);
});

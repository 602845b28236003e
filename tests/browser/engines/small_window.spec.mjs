// The small window: one that stays on top where the engine has such windows, else a pop-out window, or the
// word why there is none.
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from './support/engine.mjs';
import { portalPage } from './support/panel.mjs';

const CALL = { caller: '13800138000', called: '4008001234', callId: '1456409999-1' };
const TALK = { state: 'talking', sinceMs: 65_000, call: CALL };

/** The state of the badge, who is on the line, and the time, in the window of the moment. */
const badge = (browser) =>
  browser.evaluate(() => {
    const text = (name) => document.querySelector(`.badge-${name}`)?.textContent;
    return { state: document.querySelector('.badge')?.dataset.state, party: text('party'), time: text('time') };
  });

/** Opens the details, which then offer the small window. */
async function openDetails(browser) {
  await browser.click('.connection summary');
  await expect.poll(() => browser.evaluate(() => document.querySelector('.small-window') !== null)).toBe(true);
}

/** Opens a small window, which is meant from now on. */
async function openSmallWindow(browser) {
  await openDetails(browser);
  const before = await browser.windows();
  await browser.click('.small-window');
  await expect.poll(async () => (await browser.windows()).length).toBe(before.length + 1);
  await browser.toWindow((await browser.windows()).find((window) => !before.includes(window)));
}

test('the small window shows the call as the panel does, and goes with its page', async ({ panel, browser, gateway }) => {
  await panel.signIn(TALK);
  await panel.open();
  await panel.expect({ caller: CALL.caller });
  const font = () =>
    browser.evaluate(() => {
      const { fontFamily, fontSize, lineHeight } = getComputedStyle(document.querySelector('.badge'));
      return [fontFamily, fontSize, lineHeight];
    });
  const own = await font();
  const first = await browser.window();
  await openSmallWindow(browser);
  expect(await font()).toEqual(own);
  const looks = await browser.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const colourOf = (name) => getComputedStyle(document.querySelector(name)).backgroundColor;
    return { isPainted: colourOf('.badge') !== colourOf('.panel'), scrolls: scrollWidth > innerWidth || scrollHeight > innerHeight };
  });
  expect(looks).toEqual({ isPainted: true, scrolls: false });
  const { time, ...shown } = await badge(browser);
  expect(shown).toEqual({ state: 'talking', party: CALL.caller });
  await expect.poll(async () => (await badge(browser)).time).not.toBe(time);
  await gateway.act('hangup');
  await expect.poll(() => badge(browser), { timeout: 10_000 }).toMatchObject({ state: 'wrap-up', party: '' });
  await browser.toWindow(first);
  const [has, staysOnTop] = await browser.evaluate(() => {
    const pictures = window.documentPictureInPicture;
    return [pictures !== undefined, Boolean(pictures?.window)];
  });
  expect(staysOnTop, 'where the engine has such a window').toBe(has);
  await browser.reload();
  await expect.poll(() => browser.windows()).toEqual([first]);
});

test('without a window that stays on top there is a pop-out window, drawn for good', async ({ panel, browser }) => {
  await panel.signIn(TALK);
  await panel.open();
  await panel.expect({ caller: CALL.caller });
  await browser.evaluate(() => delete window.documentPictureInPicture);
  const first = await browser.window();
  await openSmallWindow(browser);
  // A browser may load what an empty window begins with after it was drawn into.
  await pause(1_000);
  expect(await badge(browser)).toMatchObject({ state: 'talking', party: CALL.caller });
  await browser.toWindow(first);
  await browser.click('.small-window');
  await expect.poll(() => browser.windows()).toEqual([first]);
});

test('in an iframe that may open no window the details say so', async ({ panel, browser, folder }) => {
  const iframe = '<iframe src="/" sandbox="allow-scripts allow-same-origin" width="400" height="500"></iframe>';
  await folder.write('around.html', portalPage(iframe));
  await panel.open('/around.html');
  await browser.enterFrame();
  await panel.expect({ connection: 'connecting' });
  await openDetails(browser);
  await browser.click('.small-window');
  const said = () => browser.evaluate(() => document.querySelector('.connection details [role="status"]').textContent);
  await expect.poll(said).toMatch(/allows no window here[.] Allow pop-ups/);
  await browser.leaveFrames();
  expect(await browser.windows()).toHaveLength(1);
});

// The panel in pages of others.
import { startPortal } from '../support/portal_server.mjs';
import { POLICY } from '../support/folder.mjs';
import { FULL_CALL } from '../support/scenarios.mjs';
import { expect, test as base } from './support/engine.mjs';
import { ELEMENT, portalPage } from './support/panel.mjs';

const test = base.extend({
  /** A portal on another origin, whose page has the panel's in an iframe. */
  portal: async ({ browser, folder }, use) => {
    const portal = await startPortal();
    portal.serve(
      '/',
      `<iframe src="${folder.origin}/" width="420" height="700"></iframe>` +
        `<script type="module">import { connect } from '/host.js';
        window.told = [];
        const frame = document.querySelector('iframe');
        frame.addEventListener('cec-state', ({ detail }) => window.told.push(detail.new));
        window.panel = connect(frame);</script>`,
    );
    await use(portal);
    await browser.leaveFrames();
    await browser.goto('about:blank');
    await portal.stop();
  },
});

/** Sizes in px without a height of the page's, as docs/embedding.md has them. */
const HEIGHTS = { full: 600, compact: 224, badge: 40 };
/** How much lower a plain block may be in Firefox, in px. */
const LOWER = 24;
const DISPLAYS = { 'as it is': '', 'a block': 'display: block', 'a block with a greatest height': 'display: block; max-height: 9000px' };
const WIDTHS = [280, 420];

for (const [layout, height] of Object.entries(HEIGHTS)) {
  test(`${layout} fits a place without a height, ${Object.keys(DISPLAYS).join(', ')}, at ${WIDTHS.join(' and ')} px`, async ({ panel, folder, browser, gateway }) => {
    const kinds = Object.entries(DISPLAYS).flatMap(([display, style]) => WIDTHS.map((width) => ({ name: `${display}, ${width} px`, style, width })));
    // A policy forbids styles in the page; what a portal does, scripts do here.
    folder.policy = null;
    await folder.write(
      'portal.html',
      portalPage(kinds.map(({ style, width }) => `<div style="inline-size: ${width}px"><cec-agent-panel locale="en" gateway="/" layout="${layout}" style="${style}"></cec-agent-panel></div>`).join('')) +
        '<script type="module" src="/panel.js"></script>',
    );
    await gateway.signIn({ state: 'hold', sinceMs: 42_000, call: FULL_CALL, preBusy: true });
    await panel.open('/portal.html');
    await browser.evaluate((agentId, guid) => {
      for (const element of document.querySelectorAll('cec-agent-panel')) Object.assign(element, { agentId, guid });
    }, gateway.agentId, gateway.guid);
    const measure = () =>
      browser.evaluate(() =>
        [...document.querySelectorAll('cec-agent-panel')].map((element) => {
          const root = element.shadowRoot.querySelector('.panel');
          return {
            state: root.querySelector('[part="status-badge"]')?.dataset.state ?? null,
            height: element.getBoundingClientRect().height,
            inner: root.getBoundingClientRect().height,
            scrolls: root.scrollHeight - root.clientHeight,
          };
        }),
      );
    await expect.poll(async () => (await measure()).every(({ state }) => /^(hold|talking)$/.test(state)), { timeout: 15_000 }).toBe(true);
    const found = await measure();
    const wrong = found
      .map((it, index) => ({ kind: kinds[index].name, ...it }))
      .filter((it) => it.scrolls > 0 || Math.abs(it.height - it.inner) > 0.5 || it.height > height || it.height < height - LOWER);
    expect(wrong).toEqual([]);
    expect(found).toHaveLength(kinds.length);
  });
}

test('a portal of another origin has the panel in a frame', async ({ panel, folder, browser, gateway, portal }) => {
  await folder.write('config.json', JSON.stringify({ parentOrigins: [portal.origin] }));
  await gateway.signIn({ state: 'rest' });
  await browser.goto(portal.origin);
  await browser.evaluate((agentId, guid) => Object.assign(window.panel, { agentId, guid }), gateway.agentId, gateway.guid);
  await expect.poll(() => browser.evaluate(() => window.told), { timeout: 10_000 }).toContain('rest');
  await browser.enterFrame();
  await panel.expect({ state: 'rest', connection: 'live' });
});

test('a stranger that has it in a frame gets a message with its origin, and nobody is asked', async ({ panel, folder, browser, gateway, portal }) => {
  await panel.signIn({ state: 'rest' });
  await folder.write('config.json', JSON.stringify({ parentOrigins: ['https://portal.example'] }));
  await browser.goto(portal.origin);
  await browser.enterFrame();
  await panel.expect({ boot: 'framed', code: expect.stringMatching(/^parentOrigins: /), state: null });
  expect((await gateway.control('GET', '/control/log')).requests).toEqual([]);
  await browser.leaveFrames();
  expect(await browser.evaluate(() => window.told)).toEqual([]);
});

test('page and element work under Trusted Types, of which none is allowed', async ({ panel, folder, browser, gateway }) => {
  folder.policy = `${POLICY}; trusted-types 'none'`;
  await folder.write('probe.js', "try { document.body.innerHTML = ''; } catch { document.documentElement.dataset.enforced = ''; }");
  await folder.write('probe.html', portalPage('<script src="/probe.js"></script>'));
  await folder.write('element.html', portalPage(ELEMENT));
  await panel.signIn({ state: 'rest' });
  await panel.open();
  await panel.expect({ state: 'rest', boot: null });
  await panel.open('/element.html');
  await browser.evaluate((agentId, guid) => Object.assign(document.getElementById('panel'), { agentId, guid }), gateway.agentId, gateway.guid);
  await panel.expect({ state: 'rest', boot: null }, { selector: '#panel' });
  await panel.open('/probe.html');
  const [has, enforces] = await browser.evaluate(() => ['trustedTypes' in window, 'enforced' in document.documentElement.dataset]);
  expect(enforces, 'what the engine has, it enforces').toBe(has);
});

test('a page with the element is left as it is, and its next page loses nothing that it stores', async ({ panel, folder, browser, gateway }) => {
  await folder.write('element.html', portalPage(ELEMENT));
  await folder.write('signed_in.html', portalPage(''));
  await gateway.signIn({ state: 'rest' });
  await panel.open('/element.html');
  await browser.evaluate((agentId, guid) => Object.assign(document.getElementById('panel'), { agentId, guid }), gateway.agentId, gateway.guid);
  await panel.expect({ state: 'rest', connection: 'live' }, { selector: '#panel' });
  await panel.open('/signed_in.html');
  await browser.evaluate(() => sessionStorage.setItem('portal', 'signed in'));
  await panel.open('/next.html');
  expect(await browser.evaluate(() => sessionStorage.getItem('portal'))).toBe('signed in');
});

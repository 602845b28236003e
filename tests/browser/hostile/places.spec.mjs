// Places in a page where an element may find itself, and pages of odd kinds.
import { expect, test } from './portal.mjs';

const SETUP = { state: 'busy' };

async function expectLive(panel, gateway, state = 'busy') {
  await expect(panel.badge).toHaveAttribute('data-state', state);
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  expect(await gateway.count('sync')).toBe(1);
}

for (const [name, { body, head }] of Object.entries({
  'in another shadow root, a closed one': {
    body: '<div id="outer"></div>',
    head: `<script type="module">
      const root = document.getElementById('outer').attachShadow({ mode: 'closed' });
      root.append(Object.assign(document.createElement('cec-agent-panel'), { agentId: AGENT, gateway: '/', pollInterval: 1000 }));
      window.element = root.firstChild;
    </script>`,
  },
  'in a closed details element': { body: '<details><summary>Panel</summary>ELEMENT</details>' },
  'in a dialog that is not open': { body: '<dialog>ELEMENT</dialog>' },
  'in an element that is not displayed': { body: '<div style="display: none">ELEMENT</div>' },
  'in the content of an SVG image': { body: '<svg width="400" height="600"><foreignObject width="400" height="600"><div xmlns="http://www.w3.org/1999/xhtml">ELEMENT</div></foreignObject></svg>' },
})) {
  test(`${name}, the panel works`, async ({ page, portal, gateway }) => {
    portal.serve('/', { body: body.replace('ELEMENT', portal.element()), head: head?.replace('AGENT', gateway.agentId) });
    await portal.open(page, { setup: SETUP });
    const snapshot = () => page.evaluate(() => {
      const { state, connection } = (window.element ?? document.querySelector('cec-agent-panel')).snapshot();
      return [state.state, connection.connection].join();
    });
    await expect.poll(snapshot).toBe('busy,live');
    await gateway.change({ state: 'rest' });
    await expect.poll(snapshot).toBe('rest,live');
    expect(await gateway.count('sync')).toBe(1);
  });
}

test('what is opened later shows the panel as it is then', async ({ page, portal, gateway }) => {
  portal.serve('/', { body: `<dialog>${portal.element()}</dialog>` });
  const panel = await portal.open(page, { setup: SETUP });
  await expectLive(panel, gateway);
  await gateway.change({ state: 'rest' });
  await page.evaluate(() => document.querySelector('dialog').showModal());
  await expect(panel.badge).toHaveAttribute('data-state', 'rest');
  await expect(panel.stateName).toBeVisible();
});

test('in a template nothing is asked; put out of it and into it again, it starts and stops', async ({ page, portal, gateway }) => {
  portal.serve('/', { body: `<template>${portal.element()}</template>` });
  const panel = await portal.open(page, { setup: SETUP });
  await page.evaluate(() => customElements.whenDefined('cec-agent-panel'));
  expect(await gateway.log()).toEqual([]);
  await page.evaluate(() => document.body.append(document.querySelector('template').content.firstChild));
  await expectLive(panel, gateway);
  await page.evaluate(() => document.querySelector('template').content.append(document.querySelector('cec-agent-panel')));
  await page.waitForTimeout(500);
  const before = (await gateway.log()).length;
  await page.waitForTimeout(2_500);
  expect(await gateway.log()).toHaveLength(before);
  await page.evaluate(() => document.body.append(document.querySelector('template').content.firstChild));
  await expectLive(panel, gateway);
  await expect(panel.badge).toHaveCSS('display', 'grid');
});

test('adopted by the document of an iframe and back, it looks right and does not sync again', async ({ page, portal, gateway }) => {
  portal.serve('/', { body: `${portal.element()}<iframe width="400" height="600" srcdoc="<!doctype html>"></iframe>` });
  const panel = await portal.open(page, { setup: SETUP });
  await expectLive(panel, gateway);
  await page.waitForFunction(() => document.querySelector('iframe').contentDocument.readyState === 'complete');
  await page.evaluate(() => {
    window.element = document.querySelector('cec-agent-panel');
    const inner = document.querySelector('iframe').contentDocument;
    inner.body.append(inner.adoptNode(window.element));
  });
  const inside = page.frameLocator('iframe');
  await expect(inside.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'busy');
  await expect(inside.locator('[part="status-badge"]')).toHaveCSS('display', 'grid');
  await gateway.change({ state: 'rest' });
  await expect(inside.locator('[part="status-badge"]')).toHaveAttribute('data-state', 'rest');
  await page.evaluate(() => document.body.append(window.element));
  await expect(panel.badge).toHaveCSS('display', 'grid');
  await gateway.change({ state: 'busy' });
  await expectLive(panel, gateway);
});

test('a page that is written anew takes the panel away, and nothing is asked any more', async ({ page, portal, gateway }) => {
  portal.serve('/', {});
  const panel = await portal.open(page, { setup: SETUP });
  await expectLive(panel, gateway);
  await page.evaluate(() => {
    document.open();
    document.write('<!doctype html><title>Written</title><p>anew</p>');
    document.close();
  });
  await page.waitForTimeout(500);
  const before = (await gateway.log()).length;
  await page.waitForTimeout(2_500);
  expect(await gateway.log()).toHaveLength(before);
  // Written into it again, it goes on.
  await page.evaluate((html) => {
    document.body.innerHTML = html;
  }, portal.element());
  await expectLive(panel, gateway);
});

test('20 of them of one agent: one asks, all show', async ({ page, portal, gateway }) => {
  portal.serve('/', { body: Array(20).fill(portal.element('layout="badge"')).join('') });
  await portal.open(page, { setup: SETUP });
  const states = () => page.evaluate(() =>
    [...document.querySelectorAll('cec-agent-panel')].map((element) => element.snapshot().state.state).join());
  await expect.poll(states).toBe(Array(20).fill('busy').join());
  await gateway.change({ state: 'rest' });
  await expect.poll(states).toBe(Array(20).fill('rest').join());
  expect(await gateway.count('sync')).toBe(1);
  const log = await gateway.log();
  log.slice(1).forEach(({ at }, index) => expect(at - log[index].at).toBeGreaterThan(800));
});

for (const [name, page_] of Object.entries({
  'in quirks mode': { doctype: '' },
  'with a base of another path': { before: '<base href="/some/where/else/">' },
  'with an import map': { before: '<script type="importmap">{"imports":{"react":"/react.js","panel":"/panel.js"}}</script>' },
})) {
  test(`${name}, the panel works and is as large as ever`, async ({ page, portal, gateway }) => {
    portal.serve('/bare', {});
    portal.serve('/', page_);
    const panel = await portal.open(page, { path: '/bare', setup: SETUP });
    await expectLive(panel, gateway);
    const boxes = () => page.evaluate(() =>
      [...document.querySelector('cec-agent-panel').shadowRoot.querySelectorAll('section, .panel')].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join(' ');
      }));
    const bare = await boxes();
    await page.goto(`${portal.origin}/`);
    await expect(panel.badge).toHaveAttribute('data-source', 'status');
    expect(await boxes()).toEqual(bare);
  });
}

test('a base of another origin does not send the Guid there', async ({ page, portal, gateway }) => {
  const elsewhere = await portal.another();
  elsewhere.headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Methods': '*' };
  try {
    portal.serve('/', {
      script: `${portal.origin}/panel.js`,
      before: `<base href="${elsewhere.origin}/">`,
      body: `${portal.element()}${portal.element().replace('gateway="/"', '')}`,
    });
    const panel = await portal.open(page, { setup: SETUP });
    await expect(panel.badge.first()).toHaveAttribute('data-state', 'busy');
    await page.waitForTimeout(2_500);
    expect(elsewhere.asked.map(({ path }) => path)).toEqual([]);
  } finally {
    await elsewhere.stop();
  }
});

test.describe('behind a service worker', () => {
  const REGISTER = '<script type="module">await navigator.serviceWorker.register("/worker.js"); await navigator.serviceWorker.ready; window.ready = true;</script>';
  const CLAIM = `addEventListener('install', () => skipWaiting()); addEventListener('activate', (event) => event.waitUntil(clients.claim()));`;

  async function install(page, portal, worker) {
    portal.file('/worker.js', CLAIM + worker);
    portal.serve('/install', { script: null, body: '', head: REGISTER });
    await page.goto(`${portal.origin}/install`);
    await page.waitForFunction(() => window.ready && navigator.serviceWorker.controller);
  }

  test('that passes everything on, the panel works', async ({ page, portal, gateway }) => {
    await install(page, portal, `addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));`);
    portal.serve('/', {});
    const panel = await portal.open(page, { setup: SETUP });
    await expectLive(panel, gateway);
    await gateway.change({ state: 'rest' });
    await expect(panel.badge).toHaveAttribute('data-state', 'rest');
  });

  test('that makes new requests of all and new answers, the panel works', async ({ page, portal, gateway }) => {
    await install(page, portal, `addEventListener('fetch', (event) => event.respondWith((async () => {
      const { url, method, headers } = event.request;
      if (event.request.mode === 'navigate') return fetch(event.request);
      const body = method === 'POST' ? await event.request.arrayBuffer() : undefined;
      const answer = await fetch(url, { method, headers, body });
      return new Response(await answer.arrayBuffer(), { status: answer.status, headers: { 'Content-Type': answer.headers.get('Content-Type') } });
    })()));`);
    portal.serve('/', {});
    const panel = await portal.open(page, { setup: SETUP });
    await expectLive(panel, gateway);
  });

  test('that has its page for everything it does not know, a message says which file is missing', async ({ page, portal, guard }) => {
    await install(page, portal, `addEventListener('fetch', (event) => {
      if (/\\.wasm$/.test(event.request.url)) event.respondWith(new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }));
    });`);
    guard.allow(/wasm|MIME/i);
    portal.serve('/', {});
    await portal.open(page, { setup: SETUP });
    await expect(page.locator('[data-boot]')).toHaveAttribute('data-boot', 'missing');
  });

  test('that has the page for the gateway’s answers too, the panel shows no status', async ({ page, portal, guard }) => {
    guard.allow(/./);
    await install(page, portal, `addEventListener('fetch', (event) => {
      if (event.request.url.includes('/agentgateway/')) event.respondWith(new Response('<!doctype html>', { headers: { 'Content-Type': 'text/html' } }));
    });`);
    portal.serve('/', {});
    const panel = await portal.open(page, { setup: SETUP });
    await expect(panel.connection).toHaveAttribute('data-connection', 'retrying');
    await expect(panel.badge).toHaveAttribute('data-state', 'unknown');
  });
});

test('of an element that somebody has emptied, nothing is thrown into the page', async ({ page, portal, gateway }) => {
  portal.serve('/');
  const panel = await portal.open(page, { setup: { state: 'idle' } });
  await expect(panel.badge).toHaveAttribute('data-state', 'idle');
  await expect(panel.call.locator('.day')).toBeVisible();
  await page.evaluate(() => document.querySelector('cec-agent-panel').shadowRoot.replaceChildren());
  const told = () => page.evaluate(() => document.querySelector('cec-agent-panel').snapshot().state.state);
  await gateway.act('rest');
  await expect.poll(told).toBe('rest');
  await gateway.act('idle');
  await expect.poll(told).toBe('idle');
});

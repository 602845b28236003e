// The file for the help desk: what happened is in it, and nothing that is anybody's secret.
import { readFile } from 'node:fs/promises';
import Ajv from 'ajv/dist/2020.js';
import { breakable, breakPanel } from './support/crash.mjs';
import { http, retcode, status, sync } from './support/faults.mjs';
import { WASM } from './support/module_files.mjs';
import { expect, test } from './support/panel.mjs';
import { ONE } from './support/portal_page.mjs';

const SCHEMA = JSON.parse(
  await readFile(new URL('../../docs/diagnostics.schema.json', import.meta.url), 'utf8'),
);
const fits = new Ajv({ strictTypes: false }).compile(SCHEMA);

/** Saves the file with the button of `place`, and gives its text and what it holds. */
async function save(page, place) {
  const summary = place.locator('summary');
  if ((await summary.count()) > 0) await summary.click();
  const saved = page.waitForEvent('download');
  await place.getByRole('button', { name: 'Save diagnostics' }).click();
  const download = await saved;
  const text = await readFile(await download.path(), 'utf8');
  const file = JSON.parse(text);
  expect(fits(file) ? [] : fits.errors).toEqual([]);
  expect(download.suggestedFilename()).toMatch(new RegExp(`^cec-agent-panel-diagnostics-${file.caseNumber}-[\\dTZ-]+\\.json$`));
  await expect(place).toContainText(file.caseNumber);
  return { text, file };
}

/** The entries of one kind, without their moments. */
const entries = (file, what) =>
  file.entries.filter((entry) => entry.what === what).map(({ at, local, ...entry }) => entry);

/** What a page that is left, and comes back from the back/forward cache, has kept. */
const keptOnLeaving = (page) =>
  page.evaluate(() => {
    sessionStorage.removeItem('cec-agent-panel.diagnostics.3');
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    return sessionStorage.getItem('cec-agent-panel.diagnostics.3');
  });

test('what happened is in the file, in its order, and fits the schema', async ({ page, gateway, open, guard }) => {
  guard.allow(/Failed to load resource/);
  guard.allow(/^console warning: cec-agent-panel colour unknown-key/);
  const panel = await open(page, {
    driven: true,
    setup: { state: 'idle', sinceMs: 5_000 },
    config: { pollIntervalMs: 2_000, locale: 'en', gateway: '/', colour: 'red', sessionKey: 'cec-agent-panel.session' },
  });
  await gateway.act('ring');
  await panel.advance(4_000);
  await gateway.act('answer');
  await panel.advance(4_000);
  await gateway.fault(status({ ...http(503), times: 2 }));
  await panel.advance(30_000);
  await gateway.fault(status({ ...retcode('100-007', 'Mr Smith, 13800138000'), times: 1 }));
  await panel.advance(10_000);
  await page.evaluate(() => window.dispatchEvent(new Event('offline')));
  const { file } = await save(page, panel.connection);

  expect(file).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    settings: { pollIntervalMs: 2_000, locale: 'en', gateway: `${gateway.origin}/`, sessionKey: 'own' },
    page: { origin: gateway.origin, framed: false, visible: true, online: true },
    dropped: 0,
  });
  expect(file.settings).not.toHaveProperty('colour');
  expect(entries(file, 'setting')).toEqual([{ what: 'setting', key: 'colour', problem: 'unknown-key' }]);
  const states = entries(file, 'state').map(({ state, source }) => `${state} ${source}`);
  expect(states).toEqual(expect.arrayContaining(['idle sync', 'talking status']));
  expect(states.indexOf('idle sync')).toBeLessThan(states.indexOf('talking status'));
  const requests = entries(file, 'request');
  expect(requests[0]).toMatchObject({ interface: 'syncagentinfo', status: 200, retries: 0 });
  for (const retries of [0, 1]) {
    expect(requests).toContainEqual(
      expect.objectContaining({ interface: 'agentstatus', status: 503, failure: 'http status', retries }),
    );
  }
  expect(requests).toContainEqual(
    expect.objectContaining({ status: 200, failure: 'retcode', retcode: '100-007', retries: 0 }),
  );
  const answered = requests.filter((entry) => entry.failure === undefined && entry.count > 1);
  expect(answered.length, 'quiet polls are counted, not listed').toBeGreaterThan(0);
  expect(entries(file, 'network')).toEqual([{ what: 'network', online: true }]);
  expect(entries(file, 'connection').map((entry) => entry.connection)).toEqual(
    expect.arrayContaining(['live', 'slowed', 'retrying']),
  );
  expect(entries(file, 'role').length).toBeGreaterThan(0);
  const moments = file.entries.map((entry) => entry.at);
  expect(moments).toEqual([...moments].sort());
});

test('a day\'s file holds no personal data and no secret', async ({ page, gateway, open, guard }) => {
  test.slow();
  guard.allow(/Failed to load resource/);
  const setup = { state: 'idle', sinceMs: 5_000, wrapUpMs: 0, flowControl: false };
  const panel = await open(page, { driven: true, setup });
  const secrets = [gateway.agentId];
  const person = (number) => {
    const made = [`1380013${8000 + number}`, `Anna-Bell${number}`, `balance ${90_000 + number}`, `14564${number}-77`, `010622${310 + number}`];
    secrets.push(...made);
    return made;
  };
  for (let number = 0; number < 40; number += 1) {
    const [caller, partner, data, callId, called] = person(number);
    await gateway.act('ring', { caller, called, callId, data, recording: data });
    await panel.advance(2_000, { step: 1_000 });
    await gateway.act('answer');
    if (number % 4 === 0) await gateway.act('transfer', { partner });
    if (number % 5 === 0) {
      // What a gateway says when it fails is anybody's words, even where a code should be.
      await gateway.fault(status({ ...retcode(caller, `${caller} ${gateway.guid}`), times: 1 }));
      await gateway.fault(status({ ...retcode(partner, data), times: 1 }));
    }
    if (number % 7 === 0) {
      await gateway.rotateGuid();
      await panel.putSession();
    }
    if (number % 9 === 0) await panel.reload();
    await panel.advance(4_000, { step: 1_000 });
    if (number % 4 !== 0) await gateway.act('hangup');
    await panel.advance(2_000, { step: 1_000 });
  }
  const { text, file } = await save(page, panel.connection);
  expect(file.entries.length).toBeGreaterThan(150);
  expect(file.entries.length).toBeLessThanOrEqual(500);
  for (const secret of [...secrets, ...gateway.guids]) expect(text).not.toContain(secret);
  const kept = await keptOnLeaving(page);
  expect(JSON.parse(kept)[0].length).toBe(file.entries.length);
  for (const secret of [...secrets, ...gateway.guids]) expect(kept).not.toContain(secret);
});

test('after a crash all of it is there, and after the reload too', async ({ page, open, guard }) => {
  guard.allow(/./);
  await breakable(page);
  const panel = await open(page, { setup: { state: 'talking', sinceMs: 5_000 } });
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await breakPanel(page);
  const message = page.locator('[data-boot="crashed"]');
  await message.waitFor();
  const { file } = await save(page, message);
  expect(entries(file, 'state').at(-1)).toMatchObject({ state: 'talking' });
  expect(file.entries.at(-1)).toMatchObject({ what: 'message', kind: 'crashed', code: 'unreachable' });

  await panel.reloadBy(() => message.getByRole('button', { name: 'Reload' }).click());
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  const after = await save(page, panel.connection);
  expect(after.file.entries.slice(0, file.entries.length)).toEqual(file.entries);
  expect(entries(after.file, 'opened')).toHaveLength(2);
});

test('a panel that cannot load offers the file', async ({ page, open, guard }) => {
  guard.allow(/./);
  await page.route(WASM, (route) => route.fulfill({ status: 404, body: '' }));
  await open(page, { hanging: true }).catch(() => {});
  const { file } = await save(page, page.locator('[data-boot="missing"]'));
  expect(file.version).toBe(null);
  expect(file.entries.at(-1)).toMatchObject({ what: 'message', kind: 'missing' });
});

test('the ring holds the last 500 entries and counts the others', async ({ page, open }) => {
  const panel = await open(page);
  await page.evaluate(() => {
    for (let time = 0; time < 700; time += 1) document.dispatchEvent(new Event('visibilitychange'));
  });
  const { file } = await save(page, panel.connection);
  expect(file.entries).toHaveLength(500);
  expect(file.dropped).toBeGreaterThanOrEqual(200);
  expect(entries(file, 'opened'), 'the oldest go first').toEqual([]);
});

test('nothing is kept once the session is over, or for another agent', async ({ page, gateway, open, guard }) => {
  guard.allow(/Failed to load resource/);
  const panel = await open(page, { driven: true, setup: { state: 'rest', sinceMs: 5_000 } });
  expect(await keptOnLeaving(page)).not.toBe(null);
  await gateway.fault(status(retcode('100-008')));
  await panel.advance(5_000);
  await expect(panel.connection).toHaveAttribute('data-connection', 'expired');
  expect(await keptOnLeaving(page)).toBe(null);

  const other = gateway.another();
  await other.signIn({ state: 'busy', sinceMs: 5_000 });
  panel.othersAsked();
  await panel.putSession({ agentId: other.agentId, guid: other.guid });
  await panel.advance(5_000);
  await expect(panel.badge).toHaveAttribute('data-state', 'busy');
  const { file } = await save(page, panel.connection);
  expect(JSON.stringify(file)).not.toContain('"rest"');
  expect(entries(file, 'state').at(-1)).toMatchObject({ state: 'busy' });
});

test.describe('read out, and read', () => {
  test.use({ timezoneId: 'Asia/Bangkok' });

  test('it tells why a try failed and when the next was due, which messages stood there, both clocks, and the page', async ({ page, gateway, open, guard }) => {
    guard.allow(/Failed to load resource/);
    const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 5_000 }, config: { layout: 'compact', locale: 'en' } });
    await gateway.fault(status({ ...http(500), times: 4 }));
    await panel.advance(30_000);
    await expect(panel.connection).toHaveAttribute('data-connection', 'live', { timeout: 15_000 });
    const { file } = await save(page, panel.connection);
    const retrying = file.entries.filter(({ connection }) => connection === 'retrying');
    // What went wrong is said from the second time on; of the first the request before it tells.
    expect(retrying).toMatchObject([{ failure: null }, { failure: 'http status', httpStatus: 500, retcode: null }]);
    for (const { at, nextAskAt } of retrying) {
      const dueIn = Date.parse(nextAskAt) - Date.parse(at);
      expect(dueIn).toBeGreaterThan(0);
      expect(dueIn).toBeLessThanOrEqual(60_000);
    }
    // What fails again is one entry, which tells of the last.
    const failed = file.entries.filter(({ failure, what }) => what === 'request' && failure);
    expect(failed.reduce((sum, { count = 1 }) => sum + count, 0)).toBe(4);
    for (const { at, until = at, nextAskAt } of failed) {
      // It went out then, and its entry is of when it had come back.
      const next = file.entries.find((entry) => entry.what === 'request' && (entry.until ?? entry.at) > until);
      const isLast = next.count === undefined;
      if (isLast) expect(Math.abs(Date.parse(next.at) - next.latencyMs - Date.parse(nextAskAt))).toBeLessThan(300);
      expect(Date.parse(nextAskAt)).toBeGreaterThan(Date.parse(until));
    }
    expect(file.entries.findLast(({ what }) => what === 'request')).not.toHaveProperty('nextAskAt');
    expect(file.entries.findLast(({ what }) => what === 'connection')).toMatchObject({ connection: 'live', failure: null, nextAskAt: null });
    expect(entries(file, 'notice')).toEqual([
      { what: 'notice', shown: 'connection' },
      { what: 'notice', shown: '' },
    ]);
    expect(file.page).toMatchObject({ as: 'page', layout: 'compact', aheadMs: expect.any(Number) });
    for (const { at, local } of file.entries) {
      const there = new Date(Date.parse(at) + 7 * 3_600_000).toISOString();
      expect(local).toBe(there.slice(0, 19).replace('T', ' '));
    }
  });
});

test('a message that stands there before any state is noted, too', async ({ page, gateway, open, guard }) => {
  guard.allow(/Failed to load resource/);
  await gateway.fault(sync({ ...http(404), times: 9 }));
  await gateway.fault(status({ ...http(404), times: 99 }));
  const panel = await open(page, { driven: true, setup: { state: 'idle' } });
  await panel.advance(30_000);
  await expect(panel.notice).toBeVisible();
  const { file } = await save(page, panel.connection);
  expect(entries(file, 'state').filter(({ state }) => state !== 'unknown')).toEqual([]);
  expect(entries(file, 'notice')[0]).toEqual({ what: 'notice', shown: expect.stringContaining('connection') });
});

test('a server in trouble is not asked for what comes later with each try', async ({ page, gateway, open, guard }) => {
  guard.allow(/Failed to load resource|^console warning: cec-agent-panel desk/);
  let asked = 0;
  await page.route('**/desk-*.js', (route) => {
    asked += 1;
    return route.fulfill({ status: 502 });
  });
  await gateway.fault(sync({ ...http(502), times: 9 }));
  await gateway.fault(status({ ...http(502), times: 99 }));
  const panel = await open(page, { driven: true, chance: 0, setup: { state: 'idle' } });
  await panel.advance(120_000, { step: 1_000 });
  expect(await gateway.count('status')).toBeGreaterThan(8);
  const { file } = await save(page, panel.connection);
  expect(entries(file, 'absent').length).toBeLessThanOrEqual(3);
  expect(asked).toBeLessThanOrEqual(6);
});

test('each call has a name of its own, and keys are noted by their letter', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle', sinceMs: 5_000, wrapUpMs: 0 } });
  const take = async () => {
    await gateway.act('ring');
    await panel.advance(3_000);
    await gateway.act('answer');
    await panel.advance(8_000);
    await gateway.act('hangup');
    await panel.advance(4_000);
  };
  await take();
  await take();
  const named = (file) => [...new Set(entries(file, 'call').flatMap(({ call }) => call ?? []))];
  await page.keyboard.press('Alt+Shift+D');
  await page.keyboard.press('x');
  await page.keyboard.press('Alt+Shift+Q');
  await panel.connection.locator('details[open]').waitFor();
  await page.keyboard.press('Alt+Shift+D');
  const first = (await save(page, panel.connection)).file;
  expect(named(first)).toEqual([1, 2]);
  expect(entries(first, 'key')).toEqual([{ what: 'key', key: 'D' }, { what: 'key', key: 'D' }]);
  // A call that goes on while the page is loaded anew keeps its name, and no other gets it.
  await gateway.act('ring');
  await panel.advance(3_000);
  await gateway.act('answer');
  await panel.advance(4_000);
  const last = ([calls]) => calls.findLast(({ what }) => what === 'call').call;
  const kept = await keptOnLeaving(page);
  expect(last(JSON.parse(kept))).toBe(3);
  expect(kept).not.toContain(await panel.value('call-id').textContent());
  await panel.reload();
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  expect(last(JSON.parse(await keptOnLeaving(page)))).toBe(3);
  await gateway.act('hangup');
  await panel.advance(8_000);
  await take();
  const { file } = await save(page, panel.connection);
  expect(named(file)).toEqual([1, 2, 3, 4]);
  expect(file.caseNumber).not.toBe(first.caseNumber);
});

test('an element says what it is, and the number stays until the next load', async ({ page, portal }) => {
  await portal.open(ONE);
  await portal.signIn({ state: 'idle' });
  await expect(portal.panel().badge).toHaveAttribute('data-state', 'idle');
  const file = () => page.evaluate(() => document.getElementById('panel').diagnostics());
  const [first, second] = [await file(), await file()];
  expect(fits(first) ? [] : fits.errors).toEqual([]);
  expect(first.page).toMatchObject({ as: 'element' });
  expect(second.caseNumber).toBe(first.caseNumber);
});

test('the sample in the document is such a file', async () => {
  const document = await readFile(new URL('../../docs/diagnostics.md', import.meta.url), 'utf8');
  const [, sample] = /```jsonc\n(.*?)```/s.exec(document);
  const file = JSON.parse(sample.replace(/(^|\s)\/\/ .*$/gm, ''));
  expect(fits(file) ? [] : fits.errors).toEqual([]);
});

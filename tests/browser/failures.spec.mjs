// Every row of the table of failures (R8) as a poll meets it: its class, its message, its
// way out; and how old data is marked meanwhile (R6). Back-offs run in driven time.
import { BROWSER_LOG, expectLive, expectMessage, http, openOn, openTalk, retcode, status, sync } from './support/faults.mjs';
import { expect, test } from './support/panel.mjs';

const NO_ANSWER = 'The gateway does not answer';
const SLOW_DOWN = 'The gateway asks for fewer requests';
const SWITCHING = 'You are being moved to another server';
const EXPIRED = 'Your session has expired';
const OVER = 'Your session has ended';
const FAULT = 'The gateway reports a fault';
const ADDRESS = 'The gateway is not where the panel looks for it';
const AGENT = 'The gateway does not accept this agent ID';
const PERMISSION = 'The server refuses the panel';
const PAGE = "A page came instead of the gateway's answer";
const NOT_IT = 'Something else answers instead of the gateway';

/** Of the rows that the panel meets in one and the same way, the first is quick and the others
 *  are long: the native tests have every row. */
const LONG = [
  'HTTP 502 with a page', 'HTTP 504 without a body', 'HTTP 403 with a page', 'HTTP 404 with a page',
  'HTTP 405 with a page', 'HTTP 418 without a body', 'an empty answer', 'HTTP 503 with a page',
  '105-002', '105-003', '105-004', '105-006', '105-007', '107-000', 'HTTP 405', '999-001', '123-456',
];
const row = (name) => ({ tag: LONG.includes(name) ? '@long' : [] });

test.beforeEach(({ guard }) => guard.allow(BROWSER_LOG));

test.describe('transient', () => {
  for (const [name, fault, code, title = NO_ANSWER] of [
    ['a connection that breaks off', { kind: 'drop' }, 'no response'],
    ['no answer in ten seconds', { kind: 'hang' }, 'timed out'],
    ['HTTP 500 with a page', http(500), 'HTTP 500'],
    ['HTTP 502 with a page', http(502), 'HTTP 502'],
    ['HTTP 504 without a body', { kind: 'raw', status: 504, body: '' }, 'HTTP 504'],
    ['an answer that is not JSON', { kind: 'not-json' }, 'not json'],
    ['a page in the place of the answer', { kind: 'raw', body: '<!doctype html><p>Sign in', contentType: 'text/html' }, 'HTTP 200, HTML', PAGE],
    ['HTTP 401 with a page', http(401), 'HTTP 401, HTML', PAGE],
    ['HTTP 403 with a page', http(403), 'HTTP 403, HTML', PAGE],
    ['HTTP 404 with a page', http(404), 'HTTP 404, HTML', PAGE],
    ['HTTP 405 with a page', http(405), 'HTTP 405, HTML', PAGE],
    ['HTTP 511 with a page', http(511), 'HTTP 511, HTML', PAGE],
    ['HTTP 404 without a body', { kind: 'raw', status: 404, body: '' }, 'HTTP 404', NOT_IT],
    ['HTTP 418 without a body', { kind: 'raw', status: 418, body: '' }, 'HTTP 418', NOT_IT],
    ['an answer that breaks off', { kind: 'truncated' }, 'not json'],
    ['an empty answer', { kind: 'raw', body: '' }, 'not json'],
    ['an answer over 256 KB', { kind: 'oversized' }, 'too large'],
    ['an answer without end', { kind: 'oversized', bytes: 20_000_000 }, 'too large'],
    ['JSON that is no answer', { kind: 'raw', body: '[]' }, 'not an answer'],
    ['a success without a result', { kind: 'raw', body: '{"retcode":"0","message":""}' }, 'not an answer'],
  ]) {
    test(`${name}: it backs off, and says so from the second time on`, row(name), async ({
      page,
      gateway,
      open,
    }) => {
      const panel = await openTalk(open, page);
      await gateway.fault(status(fault));
      const hanging = fault.kind === 'hang';
      const fail = async () => {
        await panel.nextRequest({ hanging });
        if (hanging) await panel.advance(10_000, { hanging });
        await panel.settle();
      };
      await fail();
      await expect(panel.connection).toHaveAttribute('data-connection', 'retrying');
      await expect(panel.notice, 'ten seconds without an answer are enough').toHaveCount(hanging ? 1 : 0);
      await fail();
      await expect(panel.connection).toHaveAttribute('data-connection', 'retrying');
      await expectMessage(panel, title);
      await expect(panel.notice.locator('.code')).toHaveText(code);
      await expect(panel.call, 'the call is not lost').toHaveAttribute('data-call', 'at-load');

      await gateway.clearFaults();
      await panel.nextRequest();
      await expectLive(panel);
      await expect(panel.call).toHaveAttribute('data-call', 'live');
      if (hanging) {
        const aborted = (await gateway.log()).filter((entry) => entry.aborted);
        expect(aborted, 'a request without an answer is aborted').toHaveLength(2);
      }
      expect(await gateway.count('sync')).toBe(1);
    });
  }

  test('a redirect is not followed, and takes the Guid nowhere', async ({ page, gateway, open }) => {
    const panel = await openTalk(open, page);
    const elsewhere = [];
    page.on('request', (request) => {
      if (request.url().includes('/elsewhere')) elsewhere.push(request.url());
    });
    await page.route('**/agentstatus', (route) =>
      route.fulfill({ status: 307, headers: { Location: `${gateway.origin}/elsewhere` } }),
    );
    await panel.advance(3_500);
    await expect(panel.connection).toHaveAttribute('data-connection', 'retrying');
    await panel.advance(4_000);
    expect(elsewhere).toEqual([]);
    await page.unroute('**/agentstatus');
    await panel.nextRequest();
    await expectLive(panel);
  });

  test('the pauses grow with the outage, up to a minute', async ({ page, gateway, open }) => {
    const panel = await openTalk(open, page, { chance: 0.999999 });
    await gateway.fault(status(http(500)));
    await panel.advance(400_000, { step: 1_000 });
    const [asked] = await panel.momentsByLoad();
    // At first an interval, then half as long as all has failed, but for what the answers took.
    const pauses = [3, 3, 3, 3, 4.5, 7, 10.5, 16, 24, 36, 54, 60];
    const seconds = asked.slice(1).map((moment, index) => (moment - asked[index]) / 1_000);
    pauses.forEach((pause, index) => expect(Math.abs(seconds[index] - pause), `${index}: ${seconds[index]} s`).toBeLessThan(1));

    // Success returns to the base at once.
    await gateway.clearFaults();
    const before = asked.length;
    await panel.advanceUntil(async () => (await panel.momentsByLoad())[0].length > before);
    await panel.advance(6_500);
    expect((await panel.momentsByLoad())[0]).toHaveLength(before + 3);
  });

  test('old data is dimmed, then unknown, and never looks live', async ({ page, gateway, open }) => {
    const panel = await openTalk(open, page, { chance: 0.999999 });
    await panel.advance(3_500);
    const { now } = await gateway.clock({});
    await gateway.fault(status({ kind: 'drop' }));
    await expect(panel.badge).toHaveAttribute('data-fresh', 'true');

    await panel.advance(7_000);
    await expect(panel.badge).toHaveAttribute('data-fresh', 'false');
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
    await expect(panel.stateDetail).toHaveText(/^as of \d\d:\d\d:\d\d$/);
    const told = await panel.stateDetail.innerText();
    const stated = new Date(now).toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' });
    const inSeconds = (time) => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    expect(Math.abs(inSeconds(told.slice(6)) - inSeconds(stated))).toBeLessThanOrEqual(1);
    const time = await panel.stateTime.innerText();
    await panel.advance(3_000);
    await panel.expectTime(panel.stateTime, inSeconds(time) + 3);
    await expect(panel.badge, 'the time goes on, the claim does not').toHaveAttribute('data-fresh', 'false');

    await panel.advance(52_000);
    await expect(panel.badge).toHaveAttribute('data-state', 'unknown');
    await expect(panel.stateName).toHaveText('Status unknown');
    await expect(panel.stateDetail).toHaveText(`since ${told.slice(6)}`);
    await expect(panel.stateTime).toHaveText('');
    await expect(panel.alert).toHaveText('Connection lost. Your status is unknown.');
    await expect(panel.call).not.toHaveAttribute('data-call', 'live');
    await expect(page).toHaveTitle(/^Status unknown/);

    await gateway.clearFaults();
    await panel.advanceUntil(async () => (await panel.connection.getAttribute('data-connection')) === 'live');
    await expectLive(panel);
    await expect(panel.stateName).toHaveText('On a call');
    await expect(panel.alert).toHaveText('');
  });

  test('without a network it says so, and asks within an interval when it is back', async ({
    page,
    context,
    gateway,
    open,
  }) => {
    const panel = await openTalk(open, page, { chance: 0.999999 });
    await panel.advance(3_500);
    await context.setOffline(true);
    await panel.advance(10_000);
    await expect(panel.connection).toHaveAttribute('data-connection', 'offline');
    await expect(panel.notice.getByRole('heading')).toHaveText('This computer has no network');
    await panel.advance(20_000);
    const asked = await gateway.count('status');
    await context.setOffline(false);
    await panel.advance(3_000);
    await expect.poll(() => gateway.count('status')).toBe(asked + 1);
    await expectLive(panel);
  });
});

test.describe('while nothing answers', () => {
  test('it says when it asks next, and asks at once when told to', async ({ page, gateway, open }) => {
    const panel = await openTalk(open, page, { chance: 0.999999 });
    const next = panel.connection.locator('.connection-next');
    const tryNow = panel.connection.getByRole('button', { name: 'Try now' });
    await expect(next).toHaveText('');
    await expect(tryNow).toHaveCount(0);
    await gateway.fault(status(http(500)));
    await panel.advance(50_000);
    await expect(next).toHaveText(/^asks again in \d+ s$/);
    const seconds = async () => Number((await next.innerText()).replace(/\D/g, ''));
    const told = await seconds();
    expect(told).toBeGreaterThan(5);
    await tryNow.focus();
    await panel.advance(2_000);
    expect(await seconds()).toBe(told - 2);
    await expect(tryNow).toBeFocused();

    const asked = (await gateway.log()).length;
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await panel.settle();
    expect((await gateway.log()).length, 'never two within a second').toBe(asked + 1);
    await expect(tryNow, 'the focus stays').toBeFocused();
    await gateway.clearFaults();
    await panel.advance(1_500);
    await page.keyboard.press('Enter');
    await panel.settle();
    await expectLive(panel);
    await expect(next).toHaveText('');
    await expect(tryNow).toHaveCount(0);
  });

  test('the line says live no longer than the badge looks so', async ({ page, gateway, open }) => {
    const panel = await openTalk(open, page);
    await gateway.fault(status({ kind: 'hang' }));
    await panel.nextRequest({ hanging: true });
    await panel.advance(4_000, { hanging: true });
    await expect(panel.badge).toHaveAttribute('data-fresh', 'false');
    await expect(panel.connection).toHaveAttribute('data-connection', 'retrying');
    await expect(panel.connection.locator('.connection-name')).toHaveText('No answer yet');
    await panel.advance(6_500, { hanging: true });
    await expectMessage(panel, NO_ANSWER);
    await expect(panel.connection.locator('.connection-name')).toHaveText('Retrying');
  });
});

test.describe('slow down', () => {
  for (const [name, fault] of [
    ['HTTP 429 with 000-007', { ...retcode('000-007'), status: 429 }],
    ['HTTP 429 with a page', http(429)],
    ['HTTP 503 with a page', http(503)],
    ['000-007', retcode('000-007')],
  ]) {
    test(`${name}: half as many requests for a minute`, row(name), async ({ page, gateway, open }) => {
      const panel = await openTalk(open, page);
      await gateway.fault(status({ ...fault, times: 1 }));
      await panel.nextRequest();
      await expect(panel.connection).toHaveAttribute('data-connection', 'slowed');
      await expectMessage(panel, SLOW_DOWN);

      await panel.nextRequest();
      await expect(panel.connection).toHaveAttribute('data-connection', 'slowed');
      await expect(panel.notice).toHaveCount(0);
      await expect(panel.badge, 'slow is not old').toHaveAttribute('data-fresh', 'true');
      await panel.advance(66_000, { step: 1_000 });
      await expectLive(panel);
      const [asked] = await panel.momentsByLoad();
      const seconds = asked.slice(1).map((moment, index) => Math.round((moment - asked[index]) / 1_000));
      expect(seconds.slice(0, 10)).toEqual([3, 6, 6, 6, 6, 6, 6, 6, 6, 6]);
      expect(seconds.at(-1)).toBe(3);
    });
  }

  for (const [name, retryAfter] of [
    ['seconds', () => '20'],
    ['a date', (now) => new Date(now + 24_000).toUTCString()],
  ]) {
    test(`Retry-After in ${name} is obeyed`, async ({ page, gateway, open }) => {
      const panel = await openTalk(open, page);
      const { now } = await gateway.clock({});
      await gateway.fault(status({ ...http(429), times: 1, retryAfter: retryAfter(now) }));
      await panel.nextRequest();
      const asked = await gateway.count('status');
      await panel.advance(18_500);
      expect(await gateway.count('status')).toBe(asked);
      await panel.advance(3_000);
      expect(await gateway.count('status')).toBe(asked + 1);
    });
  }

  test('the gateway\'s own flow control, used up by the portal, slows the panel down', async ({
    page,
    gateway,
    open,
  }) => {
    const panel = await openTalk(open, page);
    await panel.advance(2_500);
    for (let request = 0; request < 5; request += 1) {
      await fetch(`${gateway.origin}/agentgateway/resource/onlineagent/${gateway.agentId}/agentstatus`, {
        headers: { Guid: gateway.guid },
      });
    }
    await panel.advance(500);
    await expect(panel.connection).toHaveAttribute('data-connection', 'slowed');
    panel.othersAsked();
  });
});

test.describe('switching over', () => {
  for (const code of ['000-004', '105-001', '105-002', '105-003', '105-004']) {
    test(`${code}: it backs off, in its own words`, row(code), async ({ page, gateway, open }) => {
      const panel = await openTalk(open, page);
      await gateway.fault(status({ ...retcode(code), times: 2 }));
      await panel.nextRequest();
      await expect(panel.connection).toHaveAttribute('data-connection', 'switching');
      await expectMessage(panel, SWITCHING);
      await expect(panel.notice.locator('.code')).toHaveText(code);
      await panel.nextRequest();
      await expect(panel.connection).toHaveAttribute('data-connection', 'switching');
      await panel.nextRequest();
      await expectLive(panel);
      expect(await gateway.count('sync')).toBe(1);
    });
  }
});

test.describe('Guid', () => {
  for (const [code, ends, title] of [
    ['000-003', ['retrying', 'retrying', 'expired'], EXPIRED],
    ['100-006', ['retrying', 'expired'], OVER],
  ]) {
    test(`${code} with a new Guid: tried at once`, async ({ page, gateway, open }) => {
      const panel = await openTalk(open, page);
      await gateway.fault(status({ ...retcode(code), times: 1 }));
      await panel.nextRequest();
      await expect(panel.connection).toHaveAttribute('data-connection', 'retrying');
      await gateway.rotateGuid();
      await panel.putSession();
      await panel.nextRequest();
      expect((await gateway.log()).at(-1).guid).toBe('matched');
      await expectLive(panel);
    });

    test(`${code} for the same Guid: tried again, then the session is expired`, async ({
      page,
      gateway,
      open,
    }) => {
      const panel = await openTalk(open, page);
      await gateway.fault(status(retcode(code)));
      for (const connection of ends) {
        await panel.nextRequest();
        await expect(panel.connection).toHaveAttribute('data-connection', connection);
      }
      await expectMessage(panel, title);
      await expect(panel.notice.locator('.code')).toHaveText(code);
      await gateway.clearFaults();
      const asked = (await gateway.log()).length;
      await panel.advance(15_000);
      expect((await gateway.log()).length).toBe(asked);
      await gateway.rotateGuid();
      await panel.putSession();
      await panel.advance(2_500);
      await expectLive(panel);
    });
  }
});

test.describe('session over', () => {
  for (const [name, fault, code = name] of [
    ['100-008', retcode('100-008')],
    ['105-005', retcode('105-005')],
    ['105-006', retcode('105-006')],
    ['105-007', retcode('105-007')],
    ['107-000', retcode('107-000')],
    ['HTTP 401 of the gateway', { ...retcode('777-777'), status: 401 }, '777-777'],
  ]) {
    test(`${name}: it stops and asks for a new session`, row(name), async ({ page, gateway, open }) => {
      const panel = await openTalk(open, page);
      await gateway.fault(status({ ...fault, times: 1 }));
      await panel.nextRequest();
      await expect(panel.connection).toHaveAttribute('data-connection', 'expired');
      await expectMessage(panel, OVER);
      await expect(panel.notice.locator('.code')).toHaveText(code);
      await expect(panel.badge).toHaveAttribute('data-state', 'signed-out');
      await expect(panel.formOffer).toBeVisible();
      await expect(panel.badge).toHaveAttribute('data-fresh', 'false');
      const asked = (await gateway.log()).length;
      await panel.advance(15_000);
      expect((await gateway.log()).length, 'one refusal is enough').toBe(asked);

      await gateway.rotateGuid();
      await panel.putSession();
      await panel.advance(2_500);
      await expectLive(panel);
      expect(await gateway.count('sync')).toBe(1);
    });
  }

  test('an agent whom the gateway has signed out', async ({ page, gateway, open }) => {
    const panel = await openTalk(open, page);
    await gateway.act('sign-out');
    await panel.advanceUntil(
      async () => (await panel.connection.getAttribute('data-connection')) === 'expired',
      { limit: 10_000 },
    );
    await expectMessage(panel, OVER);
    await expect(panel.stateName).toHaveText('Signed out');
  });
});

test.describe('misconfigured', () => {
  for (const [name, fault, title, code = name] of [
    ['000-002', retcode('000-002'), ADDRESS],
    ['100-011', retcode('100-011'), AGENT],
    ['HTTP 403', http(403), PERMISSION, 'HTTP 403, HTML'],
    ['HTTP 404', http(404), ADDRESS, 'HTTP 404, HTML'],
    ['HTTP 405', http(405), ADDRESS, 'HTTP 405, HTML'],
  ]) {
    test(`${name}, and never an answer: it says where to look, looks again, and offers a retry`, row(name), async ({
      page,
      gateway,
      open,
    }) => {
      await gateway.signIn({ state: 'hold', sinceMs: 5_000 });
      await gateway.fault(sync(fault));
      await gateway.fault(status(fault));
      const panel = await openOn(gateway, open, page, { chance: 0.999999 });
      await panel.advance(1_500);
      await expect(panel.connection).toHaveAttribute('data-connection', 'misconfigured');
      await expectMessage(panel, title);
      await expect(panel.notice.locator('.code')).toHaveText(code);
      await expect(panel.recoveryNotice).toHaveCount(0);
      await expect(panel.form).toHaveCount(0);
      const asked = (await gateway.log()).length;
      await panel.advance(62_000, { step: 1_000 });
      expect((await gateway.log()).length, 'it looks again by itself').toBeGreaterThan(asked);
      await expect(panel.connection).toHaveAttribute('data-connection', 'misconfigured');
      await expect(panel.connection.locator('.connection-next')).toHaveText(/^asks (again in \d+ s|now)$/);

      // Nothing is under way that would be answered otherwise than it was asked.
      await expect(panel.connection.locator('.connection-next')).toHaveText(/^asks again in/);
      await gateway.clearFaults();
      await panel.notice.getByRole('button', { name: 'Try again' }).click();
      await panel.advance(1_500);
      await expectLive(panel);
      await expect(panel.badge, 'no sync had been let through').toHaveAttribute('data-state', 'hold');
      await expect(panel.recoveryNotice).toHaveCount(0);
    });
  }

  test('what is set right goes on without a click', async ({ page, gateway, open }) => {
    await gateway.signIn({ state: 'hold', sinceMs: 5_000 });
    await gateway.fault(sync(http(404)));
    await gateway.fault(status(http(404)));
    const panel = await openOn(gateway, open, page, { chance: 0.5 });
    await panel.advance(120_000, { step: 1_000 });
    await expect(panel.connection).toHaveAttribute('data-connection', 'misconfigured');
    await gateway.clearFaults();
    await panel.advanceUntil(
      async () => (await panel.connection.getAttribute('data-connection')) === 'live',
      { step: 1_000 },
    );
    await expectLive(panel);
    await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  });

  test('a gateway that is configured where none is', async ({ page, open }) => {
    const panel = await openTalk(open, page, { config: { gateway: '/nowhere' } });
    await panel.advance(1_500);
    await expect(panel.connection).toHaveAttribute('data-connection', 'misconfigured');
    await expectMessage(panel, ADDRESS);
  });
});

test.describe('gateway fault', () => {
  for (const code of ['100-007', '999-001', '000-000', '123-456']) {
    test(`${code}: it backs off and shows code and message`, row(code), async ({ page, gateway, open }) => {
      const panel = await openTalk(open, page);
      await gateway.fault(status({ ...retcode(code, 'back end of cell 7 away'), times: 2 }));
      await panel.nextRequest();
      await expect(panel.connection).toHaveAttribute('data-connection', 'retrying');
      await expectMessage(panel, FAULT);
      await expect(panel.notice.locator('.code')).toHaveText(`${code} back end of cell 7 away`);
      await panel.nextRequest();
      await panel.nextRequest();
      await expectLive(panel);
      expect(await gateway.count('sync')).toBe(1);
    });
  }

  test('an answer for another agent is nobody\'s to show', async ({ page, gateway, open }) => {
    const panel = await openTalk(open, page, {
      setup: {
        state: 'hold',
        call: { caller: '13800138000' },
        agentStateInfo: { workNo: '99999' },
      },
      config: { callDetails: 'off' },
    });
    await panel.advance(3_500);
    await expect(panel.call).not.toContainText('13800138000');
    await expect(panel.recoveryNotice.getByRole('heading')).toHaveText('The panel could not ask which call you are on');
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
    await expect(panel.badge).toHaveAttribute('data-source', 'status');
    expect(await gateway.count('sync')).toBe(1);
  });
});

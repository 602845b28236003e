// The command that was running at load, and busy or rest asked for during a call (R4).
import { expect, test } from './support/panel.mjs';

/** Table 7 of the document. */
const COMMANDS = [
  [1, 'Hang up'],
  [2, 'Disconnect'],
  [3, 'Hang-up by the customer'],
  [4, 'First outbound call'],
  [5, 'Outbound call'],
  [6, 'Hold'],
  [7, 'Resume from hold'],
  [8, 'Mute'],
  [9, 'Unmute'],
  [10, 'Blind transfer'],
  [11, 'Release after transfer'],
  [12, 'Talk forwarding'],
  [13, 'Release after three-way forwarding'],
  [14, 'Hang-up transfer'],
  [15, 'Special transfer'],
  [16, 'Two-party help'],
  [17, 'Three-party help'],
  [18, 'Three-party call'],
  [19, 'Playback'],
  [20, 'Insert'],
  [21, 'Listen'],
  [22, 'Switch'],
  [23, 'Intercept'],
  [24, 'Whisper'],
  [30, 'Busy'],
  [31, 'Rest'],
  [77, 'Command 77'],
];

test('every command of the table is shown by its name while it runs', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, {
    driven: true,
    setup: { state: 'talking', sinceMs: 60_000, flowControl: false },
  });
  for (const [code, name] of COMMANDS) {
    await gateway.change({ command: code, commandForMs: 4_000 });
    await panel.reload();
    await expect(panel.command).toHaveAttribute('data-command', String(code));
    await expect(panel.command).toHaveAttribute('data-verdict', 'running');
    await expect(panel.command.locator('.command-name')).toHaveText(name);
    // Of a talk polls show that it ends, and that rest comes next.
    const checkable = [1, 2, 3, 31].includes(code);
    await expect(panel.command).toHaveAttribute('data-checkable', String(checkable));
    await expect(panel.command).toContainText(checkable ? 'running' : 'sent, unchecked');
    await panel.expectTime(panel.commandTime, 4);
  }
});

test('command 0 shows nothing', async ({ page, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'talking', command: 0 } });
  await panel.advance(4_000);
  await expect(panel.command).toHaveAttribute('data-command', '0');
  await expect(panel.command).toHaveAttribute('data-verdict', 'none');
  expect((await panel.command.innerText()).trim()).toBe('');
});

const LEADS = [
  [30, 'idle', (gateway) => gateway.act('busy'), 'busy'],
  [31, 'idle', (gateway) => gateway.act('rest'), 'rest'],
  [4, 'idle', (gateway) => gateway.act('call-out', { called: '13800138000' }), 'talking'],
  [5, 'idle', (gateway) => gateway.act('call-out', { called: '13800138000' }), 'talking'],
  [1, 'talking', (gateway) => gateway.act('hangup', { byAgent: true }), 'wrap-up'],
  [2, 'talking', (gateway) => gateway.act('hangup', { byAgent: true }), 'wrap-up'],
  [3, 'talking', (gateway) => gateway.act('hangup'), 'wrap-up'],
];

for (const [code, from, act, to] of LEADS) {
  test(`command ${code} is done when a poll shows ${to}, and then goes`, async ({
    page,
    gateway,
    open,
  }) => {
    const panel = await open(page, {
      driven: true,
      setup: { state: from, sinceMs: 30_000, command: code, commandForMs: 2_000 },
    });
    await panel.nextRequest();
    await expect(panel.command).toHaveAttribute('data-verdict', 'running');
    await act(gateway);
    await panel.nextRequest();
    await expect(panel.badge).toHaveAttribute('data-state', to);
    await expect(panel.command).toHaveAttribute('data-verdict', 'done');
    await expect(panel.command).toContainText('done');
    // Ten seconds, and up to one until the next tick.
    await panel.advance(11_000);
    await expect(panel.command).toHaveAttribute('data-verdict', 'none');
    await expect(panel.command).toHaveAttribute('data-command', '0');
  });
}

test('a command that nothing confirms is unconfirmed ten seconds after it began', async ({
  page,
  open,
}) => {
  const panel = await open(page, {
    driven: true,
    setup: { state: 'idle', command: 30, commandForMs: 4_000 },
  });
  await panel.advance(5_500);
  await expect(panel.command).toHaveAttribute('data-verdict', 'running');
  await panel.advance(2_000);
  await expect(panel.command).toHaveAttribute('data-verdict', 'unconfirmed');
  await expect(panel.command).toContainText('not confirmed');
});

for (const [code, act] of [
  [6, (gateway) => gateway.act('hold')],
  [8, (gateway) => gateway.act('mute')],
  [16, (gateway) => gateway.act('consult', { partner: '41022' })],
]) {
  test(`command ${code}, whose effect no poll can show, is said to be sent and goes after 30 s`, async ({
    page,
    gateway,
    open,
  }) => {
    const panel = await open(page, {
      driven: true,
      setup: { state: 'talking', sinceMs: 30_000, command: code, commandForMs: 0 },
    });
    const calm = async () => {
      await expect(panel.command).toHaveAttribute('data-checkable', 'false');
      await expect(panel.command.locator('.command-verdict')).toHaveText('sent, unchecked');
      const [colour, quiet] = await panel.command.evaluate((command) =>
        ['.command-verdict', '.call-note'].map((name) =>
          getComputedStyle(command.parentElement.querySelector(name)).color));
      expect(colour, 'no warning').toBe(quiet);
    };
    await act(gateway);
    await panel.advance(9_500);
    await expect(panel.command).toHaveAttribute('data-verdict', 'running');
    await calm();
    await panel.advance(2_000);
    await expect(panel.command).toHaveAttribute('data-verdict', 'unconfirmed');
    await calm();
    await panel.advance(20_000);
    await expect(panel.command).toHaveAttribute('data-verdict', 'none');
    await expect(panel.command).not.toHaveAttribute('data-checkable');
  });
}

test('an unconfirmed command goes when the state changes for another reason', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, {
    driven: true,
    setup: { state: 'idle', command: 30, commandForMs: 9_000 },
  });
  await panel.advance(3_500);
  await expect(panel.command).toHaveAttribute('data-verdict', 'unconfirmed');
  await gateway.act('rest');
  await panel.nextRequest();
  await expect(panel.command).toHaveAttribute('data-verdict', 'none');
});

test('busy from before the command is no evidence for it', async ({ page, open }) => {
  const panel = await open(page, {
    driven: true,
    setup: { state: 'busy', sinceMs: 60_000, command: 30, commandForMs: 1_000 },
  });
  await panel.advance(4_000);
  await expect(panel.command).toHaveAttribute('data-verdict', 'running');
  await panel.advance(7_000);
  await expect(panel.command).toHaveAttribute('data-verdict', 'unconfirmed');
});

test('while a command is awaited, the gateway is asked every second for ten seconds', async ({
  page,
  open,
}) => {
  const panel = await open(page, {
    driven: true,
    setup: { state: 'idle', command: 30, commandForMs: 0 },
  });
  await panel.advance(25_000, { step: 250 });
  const [asked] = await panel.momentsByLoad();
  const seconds = asked.slice(1).map((moment, index) => Math.round((moment - asked[index]) / 1_000));
  expect(seconds.slice(0, 9), seconds.join(' ')).toEqual(Array(9).fill(1));
  expect(seconds.slice(11), seconds.join(' ')).toEqual(Array(seconds.length - 11).fill(3));
});

const ASKED = {
  busy: { setup: { preBusy: true }, text: 'Busy after this call', told: 'Request for busy cancelled' },
  rest: { setup: { preRest: true }, text: 'Rest after this call', told: 'Request for rest cancelled' },
};

for (const [asked, { setup, text, told }] of Object.entries(ASKED)) {
  test(`${asked} after this call is shown and fulfilled`, async ({ page, gateway, open }) => {
    const panel = await open(page, {
      driven: true,
      setup: { state: 'talking', sinceMs: 60_000, ...setup },
    });
    await expect(panel.pending).toHaveAttribute('data-pending', asked);
    await expect(panel.pending).toHaveText(text);
    await panel.advance(12_000);
    await expect(panel.pending).toHaveAttribute('data-pending', asked);
    await gateway.act('hangup');
    await panel.nextRequest();
    await expect(panel.badge).toHaveAttribute('data-state', asked);
    await expect(panel.pending).not.toHaveAttribute('data-pending');
    await expect(panel.pending).toHaveText('');
  });

  test(`${asked} after this call that does not come is told as cancelled for ten seconds`, async ({
    page,
    gateway,
    open,
  }) => {
    const panel = await open(page, {
      driven: true,
      setup: { state: 'talking', sinceMs: 60_000, wrapUpMs: 0, ...setup },
    });
    await panel.advance(3_500);
    await gateway.act('idle');
    await panel.nextRequest();
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
    const hangUp = async () => {
      await gateway.act('hangup');
      await panel.nextRequest();
      await expect(panel.badge).toHaveAttribute('data-state', 'idle');
    };
    // Polls call rest pending, and so deny it within the call; of busy only its end tells.
    if (asked === 'busy') await hangUp();
    await expect(panel.pending).toHaveAttribute('data-pending', 'cancelled');
    await expect(panel.pending).toHaveText(told);
    await panel.advance(9_000);
    await expect(panel.pending).toHaveAttribute('data-pending', 'cancelled');
    await panel.advance(2_000);
    await expect(panel.pending).not.toHaveAttribute('data-pending');
    if (asked === 'rest') await hangUp();
    await panel.advance(20_000);
    await expect(panel.pending, 'it is told once').not.toHaveAttribute('data-pending');
  });
}

test('rest that a poll alone tells of is a line under the call, and nothing moves', async ({
  page,
  gateway,
  open,
}) => {
  await page.setViewportSize({ width: 320, height: 720 });
  const panel = await open(page, {
    driven: true,
    setup: { state: 'talking', sinceMs: 60_000, call: { caller: '13800138000', talkingForMs: 60_000 } },
  });
  await panel.nextRequest();
  await expect(panel.pending).not.toHaveAttribute('data-pending');
  const places = () =>
    Promise.all([panel.badge, panel.call, panel.command, panel.connection].map((part) => part.boundingBox()));
  const before = await places();
  await gateway.act('rest', { seconds: 600 });
  await panel.nextRequest();
  await expect(panel.pending).toHaveAttribute('data-pending', 'rest');
  await expect(panel.pending).toHaveText('Rest after this call');
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await expect(panel.badge).toHaveAttribute('data-tone', 'in-call');
  await expect(panel.stateName).toHaveText('On a call');
  expect(await panel.stateTime.innerText(), 'its time goes on').toMatch(/^01:0\d$/);
  await expect(panel.call, 'the call goes on').toHaveAttribute('data-call', 'live');
  expect(await places()).toEqual(before);
  await gateway.act('hangup');
  await panel.nextRequest();
  await expect(panel.badge).toHaveAttribute('data-state', 'rest');
  await expect(panel.pending).not.toHaveAttribute('data-pending');
});

test('a reload knows that busy was asked for in the call', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'talking', sinceMs: 60_000 } });
  await panel.nextRequest();
  await gateway.act('busy');
  await panel.reload();
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await expect(panel.pending).toHaveAttribute('data-pending', 'busy');
  await panel.advance(40_000);
  await expect(panel.pending).toHaveText('Busy after this call');
  await expect(panel.command).not.toHaveAttribute('data-verdict', 'unconfirmed');
});

test('rest that waits without any call is told without a word of one', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, { driven: true, setup: { state: 'idle' } });
  await gateway.change({ agentState: 9, isWorking: false });
  await panel.nextRequest();
  await expect(panel.badge).toHaveAttribute('data-state', 'pre-rest');
  await expect(panel.pending).toHaveAttribute('data-pending', 'rest');
  expect(await panel.badge.innerText()).not.toContain('call');
});

test('busy that waits through the wrap-up is still pending', async ({ page, gateway, open }) => {
  const panel = await open(page, {
    driven: true,
    setup: { state: 'talking', sinceMs: 60_000, preBusy: true },
  });
  await gateway.change({ state: 'wrap-up' });
  await panel.nextRequest();
  await expect(panel.badge).toHaveAttribute('data-state', 'wrap-up');
  await expect(panel.pending).toHaveAttribute('data-pending', 'busy');
  await expect(panel.pending).toHaveText('Busy after wrap-up');
  await gateway.change({ state: 'busy' });
  await panel.nextRequest();
  await expect(panel.pending).not.toHaveAttribute('data-pending');
});

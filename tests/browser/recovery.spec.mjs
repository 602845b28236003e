// What the panel shows right after it was loaded: one `syncagentinfo`, and everything that
// it told (R1, R2, R5).
import { expect, test } from './support/panel.mjs';

const CALL = {
  caller: '13800138000',
  called: '70092',
  callId: '1456401416-3',
  talkingForMs: 125_000,
};
const SHOWN = {
  'caller': '13800138000',
  'called': '70092',
  'call-type': 'Inbound call',
  'skill': 'voice_service',
  'call-id': '1456401416-3',
};

/** What the agent was doing, and what has to be seen of it. Times are seconds. */
const SITUATIONS = {
  'idle': {
    setup: { state: 'idle', sinceMs: 754_000 },
    state: 'idle',
    word: 'Idle',
    time: 754,
    call: 'none',
    title: 'No call',
  },
  'a call that rings': {
    setup: { state: 'ringing', sinceMs: 7_000, call: CALL },
    state: 'ringing',
    word: 'Ringing',
    time: 7,
    call: 'at-load',
    title: 'Call',
    callTime: '--:--',
    fields: SHOWN,
    alert: 'A call is waiting.',
  },
  'a talk': {
    setup: {
      state: 'talking',
      sinceMs: 125_000,
      call: { ...CALL, data: 'VIP, second call today', recording: 'REC-2025-77' },
    },
    state: 'talking',
    word: 'On a call',
    time: 125,
    call: 'at-load',
    title: 'Call',
    callTime: 125,
    fields: { ...SHOWN, 'call-data': 'VIP, second call today', 'recording': 'REC-2025-77' },
  },
  'a talk of more than an hour': {
    setup: { state: 'talking', sinceMs: 3_725_000, call: { ...CALL, talkingForMs: 3_725_000 } },
    state: 'talking',
    word: 'On a call',
    time: 3_725,
    call: 'at-load',
    title: 'Call',
    callTime: 3_725,
    fields: SHOWN,
  },
  'a call on hold': {
    setup: { state: 'hold', sinceMs: 45_000, call: { ...CALL, heldForMs: 45_000 } },
    state: 'hold',
    word: 'On hold',
    time: 45,
    call: 'at-load',
    title: 'Call',
    callTime: 125,
    fields: { ...SHOWN, hold: '00:45' },
  },
  'a muted call': {
    setup: { state: 'mute', sinceMs: 9_000, call: CALL },
    state: 'mute',
    word: 'Muted',
    time: 9,
    call: 'at-load',
    title: 'Call',
    callTime: 125,
    fields: SHOWN,
  },
  'a call of three': {
    setup: {
      state: 'three-party',
      sinceMs: 31_000,
      call: { ...CALL, feature: 53, partner: '41022' },
    },
    state: 'three-party',
    word: 'Conference',
    time: 31,
    call: 'at-load',
    title: 'Call',
    callTime: 125,
    fields: { ...SHOWN, 'call-type': 'Multi-party call', 'partner': '41022' },
  },
  'a consultation, the customer on hold': {
    setup: {
      state: 'help',
      sinceMs: 20_000,
      call: {
        ...CALL,
        heldForMs: 22_000,
        partner: '41022',
        secondCallId: '1456401499-4',
        secondForMs: 20_000,
      },
    },
    state: 'help',
    word: 'Consulting',
    time: 20,
    call: 'at-load',
    title: 'Call',
    callTime: 125,
    fields: {
      ...SHOWN,
      'hold': '00:22',
      'second-call': '00:20',
      'held-call': '1456401416-3',
      'call-id': '1456401499-4',
      'partner': '41022',
    },
  },
  'a call to the outside': {
    setup: {
      state: 'outbound-call',
      sinceMs: 3_000,
      call: { ...CALL, caller: '70092', called: '13800138000', feature: 7 },
    },
    state: 'outbound-call',
    word: 'Calling out',
    time: 3,
    call: 'at-load',
    title: 'Call',
    callTime: '--:--',
    fields: {
      ...SHOWN,
      'caller': '70092',
      'called': '13800138000',
      'call-type': 'Common call',
    },
  },
  'an inspected call': {
    setup: { state: 'talking', sinceMs: 125_000, call: CALL, qcWorkNo: '50007' },
    state: 'talking',
    word: 'On a call',
    time: 125,
    call: 'at-load',
    title: 'Call',
    callTime: 125,
    fields: { ...SHOWN, 'inspector': '50007' },
  },
  'wrap-up after a call': {
    setup: { state: 'wrap-up', sinceMs: 12_000, call: CALL, wrapUpMs: null },
    state: 'wrap-up',
    word: 'Wrap-up',
    time: 12,
    call: 'ended',
    title: 'Last call',
    fields: SHOWN,
  },
  'busy': {
    setup: { state: 'busy', sinceMs: 64_000 },
    state: 'busy',
    word: 'Busy',
    time: 64,
    call: 'none',
    title: 'No call',
  },
  'rest': {
    setup: { state: 'rest', sinceMs: 599_000 },
    state: 'rest',
    word: 'Rest',
    time: 599,
    call: 'none',
    title: 'No call',
  },
};

for (const [name, situation] of Object.entries(SITUATIONS)) {
  test(`a page loaded during: ${name}`, async ({ page, gateway, open }) => {
    const panel = await open(page, { driven: true, setup: situation.setup });
    const { state, word, time, call, title, callTime = '', fields = {} } = situation;
    await expect(panel.badge).toHaveAttribute('data-state', state);
    await expect(panel.badge).toHaveAttribute('data-source', 'sync');
    await expect(panel.badge).toHaveAttribute('data-fresh', 'true');
    await expect(panel.stateName).toHaveText(word);
    await panel.expectTime(panel.stateTime, time);
    await expect(page).toHaveTitle(`${word} · Agent panel`);
    await expect(panel.alert).toHaveText(situation.alert ?? '');

    await expect(panel.call).toHaveAttribute('data-call', call);
    await expect(panel.call.getByRole('heading', { level: 2 })).toHaveText(title);
    if (typeof callTime === 'number') await panel.expectTime(panel.callTime, callTime);
    else await expect(panel.callTime).toHaveText(callTime);
    expect((await panel.fields()).sort()).toEqual(Object.keys(fields).sort());
    for (const [field, text] of Object.entries(fields)) {
      await expect(panel.value(field), field).toHaveText(text);
    }

    await expect(panel.command).toHaveAttribute('data-verdict', 'none');
    await expect(panel.pending).not.toHaveAttribute('data-pending');
    await expect(panel.notice).toHaveCount(0);
    await expect(panel.recoveryNotice).toHaveCount(0);
    await expect(panel.form).toHaveCount(0);
    await expect(panel.connection).toHaveAttribute('data-connection', 'live');

    // Then it polls, and the gateway is never asked to synchronise again.
    await panel.advance(6_500);
    await expect(panel.badge).toHaveAttribute('data-source', 'status');
    expect(await gateway.count('sync')).toBe(1);
    expect(await gateway.count('status')).toBe(2);
    expect((await gateway.truth()).queue, 'the sync has emptied the queue').toBe(0);
  });
}

test('an agent whom the gateway shows as signed out is asked after every 30 seconds only', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, { driven: true, setup: { state: 'signed-out' } });
  await panel.nextRequest();
  await expect(panel.badge).toHaveAttribute('data-state', 'signed-out');
  await expect(panel.stateName).toHaveText('Signed out');
  const polls = await gateway.count('status');
  await panel.advance(29_000);
  expect(await gateway.count('status')).toBe(polls);
  await panel.advance(1_000);
  expect(await gateway.count('status')).toBe(polls + 1);
  await expect(panel.badge).toHaveAttribute('data-fresh', 'true');
});

test('the sync is a POST and the poll a GET, both with the Guid in its header', async ({
  page,
  gateway,
  open,
}) => {
  const panel = await open(page, { driven: true });
  await panel.nextRequest();
  const log = await gateway.log();
  const path = `/agentgateway/resource/onlineagent/${gateway.agentId}`;
  expect(log.map(({ method, url, guid }) => ({ method, url, guid }))).toEqual([
    { method: 'POST', url: `${path}/syncagentinfo`, guid: 'matched' },
    { method: 'GET', url: `${path}/agentstatus`, guid: 'matched' },
  ]);
  for (const { contentType } of log) expect(contentType).toMatch(/^application\/json; ?charset=utf-8$/i);
});

/** `state` of syncagentinfo: its own table. */
const SYNC_STATES = [
  [1, 'idle', 'Idle'],
  [2, 'wrap-up', 'Wrap-up'],
  [3, 'rest', 'Rest'],
  [4, 'busy', 'Busy'],
  [5, 'playback', 'Playback'],
  [6, 'outbound-call', 'Calling out'],
  [7, 'occupied', 'Occupied'],
  [8, 'ringing', 'Ringing'],
  [9, 'talking', 'On a call'],
  [10, 'three-party', 'Conference'],
  [11, 'hold', 'On hold'],
  [12, 'mute', 'Muted'],
  [13, 'help', 'Consulting'],
  [14, 'transfer', 'Transferring'],
  [15, 'insert', 'Inserted'],
  [16, 'listen', 'Listening in'],
  [17, 'whisper', 'Whispering'],
  [255, 'abnormal', 'Abnormal'],
  [0, 'unknown', 'Unknown (0)'],
  [18, 'unknown', 'Unknown (18)'],
  ['11', 'hold', 'On hold'],
];

test('every code of syncagentinfo is read by its own table', async ({ page, gateway, open }) => {
  // So many reloads while the clock stands still would meet the flow control.
  const panel = await open(page, { driven: true, setup: { flowControl: false } });
  for (const [code, state, word] of SYNC_STATES) {
    await gateway.change({ agentStateInfo: { state: code } });
    await panel.reload();
    await expect(panel.badge, `code ${code}`).toHaveAttribute('data-state', state);
    await expect(panel.badge).toHaveAttribute('data-source', 'sync');
    await expect(panel.stateName).toHaveText(word);
    await expect(panel.stateDetail).toHaveText(state === 'unknown' ? 'syncagentinfo' : '');
    await expect(panel.badge.locator('svg')).toHaveCount(1);
  }
  expect(await gateway.count('sync')).toBe(SYNC_STATES.length + 1);
});

/** `agentState` of agentstatus: its own table, in both languages. */
const STATUS_STATES = [
  [0, 'unknown', 'Unknown (0)', '未知状态 0'],
  [1, 'signed-in', 'Signed in', '已签入'],
  [3, 'busy', 'Busy', '示忙'],
  [4, 'idle', 'Idle', '空闲'],
  [5, 'wrap-up', 'Wrap-up', '整理态'],
  [6, 'idle', 'Idle', '空闲'],
  [7, 'talking', 'On a call', '通话中'],
  [8, 'rest', 'Rest', '休息'],
  [9, 'pre-rest', 'Rest requested', '等待休息'],
  [10, 'unknown', 'Unknown (10)', '未知状态 10'],
  ['7', 'talking', 'On a call', '通话中'],
  [2, 'signed-out', 'Signed out', '已签出'],
];

for (const [language, column, tag = []] of [
  ['en-GB', 2],
  ['zh-CN', 3, '@long'],
]) {
  test.describe(language, () => {
    test.use({ locale: language });

    test(`every code of agentstatus is read by its own table, in ${language}`, { tag }, async ({
      page,
      gateway,
      open,
    }) => {
      // Each next request is to be the poll.
      const panel = await open(page, { driven: true, config: { callDetails: 'off' } });
      for (const row of STATUS_STATES) {
        const [code, state] = row;
        await gateway.change({ agentState: code, isWorking: Number(code) === 7 });
        await panel.nextRequest();
        await expect(panel.badge, `code ${code}`).toHaveAttribute('data-state', state);
        await expect(panel.badge).toHaveAttribute('data-source', 'status');
        await expect(panel.stateName).toHaveText(row[column]);
        if (state === 'unknown') await expect(panel.stateDetail).toHaveText('agentstatus');
      }
    });
  });
}

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('a call on hold is recovered in Chinese words', async ({ page, gateway, open }) => {
    const panel = await open(page, {
      driven: true,
      setup: { state: 'hold', sinceMs: 45_000, call: CALL, preBusy: true, command: 6 },
    });
    await expect(page.locator('#panel')).toHaveAttribute('lang', 'zh-CN');
    await expect(panel.stateName).toHaveText('保持');
    await expect(panel.pending).toHaveText('通话后示忙');
    await expect(panel.call.getByRole('heading', { level: 2 })).toHaveText('通话');
    await expect(panel.field('caller').locator('dt')).toHaveText('主叫');
    await expect(panel.value('call-type')).toHaveText('普通呼入');
    await expect(panel.command).toContainText('保持');
    await expect(panel.command).toContainText('已发送，此处无法核实');
    await expect(panel.connection.locator('summary')).toContainText('实时');
    await expect(page).toHaveTitle('保持 · 座席面板');
    expect(await gateway.count('sync')).toBe(1);
  });
});

test('callinfo is used as an object, an array, a string or not at all', async ({
  page,
  gateway,
  open,
}) => {
  const callinfo = { callid: '1476070409-38', caller: '70001', callskill: 'voice_jst', callfeature: 45, orgicallednum: '12345678' };
  const blank = { callerNo: '', curCallId: '', mainCallId: '', callFeature: null, talkingCallfeature: null };
  const panel = await open(page, {
    driven: true,
    setup: { state: 'talking', flowControl: false },
  });
  const check = async (shape, shown) => {
    await gateway.change({ callinfo: shape, agentStateInfo: blank });
    await panel.reload();
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
    await expect(panel.field('skill')).toHaveCount(shown ? 1 : 0);
    if (!shown) return;
    await expect(panel.value('skill')).toHaveText('voice_jst');
    await expect(panel.value('caller')).toHaveText('70001');
    await expect(panel.value('call-id')).toHaveText('1476070409-38');
    await expect(panel.value('call-type')).toHaveText('Reserved callback');
    await expect(panel.value('original-called')).toHaveText('12345678');
  };
  await check(callinfo, true);
  await check([callinfo], true);
  await check(JSON.stringify(callinfo), true);
  await check('nothing that has a name', false);
  await check([], false);
  await check(null, false);
});

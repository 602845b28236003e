// Answers that are odd and can be read are read (R10).
import { expectLive, openOn, openTalk, status, sync } from './support/faults.mjs';
import { expect, test } from './support/panel.mjs';

const ODD = {
  'labelled as a page': { kind: 'content-type', contentType: 'text/html' },
  'without a label': { kind: 'content-type', contentType: 'application/octet-stream' },
  'in GBK': { kind: 'gbk' },
  'behind a byte-order mark': { kind: 'bom' },
  'with the mistakes of the documented example': { kind: 'doc-example' },
  'that are slow': { kind: 'latency', ms: 300 },
};
for (const [name, fault] of Object.entries(ODD)) {
  test(name, async ({ page, gateway, open }) => {
    await gateway.signIn({
      state: 'hold',
      sinceMs: 45_000,
      command: 6,
      commandForMs: 3_000,
      call: { caller: '13800138000', data: '客户：张三', talkingForMs: 90_000 },
    });
    await gateway.fault({ interface: 'any', ...fault });
    const panel = await openOn(gateway, open, page);
    await expect(panel.badge).toHaveAttribute('data-state', 'hold');
    await expect(panel.badge).toHaveAttribute('data-source', 'sync');
    await panel.expectTime(panel.stateTime, 45);
    await panel.expectTime(panel.callTime, 90);
    await panel.expectTime(panel.commandTime, 3);
    await expect(panel.value('caller')).toHaveText('13800138000');
    await expect(panel.value('call-data')).toHaveText('客户：张三');
    await panel.nextRequest();
    await expect(panel.badge).toHaveAttribute('data-state', 'talking');
    await expectLive(panel);
    await expect(panel.connection).not.toContainText('Unreadable fields');
    expect(await gateway.count('sync')).toBe(1);
  });
}

test('a wrong type in one field loses that field alone, and is counted', async ({
  page,
  gateway,
  open,
}) => {
  await gateway.signIn({ state: 'hold', sinceMs: 45_000, call: { called: '70092', talkingForMs: 90_000 } });
  await gateway.change({ callinfo: null });
  await gateway.fault(sync({ kind: 'wrong-types' }));
  const panel = await openOn(gateway, open, page);
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  await panel.expectTime(panel.stateTime, 45);
  await expect(panel.value('called')).toHaveText('70092');
  await expect(panel.field('caller')).toHaveCount(0);
  await expect(panel.callTime).toHaveText('--:--');
  await expect(panel.connection).toContainText('Unreadable fields: 3');
});

for (const [name, result] of [
  ['numbers and booleans as text', { agentState: '8', isWorking: 'false' }],
  ['isWorking of another type', { agentState: 8, isWorking: {} }],
  ['a number with a zero fraction', { agentState: 8.0, isWorking: 0 }],
]) {
  test(`a poll with ${name}`, async ({ page, gateway, open }) => {
    const panel = await openTalk(open, page);
    await gateway.fault(status({ kind: 'wrong-types', result }));
    await panel.nextRequest();
    await expect(panel.badge).toHaveAttribute('data-state', 'rest');
    await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  });
}

for (const [name, body] of [
  ['in an array of one', '{"message":"","retcode":"0","result":[{"agentState":8,"isWorking":false}]}'],
  ['with retcode as a number', '{"message":"","retcode":0,"result":{"agentState":8,"isWorking":false}}'],
]) {
  test(`a result ${name}`, async ({ page, gateway, open }) => {
    const panel = await openTalk(open, page);
    await gateway.fault(status({ kind: 'raw', body }));
    await panel.nextRequest();
    await expect(panel.badge).toHaveAttribute('data-state', 'rest');
    await expect(panel.connection).toHaveAttribute('data-connection', 'live');
  });
}

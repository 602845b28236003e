// IDs and Guids as people paste them and portals pass them on: accepted where they can be
// cleaned, and else complained of where they were given.
import { expect, test } from './support/panel.mjs';
import { ONE } from './support/portal_page.mjs';

const wide = (id) => String(id).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const KEY = 'cec-agent-panel.session';

for (const [name, dress] of Object.entries({
  'as the cookie has it': ({ agentId, guid }) => ({ agentId, guid: `JSESSIONID=${guid}; Path=/` }),
  'with what cannot be seen around them': ({ agentId, guid }) => ({ agentId: `\u200b${agentId}\u00a0\r\n`, guid: `\ufeff${guid}\r\n` }),
  'with digits of full width': ({ agentId, guid }) => ({ agentId: wide(agentId), guid }),
})) {
  test(`an ID and a Guid ${name} are good in storage, form and properties`, async ({ page, open, portal, gateway }) => {
    await gateway.signIn({ state: 'busy' });
    const given = dress({ agentId: String(gateway.agentId), guid: gateway.guid });
    const stored = await open(page, { setup: false, session: given });
    await expect(stored.badge).toHaveAttribute('data-state', 'busy');

    // No two loads within the second in which the panel asks once.
    await page.waitForTimeout(1_100);
    await page.evaluate((key) => sessionStorage.setItem(key, ''), KEY);
    await page.reload();
    await stored.openForm();
    await stored.form.locator('[name=agent-id]').fill(given.agentId.trim());
    await stored.form.locator('[name=guid]').fill(given.guid.trim());
    await stored.form.getByRole('button').click();
    await expect(stored.badge).toHaveAttribute('data-state', 'busy');

    // No two loads within the second in which the panel asks once.
    await page.waitForTimeout(1_100);
    await page.evaluate((key) => sessionStorage.setItem(key, ''), KEY);
    await portal.open(ONE);
    await portal.set(given);
    await expect(portal.panel().badge).toHaveAttribute('data-state', 'busy');
    for (const { guid } of await gateway.log()) expect(guid).toBe('matched');
  });
}

test('what cannot be used is complained of where it was given, and nothing is asked with it', async ({ page, open, portal, gateway, guard }) => {
  guard.allow(/agent-id: wrong-value|guid:? wrong-value/);
  await gateway.signIn({ state: 'busy' });
  const warned = [];
  page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()));

  const panel = await open(page, { setup: false, session: { agentId: String(gateway.agentId), guid: 'not a Guid' } });
  await panel.connection.locator('summary').click();
  await expect(panel.connection.locator('.session-wrong')).toHaveText('session.guid: cannot be used, and nothing is asked with it');
  // The console has it from a file that comes later.
  await expect.poll(() => warned).toEqual(['cec-agent-panel session.guid wrong-value']);
  warned.length = 0;
  await panel.openForm();
  await panel.form.locator('[name=agent-id]').fill('41x01');
  await panel.form.locator('[name=guid]').fill('JSESSIONID=');
  await panel.form.getByRole('button').click();
  await expect(panel.form.locator('[aria-invalid=true]')).toHaveCount(2);
  await expect(page.locator('body')).not.toContainText('not a Guid');
  await page.evaluate((key) => sessionStorage.setItem(key, ''), KEY);

  await portal.open(ONE);
  await portal.set({ agentId: '41x01', guid: 'also none' });
  await expect.poll(() => warned).toEqual(['<cec-agent-panel>: agent-id: wrong-value']);
  await portal.set({ agentId: String(gateway.agentId) });
  await expect.poll(() => warned.length).toBe(2);
  expect(warned[1]).toBe('<cec-agent-panel>: guid: wrong-value');
  await page.waitForTimeout(2_500);
  expect(warned).toHaveLength(2);
  expect(await gateway.log()).toEqual([]);
});

for (const agentId of ['1e3', '0x3e8', '1000.0']) {
  test(`${agentId} is no agent's ID, wherever it is given`, async ({ page, open, portal, gateway, guard }) => {
    guard.allow(/agent-id: wrong-value|session\.agentId wrong-value/);
    await gateway.signIn({ state: 'busy' });
    const { guid } = gateway;
    const stored = await open(page, { setup: false, session: { agentId, guid } });
    await stored.connection.locator('summary').click();
    await expect(stored.connection.locator('.session-wrong')).toHaveText('session.agentId: cannot be used, and nothing is asked with it');
    // What comes later moves the offer: a click that begins before would end beside it.
    await expect(stored.connection.locator('.case')).toBeVisible();
    await stored.openForm();
    await stored.form.locator('[name=agent-id]').fill(agentId);
    await stored.form.locator('[name=guid]').fill(guid);
    await stored.form.getByRole('button').click();
    await expect(stored.form.locator('[name=agent-id]')).toHaveAttribute('aria-invalid', 'true');

    await page.evaluate((key) => sessionStorage.setItem(key, ''), KEY);
    const warned = [];
    page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()));
    await portal.open(ONE);
    await portal.set({ agentId, guid });
    await expect.poll(() => warned).toEqual(['<cec-agent-panel>: agent-id: wrong-value']);
    expect(await gateway.log()).toEqual([]);
  });
}

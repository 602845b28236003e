import { test, expect } from './support/panel.mjs';
test('real', async ({ page, gateway, open }) => {
  const panel = await open(page, { setup: { state: 'hold', sinceMs: 65000 } });
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  expect(await gateway.count('sync')).toBe(1);
  await panel.reload();
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  console.log(await panel.stateTime.textContent(), await page.locator('main').innerText());
});
test('driven', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, setup: { state: 'hold', sinceMs: 65000 } });
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  console.log(await panel.stateTime.textContent());
  const t = Date.now();
  await panel.advance(3000);
  console.log(Date.now()-t, await panel.stateTime.textContent(), await panel.stateDetail.textContent());
  await panel.advance(30000);
  console.log(Date.now()-t, await panel.stateTime.textContent(), await panel.momentsByLoad());
  await panel.reload();
  console.log(await panel.stateTime.textContent(), (await gateway.log()).length);
});

// The gateway's text is hostile: a caller, a partner or another system may have written it
// (R11). It is shown as text, it runs nowhere, and it breaks no layout.
import { expect, test } from './support/panel.mjs';

test.use({ viewport: { width: 320, height: 640 } });

const EVIL = {
  'markup': '<img src=x onerror="window.hacked=1">',
  'a script': '</bdi><script>window.hacked=1</script>',
  'a link': '<a href="javascript:hacked=1">x</a>',
  'entities': '&lt;b&gt; &amp; &#x27;',
  'quotes and braces': `"'\`\\ {{x}} \${x} %s`,
  'one long word': 'W'.repeat(39),
  'wide characters': '\u{1F468}\u200D\u{1F469}測試' + '漢'.repeat(30),
  'marks upon marks': 'Z' + '\u0351\u0323'.repeat(15),
};

/** What is to be seen in the place of a character that cannot be. */
const visible = (text) => text.replaceAll('\u200D', '\uFFFD');

/** Puts `text` into every text field that the gateway has. Two fields are shown only where
 *  they differ from another, and get a mark at their end. */
function everywhere(text) {
  return {
    state: 'hold',
    sinceMs: 5_000,
    preBusy: true,
    flowControl: false,
    agentStateInfo: {
      callerNo: text,
      calledNo: text,
      callData: text,
      recordID: text,
      partner: text,
      qcWorkNo: text,
      curCallId: text,
      mainCallId: text,
      holdCallId: `${text}!`,
    },
    callinfo: {
      caller: text,
      called: text,
      callid: text,
      orgicallednum: `${text}!`,
      callskill: text,
      calldata: text,
      callskillid: text,
      endtime: text,
    },
  };
}

const TEXT_FIELDS = [
  'caller',
  'called',
  'original-called',
  'skill',
  'held-call',
  'partner',
  'inspector',
  'call-data',
  'call-id',
  'recording',
];

async function expectHarmless(page) {
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();
  const grown = '#panel script, #panel img, #panel a, #panel iframe, #panel b, #panel [onerror]';
  await expect(page.locator(grown)).toHaveCount(0);
}

for (const [name, text] of Object.entries(EVIL)) {
  test(`${name} in every text field is text`, async ({ page, open }) => {
    const panel = await open(page, { driven: true, setup: everywhere(text) });
    await expect(panel.badge).toHaveAttribute('data-state', 'hold');
    for (const field of TEXT_FIELDS) {
      const shown = await panel.value(field).evaluate((element) => element.textContent);
      const mark = ['original-called', 'held-call'].includes(field) ? '!' : '';
      expect(shown, field).toBe(visible(text) + mark);
    }
    await panel.advance(4_000);
    await expectHarmless(page);
    await panel.expectNoOverflow();
  });
}

test('a turn of direction stays within its own text', async ({ page, open }) => {
  const text = '\u202E00138\u202C\u2066x\u2069\u200F12';
  const panel = await open(page, { driven: true, setup: everywhere(text) });
  for (const field of TEXT_FIELDS) {
    const shown = await panel.value(field).evaluate((element) => element.textContent);
    expect(shown, field).not.toMatch(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
    expect(shown, field).toContain('00138');
  }
  expect(await panel.call.innerText()).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
});

test('characters that cannot be seen are shown as such', async ({ page, open }) => {
  const text = 'a\u0000b\u0007c\td\ne\u001B[31mf\u007Fg\u0085h\u200Bi\uFEFFj';
  const panel = await open(page, { driven: true, setup: everywhere(text) });
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  const shown = await panel.value('caller').evaluate((element) => element.textContent);
  expect(shown).toBe('a\u2400b\u2407c\u2409d\u240Ae\u241B[31mf\u2421g\uFFFDh\uFFFDi\uFFFDj');
  await expectHarmless(page);
  await panel.expectNoOverflow();
});

test.describe('16 KB of call data', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  for (const [name, data] of Object.entries({
    'without a space': 'x'.repeat(16_384),
    'of markup': '<img src=x onerror="window.hacked=1">'.repeat(443).slice(0, 16_384),
    'of lines': 'key=value\n'.repeat(1_639).slice(0, 16_384),
  })) {
    test(`${name} are cut, and shown whole on demand`, async ({ page, open }) => {
      const panel = await open(page, {
        driven: true,
        setup: { state: 'talking', call: { caller: '13800138000', data } },
      });
      const whole = data.replaceAll('\n', '\u240A');
      const text = () => panel.value('call-data').evaluate((element) => element.textContent);
      await expect.poll(text).toBe(`${whole.slice(0, 160)}…`);
      await panel.expectNoOverflow();

      const button = panel.field('call-data').getByRole('button', { name: 'Show all' });
      await expect(button).toHaveAttribute('aria-expanded', 'false');
      await button.click();
      await expect.poll(text).toBe(whole);
      await panel.expectNoOverflow();
      await expectHarmless(page);

      await panel.field('call-data').getByRole('button', { name: 'Show less' }).click();
      await expect.poll(text).toBe(`${whole.slice(0, 160)}…`);
    });
  }
});

test('a number of 300 characters is cut, shown on demand, and copied whole', async ({
  page,
  context,
  open,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const number = '0123456789'.repeat(30);
  const panel = await open(page, { driven: true, setup: everywhere(number) });
  await expect(panel.value('caller')).toHaveText(`${number.slice(0, 40)}…`);
  await panel.field('caller').getByRole('button', { name: 'Show all' }).click();
  await expect(panel.value('caller')).toHaveText(number);
  await panel.expectNoOverflow();
  await panel.field('caller').getByRole('button', { name: 'Copy Caller' }).click();
  await expect(panel.field('caller').getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(number);
});

for (const [name, text] of Object.entries({
  'markup': EVIL.markup,
  'a turn of direction': '\u202Ereversed\u0007',
  'one long word': 'W'.repeat(2_000),
})) {
  test(`the gateway's own message with ${name} is text`, async ({ page, gateway, open }) => {
    const panel = await open(page, { driven: true, chance: 0 });
    await gateway.fault({ interface: 'status', kind: 'retcode', retcode: '100-007', message: text });
    await panel.nextRequest();
    const code = panel.notice.locator('.code');
    await expect(code).toContainText('100-007');
    const shown = await code.evaluate((element) => element.textContent);
    expect(shown).not.toMatch(/[\u202E\u0007]/);
    expect(shown.length).toBeLessThan(140);
    if (name === 'markup') expect(shown).toBe(`100-007 ${text}`);
    await expectHarmless(page);
    await panel.expectNoOverflow();
  });
}

test('a result code of markup or without an end is made harmless', async ({ page, gateway, open }) => {
  const panel = await open(page, { driven: true, chance: 0 });
  for (const retcode of ['<b>1</b>', '9'.repeat(500), '\u202E\u0000x']) {
    await gateway.clearFaults();
    await gateway.fault({ interface: 'status', kind: 'retcode', retcode });
    await panel.nextRequest();
    const shown = await panel.notice.locator('.code').evaluate((element) => element.textContent);
    expect(shown.trim()).toMatch(/^[\w.-]{1,32}$/);
  }
  await expectHarmless(page);
  await panel.expectNoOverflow();
});

test('a state that is no number is lost alone, and the call stays', async ({ page, open }) => {
  const panel = await open(page, {
    driven: true,
    setup: {
      ...everywhere('13800138000'),
      agentStateInfo: { state: '<b>9</b>', callerNo: '13800138000' },
    },
  });
  await expect(panel.value('caller')).toHaveText('13800138000');
  await expect(panel.badge).toHaveAttribute('data-state', 'unknown');
  await panel.advance(3_500);
  await expect(panel.badge).toHaveAttribute('data-state', 'talking');
  await expectHarmless(page);
});

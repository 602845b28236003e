// Call data that is made of keys and values has a row for each (R11: a caller may have written it).
import { readFile } from 'node:fs/promises';
import { violations } from './support/axe.mjs';
import { expect, test } from './support/panel.mjs';

const textOf = (path) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
// It imports nothing.
const { pairsIn } = await import(`data:text/javascript,${encodeURIComponent(await textOf('src/boot/pairs.js'))}`);

const withData = (data, more) => ({
  driven: true,
  setup: { state: 'talking', call: { caller: '13800138000', data } },
  ...more,
});

/** The rows, key and value, in their order on the card. */
const rows = (panel) =>
  panel.field('call-datum').evaluateAll((rows) =>
    rows.map((row) => ['dt', 'dd bdi'].map((part) => row.querySelector(part).textContent)),
  );

const three = (name) => [['order', '4711'], ['customer.name', name], ['VIP_2', '']];

for (const [text, pairs] of [
  // An object has a row for each member, as it is written.
  [' {"order": "4711", "amount":12345678901234567890.10, "vip" : true, "note":null} ', [['order', '4711'], ['amount', '12345678901234567890.10'], ['vip', 'true'], ['note', 'null']]],
  ['{"items":[1, {"a,b":"}]"}],"at":{"x":"1:2"},"last":"a\\"},:b"}', [['items', '[1, {"a,b":"}]"}]'], ['at', '{"x":"1:2"}'], ['last', 'a"},:b']]],
  ['{"__proto__":"1","constructor":2,"a\\"b:c":"3","":"4","<b>":"5"}', [['__proto__', '1'], ['constructor', '2'], ['a"b:c', '3'], ['', '4'], ['<b>', '5']]],
  ['{"id":"1","id":"2"}', [['id', '1'], ['id', '2']]],
  ['{"客户":"张三"}', [['客户', '张三']]],
  // Pairs have one separator.
  ['order=4711;customer.name=张 三;VIP_2=', three('张 三')],
  ['order=4711; customer.name = 张 三; VIP_2=;', three('张 三')],
  ['order=4711&customer.name=张 三&VIP_2=', three('张 三')],
  ['order=4711,customer.name=张 三,VIP_2=', three('张 三')],
  ['order=4711\ncustomer.name=张 三\nVIP_2=\n', three('张 三')],
  ['order=4711\r\ncustomer.name=张 三\r\nVIP_2=', three('张 三')],
  ['order=4711;\ncustomer.name=张 三;\nVIP_2=;\n', three('张 三')],
  ['id=1;id=2', [['id', '1'], ['id', '2']]],
  ['token=abc==;n=1', [['token', 'abc=='], ['n', '1']]],
  ['name=Smith, John;n=1', [['name', 'Smith, John'], ['n', '1']]],
  // Percent-encoding is taken off where it is clean.
  ['name=%E5%BC%A0%20x&tel=+86 138&a=%41%3d1', [['name', '张 x'], ['tel', '+86 138'], ['a', 'A=1']]],
  ['a=100%&b=%zz&c=%E5%BC&d=%4', [['a', '100%'], ['b', '%zz'], ['c', '%E5%BC'], ['d', '%4']]],
  ['a=%41;b=2', [['a', '%41'], ['b', '2']]],
  // Anything else stays one text.
  ...[
    '', '[]', '[1,2]', '["a=1","b=2"]', '{}', '{ }', '42', 'null', '"a=1;b=2"', '{"a":1', '{"a":1,}', '{"a":1} {"b":2}', '{a:1,b:2}',
    'order 4711', 'order=4711', 'order=4711;', '=1;=2', 'a=1;2', 'a=1;;b=2', '1a=1;b=2', 'the order=4711;b=2', '<img src=x;onerror=1',
    `a=x${' '.repeat(200_000)}y`, `a${' '.repeat(200_000)}y`, 'a=1,b=2;c=3', 'a=1;b=2\nc=3', 'http://x/?a=1&b=2', 'a=1|b=2', `${'k'.repeat(41)}=1;b=2`,
  ].map((text) => [text, []]),
]) {
  test(`of ${JSON.stringify(text).slice(0, 60)} ${pairs.length} keys are found`, () => {
    expect(pairsIn(text)).toEqual(pairs);
  });
}

test('what has more keys than one can look through stays one text', () => {
  const object = (keys) => JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, key) => [`k${key}`, key])));
  expect(pairsIn(object(64))).toHaveLength(64);
  expect(pairsIn(object(65))).toEqual([]);
  expect(pairsIn('key=value\n'.repeat(64))).toHaveLength(64);
  expect(pairsIn('key=value\n'.repeat(1_639))).toEqual([]);
  expect(pairsIn(`{"a":${'['.repeat(9_000)}${']'.repeat(9_000)}}`)).toHaveLength(1);
});

test.describe('copied', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  for (const [name, data] of Object.entries({
    pairs: 'order=4711;customer.name=张三;note=',
    JSON: '{"order":4711,"customer.name":"张三","note":""}',
  })) {
    test(`${name} have a row for each key, whose value is copied alone`, async ({ page, open }) => {
      const panel = await open(page, withData(data));
      await expect(panel.field('call-datum')).toHaveCount(3);
      expect(await rows(panel)).toEqual([['order', '4711'], ['customer.name', '张三'], ['note', '']]);
      await expect(panel.value('call-data'), 'it says the same').toBeHidden();
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      const buttons = panel.field('call-datum').getByRole('button');
      await expect(buttons, 'nothing is empty on the clipboard').toHaveCount(2);
      await panel.call.getByRole('button', { name: 'Copy customer.name', exact: true }).click();
      await expect(panel.field('call-datum').getByText('Copied')).toBeVisible();
      await expect(panel.field('call-datum').getByRole('button', { name: /^Copied / })).toHaveAttribute('aria-live', 'polite');
      expect(await copied()).toBe('张三');
      await panel.call.getByRole('button', { name: 'Copy Call data', exact: true }).click();
      await expect(panel.field('call-data').getByText('Copied')).toBeVisible();
      expect(await copied()).toBe(data);
    });
  }
});

test('of many keys twelve have a row, and the whole text is shown on demand', async ({ page, open }) => {
  const data = Array.from({ length: 20 }, (_, place) => `key${place}=${'v'.repeat(9)}`).join('&');
  const panel = await open(page, withData(data));
  await expect(panel.field('call-datum')).toHaveCount(12);
  await panel.field('call-data').getByRole('button', { name: 'Show all' }).click();
  await expect(panel.value('call-data')).toHaveText(data);
  await panel.advance(4_000);
  await expect(panel.value('call-data'), 'it stays open').toHaveText(data);
});

test('what somebody wrote into keys and values is text', async ({ page, open }) => {
  const data = JSON.stringify({
    '<img src=x onerror="window.hacked=1">': '<script>window.hacked=1</script>',
    ['__proto__']: '\u202Eevil\n',
    [`${'W'.repeat(60)}`]: 'W'.repeat(200),
    nested: { html: '<b>', list: [1, 2] },
  });
  const panel = await open(page, withData(data));
  await expect(panel.field('call-datum')).toHaveCount(4);
  expect(await rows(panel)).toEqual([
    ['<img src=x onerror="window.hacked=1">', '<script>window.hacked=1</script>'],
    ['__proto__', '\uFFFDevil\u240A'],
    [`${'W'.repeat(40)}…`, `${'W'.repeat(80)}…`],
    ['nested', '{"html":"<b>","list":[1,2]}'],
  ]);
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();
  await expect(page.locator('#panel :is(script, img, b)')).toHaveCount(0);
  for (const width of [280, 320, 420, 1280]) {
    await page.setViewportSize({ width, height: 720 });
    await panel.expectNoOverflow();
  }
  await page.clock.resume();
  expect(await violations(page)).toEqual([]);
});

test('the next call has its own rows at once, or none, and another language its own words', async ({ page, gateway, open }) => {
  const panel = await open(page, withData('order=1;note=first'));
  await expect(panel.field('call-datum')).toHaveCount(2);
  // Between two paints nothing of one call stands beside another one's.
  await page.evaluate(() => {
    window.mixed = [];
    const look = () => {
      const text = document.querySelector('[part="call-card"]').innerText;
      if (/first/.test(text) && /13911112222/.test(text)) window.mixed.push(text);
      window.requestAnimationFrame(look);
    };
    window.requestAnimationFrame(look);
  });
  await gateway.act('hangup');
  await panel.advance(4_000);
  await gateway.act('ring', { caller: '13911112222', callId: '1456409999-7', data: 'order=2;note=second;more=x' });
  await gateway.act('answer');
  await panel.advance(12_000);
  await expect(panel.value('caller')).toHaveText('13911112222');
  await expect(panel.field('call-datum')).toHaveCount(3);
  expect(await rows(panel)).toEqual([['order', '2'], ['note', 'second'], ['more', 'x']]);
  await gateway.act('hangup');
  await panel.advance(4_000);
  await gateway.act('ring', { caller: '13911113333', callId: '1456409999-8', data: 'nothing to split' });
  await gateway.act('answer');
  await panel.advance(12_000);
  await expect(panel.value('call-data')).toHaveText('nothing to split');
  await expect(panel.field('call-datum')).toHaveCount(0);
  expect(await page.evaluate(() => window.mixed)).toEqual([]);
});

test('rows have a sign for the same characters as all other texts', async () => {
  const [, listed] = /const UNSEEN =\s*\/\[(.*)\]\/gu;/.exec(await textOf('src/boot/texts.js'));
  const codes = [...listed.matchAll(/\\[xu]\{?([0-9a-f]+)\}?/g)].map(([, code]) => parseInt(code, 16));
  const [, visible] = /match c \{.*?'\\x7F' => [^,]*,(.*?) => '\\u\{FFFD\}'/s.exec(await textOf('core/src/view/safe_text.rs'));
  const wanted = [...visible.matchAll(/'\\u\{([0-9A-F]+)\}'/g)].map(([, code]) => parseInt(code, 16));
  expect(wanted.length).toBeGreaterThan(10);
  expect(codes).toEqual(wanted);
});

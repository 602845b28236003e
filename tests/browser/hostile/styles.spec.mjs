// Style sheets of a portal that restyle everything: the panel looks as in a bare page, to
// the pixel, because none of them reaches into its shadow root.
import { expect, test } from './portal.mjs';
import { FULL_CALL } from '../support/scenarios.mjs';

const TAGS = 'button, div, section, header, footer, p, h1, h2, span, bdi, dl, dt, dd, ul, li, details, summary, svg, path, label, input, form';
/** What the panel's own custom properties are about; their names begin with `--_cec-`. */
const TOKENS = ['ground', 'surface', 'line', 'shade', 'text', 'quiet', 'focus', 'warning', 'bad', 'good', 'ready', 'ready-text', 'not-ready', 'in-call', 'in-call-text', 'tone', 'on-tone', 'gap', 'corner', 'motion', 'font', 'font-size', 'size', 'body', 'small', 'messages'];

const SHEETS = {
  'everything reverted': { css: '* { all: revert !important }' },
  'everything unset': { css: '* { all: unset !important } head, head * { display: none !important } html, body { display: block !important } body { margin: 8px !important }' },
  'rules for each kind of element': {
    css: `${TAGS} { all: unset !important; display: inline !important; padding: 9px !important; margin: 7px !important; border: 5px dotted red !important; background: yellow !important; color: red !important; float: right !important; font: 900 30px/3 cursive !important; text-transform: uppercase !important; min-height: 90px !important; fill: red !important }
    ${TAGS.replaceAll(',', '::before,')}::before { content: 'X' !important }`,
  },
  'a root font size of 62.5%': { css: 'html { font-size: 62.5% } body { font-size: 1.4rem }' },
  'from right to left': { html: 'lang="ar" dir="rtl"', css: 'body { direction: rtl; text-align: right; unicode-bidi: bidi-override }' },
  'all that is inherited': {
    css: `* { color: red; font: italic small-caps 900 30px/3 cursive; text-transform: uppercase; letter-spacing: 0.5em; word-spacing: 2em; text-align: right; text-indent: 3em; white-space: pre; word-break: break-all; overflow-wrap: anywhere; hyphens: auto; text-shadow: 2px 2px red; list-style: square inside; cursor: wait; quotes: "a" "b"; tab-size: 20; border-collapse: collapse; border-spacing: 9px; caret-color: red; accent-color: red; color-scheme: dark; font-variant: small-caps; font-feature-settings: "tnum" 0, "smcp"; font-kerning: none; font-stretch: condensed; -webkit-text-stroke: 2px red; -webkit-text-fill-color: red; -webkit-user-select: none; user-select: none; text-emphasis: dot; text-underline-offset: 9px; stroke-width: 9px; fill: red; stroke: red; line-break: anywhere; text-wrap: nowrap; image-rendering: pixelated; -webkit-font-smoothing: antialiased; text-rendering: geometricPrecision; text-size-adjust: 200%; scrollbar-color: red yellow }`,
  },
  'custom properties of the same names': {
    css: `* { ${TOKENS.map((name) => `--${name}: 37px !important; --_cec-${name}: 37px !important;`).join(' ')} }`,
  },
  'custom properties registered as lengths': {
    css: TOKENS.map((name) => `@property --${name} { syntax: '<length>'; inherits: true; initial-value: 3px }`).join(' '),
  },
  'a reset and a framework': {
    css: `*, *::before, *::after { box-sizing: content-box !important; margin: 0 !important; padding: 0; border: 0 solid red; outline: none !important; transition: all 2s !important }
    body { margin: 8px !important } :focus, :focus-visible { outline: none !important }
    .panel { display: none !important } .badge { position: absolute !important; font-size: 75% } .call { opacity: 0 !important } .row { display: flex; margin: -9px } .icon { display: none } .small { font-size: 50% } .command, .connection, .notices, .code { visibility: hidden !important }`,
  },
};

/** What every part of the panel looks like and where it stands, measured from its corner. */
function look(page) {
  return page.evaluate(async () => {
    // A change of colour takes its time.
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
    const root = document.querySelector('cec-agent-panel').shadowRoot.querySelector('.panel');
    const corner = root.getBoundingClientRect();
    const parts = {};
    const styleOf = (element, pseudo) => {
      const style = getComputedStyle(element, pseudo);
      return Object.fromEntries([...style].map((name) => [name, style.getPropertyValue(name)]));
    };
    [root, ...root.querySelectorAll('*')].forEach((element, index) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const name = `${index} ${element.localName}.${element.getAttribute('class') ?? ''}`;
      parts[name] = styleOf(element);
      const before = styleOf(element, '::before');
      if (before.content !== 'none') parts[`${name}::before`] = before;
      parts[name].box = [x - corner.x, y - corner.y, width, height].map((length) => length.toFixed(2)).join(' ');
    });
    return parts;
  });
}

/** What is not alike, in a form that fits on a screen. */
function differences(bare, hostile) {
  const found = [];
  if (Object.keys(bare).join() !== Object.keys(hostile).join()) found.push('other elements');
  for (const [name, style] of Object.entries(bare)) {
    // How long an answer took is another number each time.
    if (/connection-latency/.test(name)) continue;
    for (const [property, value] of Object.entries(style)) {
      const other = hostile[name]?.[property];
      // So is the room beside it.
      if (/connection-since/.test(name) && property.startsWith('margin-')) continue;
      // The least size of the outermost one is reckoned by what is around it.
      if (/^min-/.test(property) && name.startsWith('0 ') && [value, other].sort().join() === '0px,auto') continue;
      if (other !== value) found.push(`${name} { ${property}: ${value} -> ${other} }`);
    }
  }
  return found;
}

/** The command is past its ten seconds, and far from the thirty after which it goes. */
const SETUP = { state: 'hold', sinceMs: 42_000, call: FULL_CALL, qcWorkNo: '40001', preBusy: true, command: 13, commandForMs: 11_000, commandMs: 600_000 };

async function settle(panel) {
  await expect(panel.badge).toHaveAttribute('data-state', 'hold');
  await expect(panel.badge).toHaveAttribute('data-source', 'status');
  await expect(panel.connection).toHaveAttribute('data-connection', 'live');
}

/** The dense layouts have sizes of their own; what reaches one of them reaches all. What reaches
 *  none of the full layout reaches hardly any of theirs, so they are long. */
const DENSE = ['everything reverted', 'all that is inherited'];

for (const [name, { css, html }] of Object.entries(SHEETS)) {
  for (const layout of ['full', ...(DENSE.includes(name) ? ['compact', 'badge'] : [])]) {
    const tag = layout === 'full' ? [] : '@long';
    test(`${name}: the panel looks as in a bare page (${layout})`, { tag }, async ({ page, portal, gateway }) => {
      const body = `<main>${portal.element(`layout="${layout}"`)}</main>`;
      portal.serve('/bare', { body });
      portal.serve('/', { body, html, before: `<style>${css}</style>` });
      let panel = await portal.open(page, { path: '/bare', setup: SETUP });
      await settle(panel);
      const bare = await look(page);
      panel = await portal.open(page, { setup: false });
      await settle(panel);
      const hostile = await look(page);
      expect(differences(bare, hostile)).toEqual([]);
      expect(await gateway.count('sync')).toBe(2);
    });
  }
}

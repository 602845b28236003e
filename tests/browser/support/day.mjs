// The agent's day in the page: its parts, its table, and a list as the panel keeps it.
import { readFile } from 'node:fs/promises';

export const KEY = 'cec-agent-panel.day';
/** As `src/boot/day/states.js` and `record.js` have them. */
export const PLACES = { idle: 0, 'wrap-up': 1, rest: 2, busy: 3, ringing: 7, talking: 8, hold: 10, unknown: 21 };
export const ABOUT = 32;
export const MINUTE = 60_000;
const zone = (offset) => `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
const HOUR = new Date().getUTCHours();
/** Where it is early in the afternoon, so that a shift of nine hours is of one day. */
export const AFTERNOON = zone(14 - HOUR);
/** Where the day has begun one to two hours ago. */
export const NIGHT = zone(HOUR > 12 ? 25 - HOUR : 1 - HOUR);
export const CALL = { caller: '13911112222', called: '4008001234', callId: '1456409999-1' };

/** Whose day it is, as the panel keeps it. */
export const whose = ({ agentId, origin }) => `${agentId} ${origin}/`;

/** The parts of the day in the page. */
export function dayOf(page) {
  const whole = page.locator('.day');
  return {
    whole,
    title: whole.locator('h3'),
    sum: (name) => whole.locator(`[data-sum="${name}"] dd`),
    strip: whole.locator('.day-strip'),
    open: whole.getByRole('button', { name: 'Table' }),
    copy: whole.getByRole('button').nth(1),
    table: whole.locator('table'),
    refused: whole.locator('.day-refused'),
  };
}

/** The rows of the table, newly opened. */
export async function rows(page) {
  const { open, table } = dayOf(page);
  if (await table.count()) await open.click();
  await open.click();
  return table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
}

export const states = async (page) => (await rows(page)).map(([, , state]) => state);

/** Seconds of the day that a time in the table stands for. */
export const secondsOf = (text) => text.replace('~', '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

/** A moment of the page's clock, as the table has it, and as the strip does. */
export const clock = (page, ago = 0) =>
  page.evaluate((ago) => new Date(Date.now() - ago).toTimeString().slice(0, 8), ago);

/** A list as the panel keeps it: states and for how many minutes, up to `now`. */
export function written(now, ...spans) {
  const length = spans.reduce((sum, [, minutes]) => sum + minutes, 0);
  let from = now - length * MINUTE;
  const list = [];
  for (const [state, minutes, about = 0] of spans) {
    list.push(Math.round(from), PLACES[state] + about);
    from += minutes * MINUTE;
  }
  return { list, seen: now };
}

/** A shift of so many hours, with a gap in it. */
export function shift(now, hours) {
  const spans = [];
  for (let left = hours * 60; left > 0; left -= 16) {
    spans.push(['idle', 3, ABOUT], ['ringing', 0.25], ['talking', 6, ABOUT], ['hold', 1], ['talking', 2.75, ABOUT], ['wrap-up', 3, ABOUT]);
  }
  spans[12] = ['unknown', 2];
  spans[20] = ['rest', 30, ABOUT];
  return written(now, ...spans);
}

/** Has the tab keep that, before the page is opened. */
export const keep = (page, owner, value) =>
  page.addInitScript(
    ([key, text]) => {
      if (location.protocol.startsWith('http') && sessionStorage.getItem(key) === null) sessionStorage.setItem(key, text);
    },
    [KEY, JSON.stringify({ whose: owner, ...value })],
  );

export const kept = (page) => page.evaluate((key) => JSON.parse(sessionStorage.getItem(key)), KEY);

/** The script's own record of a day, without a page. */
export async function newRecord() {
  const textOf = (name) => readFile(new URL(`../../../src/boot/day/${name}`, import.meta.url), 'utf8');
  const addressOf = (text) => `data:text/javascript,${encodeURIComponent(text).replaceAll("'", '%27')}`;
  const states = addressOf(await textOf('states.js'));
  const { Record } = await import(addressOf((await textOf('record.js')).replace('./states.js', states)));
  return new Record();
}

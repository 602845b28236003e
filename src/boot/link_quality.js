// Later than the module, with `extras`: shows in the connection line's details how fast the gateway
// has answered of late, whether that changes, and how far its clock is from this computer's.
import { duration } from './day/times.js';
import { element, put } from './elements.js';
import { fill } from './texts.js';
import { upperMedian } from './upper_median.js';

/** How many of the answers are new, and how many it takes to speak of a trend. */
const NEW = 5;
const TREND_FROM = 10;
/** By which factor, and by how many ms, the new ones must differ from those before for a trend. */
const FACTOR = 1.5;
const LEAST_MS = 200;
/** How far apart the two clocks may be, in ms, without a word of it. */
const APART_MS = 5_000;
/** One answer has no median, and the phrase is about several. */
const SHOWN_FROM = 2;
/** Answers of so many ms are as high as the picture, and slower ones make the others lower. */
const HIGH_MS = 2_000;
/** The largest number of answers, and the size of the picture of one, in its own units. */
const MOST = 20;
const [WIDE, HIGH] = [6, 24];
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Gives what shows it in `details` while they are open, to be called when they are opened, and when
 * there may be news. `diagnostics` has what is known; `words` gives those of the language that is
 * spoken, `link` in its file.
 */
export function quality(details, diagnostics, words) {
  const texts = ['', '', ''].map(() => element('p', ''));
  const [, trend] = texts;
  const bars = document.createElementNS(SVG, 'path');
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('aria-hidden', 'true');
  picture.setAttribute('width', String(MOST * WIDE));
  picture.setAttribute('height', String(HIGH));
  picture.setAttribute('viewBox', `0 0 ${MOST * WIDE} ${HIGH}`);
  bars.setAttribute('stroke', 'currentColor');
  bars.setAttribute('stroke-width', String(WIDE - 2));
  picture.append(bars);
  details.querySelector('ul').before(element('div', 'link-quality', picture, ...texts));
  return () => {
    // What nobody sees is left alone.
    if (!details.open) return;
    put(bars, 'd', barsOf(diagnostics.answers));
    // An element of SVG knows no `hidden`.
    put(picture, 'display', diagnostics.answers.length >= SHOWN_FROM ? 'block' : 'none');
    const said = textsOf(diagnostics, words());
    for (const [index, text] of texts.entries()) {
      put(text, 'textContent', said[index]);
      put(text, 'hidden', !said[index]);
    }
    put(trend, 'className', trendOf(diagnostics.answers));
  };
}

/** Everything that the picture says, in words, the trend, and how far the clocks are apart; '' for what is not to be said. */
function textsOf({ answers, aheadMs }, [last, milliseconds, seconds, steady, slower, faster, ahead, behind]) {
  const time = (ms) => (ms < 1_000 ? fill(milliseconds, ms) : fill(seconds, (ms / 1_000).toFixed(1)));
  return [
    answers.length < SHOWN_FROM ? '' : fill(last, answers.length, time(upperMedian(answers)), time(Math.max(...answers))),
    { steady, slower, faster }[trendOf(answers)] ?? '',
    Math.abs(aheadMs) < APART_MS ? '' : fill(aheadMs > 0 ? ahead : behind, duration(Math.abs(aheadMs))),
  ];
}

/** Whether the new answers come slower or faster than those before; '' while there are too few. */
function trendOf(answers) {
  if (answers.length < TREND_FROM) return '';
  const [now, before] = [upperMedian(answers.slice(-NEW)), upperMedian(answers.slice(0, -NEW))];
  const differs = (more, less) => more >= less * FACTOR && more >= less + LEAST_MS;
  if (differs(now, before)) return 'slower';
  return differs(before, now) ? 'faster' : 'steady';
}

/** A bar an answer, the newest on the right. */
function barsOf(answers) {
  const highest = Math.max(HIGH_MS, ...answers);
  const bars = answers.map((ms, index) => {
    const x = (MOST - answers.length + index + 0.5) * WIDE;
    return `M${x} ${HIGH}V${(HIGH - Math.max(1, (ms / highest) * HIGH)).toFixed(1)}`;
  });
  return bars.join('');
}

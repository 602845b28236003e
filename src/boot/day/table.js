// Later than the module: the agent's day as a table, to read and to copy.
import { element, put } from '../elements.js';
import { duration, timeOfDay } from './times.js';

/** The rows, the head first; `name` gives a state's word. */
export function rowsOf(entries, heads, name) {
  const row = ({ state, from, until, isAbout }) => [
    (isAbout ? '~' : '') + timeOfDay(from, true),
    timeOfDay(until, true),
    name(state),
    duration(until - from),
  ];
  return [heads, ...entries.map(row)];
}

/** The rows as text that a spreadsheet takes. */
export const tabbed = (rows) => rows.map((row) => row.join('\t')).join('\n');

/** The rows as a table. */
export class Table {
  element = element('table', 'day-table');
  #before;

  /** Draws the rows; `caption` explains them. What somebody reads, or has marked, stays until there is
   *  more: of the rows that stand there only the last one goes on. */
  draw(rows, caption) {
    const texts = [caption, tabbed(rows.slice(0, -1))].join('\n');
    if (texts === this.#before) return this.#goOn(rows.at(-1));
    this.#before = texts;
    const [heads, ...states] = rows;
    return this.element.replaceChildren(
      element('caption', '', caption),
      element('thead', '', line(heads, 'th', 'col')),
      element('tbody', '', ...states.map((row) => line(row, 'td'))),
    );
  }

  #goOn(row) {
    const cells = this.element.querySelectorAll('tbody tr:last-child td');
    for (const [index, cell] of cells.entries()) put(cell, 'textContent', row[index]);
  }
}

function line(cells, name, scope) {
  const made = cells.map((text) => {
    const cell = element(name, '', text);
    if (scope) cell.setAttribute('scope', scope);
    return cell;
  });
  return element('tr', '', ...made);
}

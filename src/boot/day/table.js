// Later than the module: the agent's day as a table, to read and to copy.
import { element } from '../elements.js';
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

/** The rows as a table; `caption` explains them. */
export function drawTable([heads, ...rows], caption) {
  const line = (cells, name, scope) => {
    const made = cells.map((text) => {
      const cell = element(name, '', text);
      if (scope) cell.setAttribute('scope', scope);
      return cell;
    });
    return element('tr', '', ...made);
  };
  return element(
    'table',
    'day-table',
    element('caption', '', caption),
    element('thead', '', line(heads, 'th', 'col')),
    element('tbody', '', ...rows.map((row) => line(row, 'td'))),
  );
}

// What the bench has measured, for people and for programs. A figure has `name`, `value` (a number; none
// where nothing was measured), `unit`, and where there is one `goal`, the most that the value should be,
// and `note`, a sentence for the reader. Other keys are kept as they are.

/** The figure with `met`, where it has a goal. One without a value has missed it. */
export function judged(figure) {
  const { value, goal } = figure;
  return goal === undefined ? figure : { ...figure, met: typeof value === 'number' && value <= goal };
}

/** The figures as a table, each note below its figure. */
export function table(figures) {
  return [line('value', 'goal', '', 'figure'), ...figures.map(row)].join('\n');
}

function row({ name, value, unit, goal, met, note }) {
  const verdict = met === undefined ? '' : met ? 'met' : 'MISSED';
  const shown = line(number(value) || '–', number(goal), verdict, `${name} (${unit})`);
  return note ? `${shown}\n${' '.repeat(34)}${note}` : shown;
}

const line = (value, goal, verdict, name) => `${value.padStart(12)} ${goal.padStart(12)} ${verdict.padEnd(7)} ${name}`;

/** Whole, or to the hundredth. */
const number = (value) => (typeof value === 'number' ? value.toFixed(Number.isInteger(value) ? 0 : 2) : '');

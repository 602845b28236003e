// What the command indicator may say (R4).
import { isDamaged, readable } from './evidence.mjs';
import { leadsTo, numbersAt, saidBy } from './history.mjs';

/** How long a command may be said to run, with the second until the next tick. */
const RUNS_MS = 10_000 + 1_100;

/**
 * What is wrong with a command that is shown; null where nothing is, and undefined where none
 * is shown. `told`: `{code, given, taken}`, the commands that the portal gave, at the gateway's
 * moment `given`, and told the panel at `taken`.
 *
 * It must be one that the gateway held when it answered the sync, or one that the portal told
 * of. It runs for ten seconds at most after that, and is done only where the gateway, since it
 * was given, had what it leads to: for one that the portal told of, since the panel's last
 * answer before, for an older effect cannot be told from its own in between. A damaged answer
 * may say what never was.
 */
export function commandComplaint({ view, until }, { requests, told, pushes, history, woke }) {
  if (view.command === 0) return undefined;
  const answers = readable(requests, until.step);
  const sources = [
    ...answers.filter(({ interface: name }) => name === 'sync').flatMap((sync) => heldAt(history, sync)),
    ...told.filter(({ taken }) => taken.step <= until.step),
  ].filter(({ code }) => code === view.command);
  if (sources.length === 0) return `command ${view.command} is ${view.verdict}, and nobody has given it`;
  const newest = Math.max(...sources.map(({ taken }) => taken.gateway));
  const since = until.gateway - newest;
  if (view.verdict === 'running') {
    const awake = until.gateway > woke + 1_100;
    return view.visible && awake && since > RUNS_MS ? `command ${view.command} runs after ${since} ms` : null;
  }
  if (view.verdict !== 'done') return null;
  const proven = sources.some(({ given, taken }) => {
    const before = answers.findLast((answer) => answer.taken.step < taken.step);
    const from = Math.min(given, before?.asked.gateway ?? 0);
    // What is pending began within a state that may be older.
    const isNew = ({ since, preBusy, preRest }) => since >= from || Boolean(preBusy || preRest);
    return history.during(from, until.gateway).some((moment) => isNew(moment) && leadsTo(view.command, moment));
  });
  const misled = pushes.some(({ fate }) => fate === 'damaged') || answers.some((answer) => isDamaged(answer) &&
    saidBy(answer.answer.sent ?? '', answer.interface).some((state) => leadsTo(view.command, { state })));
  return proven || misled ? null : `command ${view.command} is done, which the gateway never did`;
}

/** What ran when the gateway answered a sync, and when it was given. */
function heldAt(history, { reached, taken, answer }) {
  const held = history.during(reached).map(({ command, commandSince }) => ({ code: command, given: commandSince, taken }));
  const damaged = numbersAt('curCommand', answer.sent ?? '').map((code) => ({ code, given: 0, taken }));
  return [...held, ...damaged];
}

// Later than the module: times of the agent's day as text.

const twoDigits = (number) => String(number).padStart(2, '0');

/** A moment in ms since 1970 as the desk's clock shows it: `10:32`, and `10:32:05` with seconds. */
export function timeOfDay(moment, hasSeconds = false) {
  const date = new Date(moment);
  const parts = [date.getHours(), date.getMinutes(), ...(hasSeconds ? [date.getSeconds()] : [])];
  return parts.map(twoDigits).join(':');
}

/** So many ms as the panel's timers show them: `01:05`, `1:01:05`. */
export function duration(ms) {
  const seconds = Math.floor(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const parts = [twoDigits(minutes), twoDigits(seconds % 60)];
  return (hours > 0 ? [hours, ...parts] : parts).join(':');
}

/** So many ms in whole minutes, as that language says it in short: `1h 5m`. */
export function inMinutes(ms, language) {
  const unit = (unit, number) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow' }).format(number);
  const minutes = Math.floor(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  return [...(hours > 0 ? [unit('hour', hours)] : []), unit('minute', minutes % 60)].join(' ');
}

/** The last midnight of the desk's clock. */
export const midnight = (moment) => new Date(moment).setHours(0, 0, 0, 0);

/** The full hour before that moment. */
export const fullHour = (moment) => new Date(moment).setMinutes(0, 0, 0);

// Before the module: what of the settings the scripts obey themselves.

/** What the text of config.json, or of what a host has set, sets; nothing where it is not to be
 *  used, which the panel reports. */
export const settingsIn = (text) => readSettings(text) ?? {};

/** The same, and `undefined` where it is not to be used. */
export function readSettings(text) {
  try {
    const settings = JSON.parse(text);
    return typeof settings === 'object' && settings !== null && !Array.isArray(settings) ? settings : undefined;
  } catch {
    return undefined;
  }
}

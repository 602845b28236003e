// Before the module, and without it: what a portal can set, the same for the element and for
// host.js.
import { jsonText } from './json_text.js';

/**
 * Each property with its attribute, its type, and the key of the settings that it becomes.
 * The agent's ID is no setting, but part of the session.
 */
export const OPTIONS = [
  option('agentId', 'text', null),
  option('gateway'),
  option('credentials'),
  option('pollInterval', 'number', 'pollIntervalMs'),
  option('locale'),
  option('theme'),
  option('callDetails'),
  option('maskNumbers', 'flag'),
  option('guidFrom'),
  option('sessionKey'),
  option('layout'),
  option('callNotification'),
  option('callSound', 'flag'),
  option('limits', 'json'),
  option('keyboard'),
  option('fields', 'json'),
  option('heading'),
];

function option(property, type = 'text', key = property) {
  const attribute = property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return { property, attribute, type, key };
}

/** What the operator decides, in config.json, where the panel stands in an iframe: no portal
 *  can change how the gateway is reached, nor who may talk to the page. */
export const OPERATORS = ['gateway', 'credentials', 'guidFrom', 'parentOrigins'];

/** Turns the text of an attribute into the property's value; `null` where there is none. */
export function fromAttribute(type, text) {
  if (type === 'flag') return text !== null;
  if (type === 'number') return text === null ? null : Number(text);
  return type === 'json' ? parsed(text) : text;
}

/** What the JSON text says; the text itself where it is none, which the panel reports. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Turns a property's value into the text of the attribute; `null` for no attribute. */
export function toAttribute(type, value) {
  if (type === 'flag') return value ? '' : null;
  if (value === null || value === undefined) return null;
  return type === 'json' && typeof value === 'object' ? jsonText(value) ?? '' : String(value);
}

/** The settings that `valueOf(property)` makes. What is wrong with a value, the panel says. */
export function settingsOf(valueOf) {
  const settings = {};
  for (const { property, type, key } of OPTIONS) {
    const value = valueOf(property);
    if (!key || value === null || value === undefined) continue;
    // Frameworks wrap objects in what no message can carry.
    settings[key] = type === 'json' ? fromAttribute(type, toAttribute(type, value)) : value;
  }
  return settings;
}

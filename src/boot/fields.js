// Later than the module, with `extras`: the rows of the call card.

/** Their names, as `core/src/field.rs` has them. */
export const FIELDS = [
  'caller', 'called', 'original-called', 'call-type', 'skill', 'hold', 'second-call', 'held-call', 'partner',
  'inspector', 'call-data', 'call-id', 'recording',
];

/** Whether the card has a row of that name by those settings; where `fields` is wrong, it has all. */
export const hasRow = (name, { fields }) =>
  !Array.isArray(fields) || !fields.every((field) => FIELDS.includes(field)) || fields.includes(name);

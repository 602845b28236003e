// Before the module, and without it: the commands that a portal has sent, and what the gateway has
// answered it.

export class SentCommands {
  #say;
  /** The one that was shown last. */
  #newest;

  /** `say` has the panel told of a command, in the shape of `decode_command` in the core. */
  constructor(say) {
    this.#say = say;
  }

  /** Shows a command, as `showCommand` in panel.d.ts takes it. Gives what takes it back. */
  show(command, more) {
    const mine = {};
    this.#newest = mine;
    const { outcome, ...sent } = { ...partsOf(command), ...more };
    const say = (word) => {
      // What was answered to a command says nothing of the next one.
      if (this.#newest === mine) this.#say(word);
    };
    say(sent);
    // A promise that breaks says nothing of what the gateway has done with it.
    Promise.resolve(outcome).then((answer) => answer && say(answered(answer)), () => {});
    return { withdraw: () => say(0) };
  }
}

/** The command as an object: of a number, of an object, or of the JSON text of either. */
function partsOf(command) {
  let parts = command;
  try {
    if (typeof command === 'string') parts = JSON.parse(command);
  } catch {
    // The panel says that it is no command.
  }
  if (typeof parts === 'object') return parts;
  return parts === undefined ? {} : { command: parts };
}

/** What the gateway has answered, which may be its own object. */
function answered(answer) {
  const { refused, retcode = refused === undefined ? 0 : '', message = refused } = Object(answer);
  const accepted = Number(retcode) === 0 && refused === undefined;
  return { accepted, words: [retcode, message].filter((word) => word).join(' ') };
}

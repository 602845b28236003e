// Before the module, and without it: the commands that a portal has sent, and what the gateway has
// answered it.

/** What may be said of a command. */
const PARTS = ['command', 'curCommand', 'label', 'expect', 'seconds', 'outcome'];
/** How much of a refusal's words is taken, in characters: more than is shown of them. */
const WORDS_MAX = 1_000;

export class SentCommands {
  #say;
  /** The one that was shown last. */
  #newest;

  /** `say` has the panel told of a command, in the shape of `decode_command` in the core; it gives false
   *  where that is none. */
  constructor(say) {
    this.#say = say;
  }

  /** Shows a command, as `showCommand` in panel.d.ts takes it. Gives what takes it back. */
  show(command, more) {
    const mine = {};
    const { outcome, ...sent } = partsOf(command, more);
    // What is no command takes the place of none.
    if (this.#say(sent) !== false) this.#newest = mine;
    const say = (word) => {
      // What was answered to a command says nothing of the next one.
      if (this.#newest === mine) this.#say(word);
    };
    // A promise that breaks says nothing of what the gateway has done with it.
    Promise.resolve(outcome)
      .then((answer) => answer && say(answered(answer)))
      .catch(() => {});
    return { withdraw: () => say(0) };
  }
}

/** All that is said of the command, which is a number, an object, or the JSON text of either; nothing
 *  where it cannot be read, and then the panel says that it is no command. */
function partsOf(command, more) {
  try {
    const given = typeof command === 'string' ? JSON.parse(command) : command;
    const own = typeof given === 'object' && given !== null ? given : { command: given };
    const parts = {};
    for (const name of PARTS) parts[name] = more?.[name] ?? own[name];
    return parts;
  } catch {
    return {};
  }
}

/** What the gateway has answered, which may be its own object. Of anything else, such as an answer that
 *  nobody has read yet, the panel says that it is none. */
function answered(answer) {
  if (answer === 'accepted') return { accepted: true };
  const { refused, retcode, message } = Object(answer);
  const code = typeof retcode === 'number' ? String(retcode) : retcode;
  const words = (...all) => all.filter((word) => typeof word === 'string' && word !== '').join(' ').slice(0, WORDS_MAX);
  if (typeof refused === 'string') return { accepted: false, words: words(refused) };
  if (typeof code !== 'string' || code === '') return {};
  // The only code that means success.
  return code.trim() === '0' ? { accepted: true } : { accepted: false, words: words(code, message) };
}

// The agent's buttons. Each sends a request to the gateway and tells the panel which command
// it was, so that the panel shows how long it runs, whether it came true, or why it was refused.
import { Refusal } from './gateway_session.js';

/**
 * Label, method, path, the command's number (Table 7 of the synchronising interface; of a rest also
 * for how many seconds; where it has none, the state that it leads to) and the body where the
 * interface takes one.
 */
const BUTTONS = [
  ['Idle', 'POST', 'onlineagent/{id}/sayfree', { expect: 'idle' }],
  ['Busy', 'POST', 'onlineagent/{id}/saybusy?reason=200', 30],
  ['Rest', 'POST', 'onlineagent/{id}/rest/600/0', { command: 31, seconds: 600 }],
  ['Wrap-up', 'POST', 'onlineagent/{id}/work', { expect: 'wrap-up' }],
  ['Answer', 'PUT', 'voicecall/{id}/answer', { expect: 'talking' }],
  ['Hold', 'POST', 'voicecall/{id}/hold', 6],
  ['Unhold', 'POST', 'voicecall/{id}/gethold', 7],
  ['Mute', 'POST', 'voicecall/{id}/beginmute', 8],
  ['Unmute', 'POST', 'voicecall/{id}/endmute', 9],
  ['Consult 41900', 'POST', 'voicecall/{id}/innerhelp', 16, { dstaddress: '41900', mode: 1 }],
  ['Conference', 'POST', 'voicecall/{id}/confjoin', 18],
  ['Transfer', 'POST', 'voicecall/{id}/transfer', 10, { address: '41900' }],
  ['Hang up', 'DELETE', 'voicecall/{id}/release', 1],
  ['Call out', 'PUT', 'voicecall/{id}/callout', 4, { called: '13900139000' }],
];
/**
 * Adds the buttons to `place`.
 * `session()` gives the session of the moment, `showCommand(command, more)` tells the panel, and
 * `say(text)` shows what became of the request.
 */
export function addAgentButtons(place, { session, showCommand, say }) {
  for (const [label, method, path, command, body] of BUTTONS) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', async () => {
      const { agentId } = session();
      const answer = session().ask(method, path.replace('{id}', agentId), body);
      // At once: the command's effect may be known sooner than its answer.
      showCommand(command, { ...(command.expect && { label }), outcome: answer.then(() => 'accepted', refused) });
      try {
        await answer;
        say(`${label}: accepted`);
      } catch (error) {
        say(`${label}: ${error.message}`);
      }
    });
    place.append(button);
  }
}

/** The gateway's refusal in its words. Where no answer came, nobody knows what it has done. */
function refused(error) {
  if (error instanceof Refusal) return { refused: error.message };
  throw error;
}

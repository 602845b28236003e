// A plain agent portal around the panel. It signs an agent in, owns the event poll and with
// it the Guid, and tells the panel all that it knows.

import { addAgentButtons } from './agent_buttons.js';
import { CustomerCard } from './customer_card.js';
import { demoAccount } from './demo_account.js';
import { EventList, PANEL_EVENTS } from './event_list.js';
import { GatewaySession, SIGNED_IN_ALREADY } from './gateway_session.js';

/** Where the tab keeps the chosen layout. */
const LAYOUT = 'portal.layout';
/** Why the panel may say that the session is over. */
const EXPIRED = {
  'guid-refused': 'The gateway no longer takes the Guid.',
  'session-over': 'The gateway has ended the session.',
};

const element = (id) => document.getElementById(id);
const form = element('sign-in');
const customer = new CustomerCard(element('customer'));
const events = new EventList(element('events'));

/** The agent's session; null before sign-in and after sign-out. */
let session = null;
/** The `<cec-agent-panel>`; it lives as long as the session does. */
let panel = null;

/** Works for one agent until the session is over. */
async function work(newSession) {
  session = newSession;
  addPanel();
  show(true);
  say('');
  session.onGuid = (guid) => {
    panel.guid = guid;
  };
  try {
    for await (const event of newSession.events()) {
      events.gateway(event);
      customer.onGatewayEvent(event);
      // Where panel.js did not load there is no such method, and the portal works without.
      if (element('hands-on').checked) panel.pushEvent?.(event);
    }
  } catch (refusal) {
    leave(newSession, refusal.message);
  }
}

function addPanel() {
  panel = document.createElement('cec-agent-panel');
  panel.agentId = session.agentId;
  panel.gateway = '/';
  panel.guid = session.guid;
  for (const name of Object.keys(PANEL_EVENTS)) {
    panel.addEventListener(name, (event) => events.panel(event));
  }
  panel.addEventListener('cec-state', ({ detail }) => showFacts(detail, detail.new));
  panel.addEventListener('cec-call', ({ detail }) => customer.onPanelCall(detail));
  panel.addEventListener('cec-session-expired', ({ detail }) => {
    // Late news of an agent who has left is none.
    if (session?.agentId === detail.agentId) leave(session, EXPIRED[detail.why] ?? detail.why);
  });
  panel.addEventListener('cec-crash', ({ detail }) => {
    say(`The panel has stopped (${detail.place}); the portal has not. Reload the page to have it back.`);
  });
  setLayout(sessionStorage.getItem(LAYOUT) ?? 'full');
  showSnapshot();
}

/** For a host that comes late: what the events have told so far, at one look. */
function showSnapshot() {
  const now = panel.snapshot?.();
  if (!now) return;
  showFacts(now.state, now.state.state);
  customer.onPanelCall(now.call);
}

function showFacts({ source, asOf, fresh }, state) {
  const time = asOf === null ? '' : `, as of ${new Date(asOf).toLocaleTimeString()}`;
  element('facts').textContent = `${state}, said by ${source}${time}${fresh ? '' : ', not fresh'}`;
}

/** Ends what `old` began, unless another session has begun since. */
function leave(old, text) {
  if (session !== null && session !== old) return;
  old.close();
  session = null;
  // A panel that is taken out of the page asks the gateway nothing more.
  panel?.remove();
  panel = null;
  closeWorkstation();
  customer.clear();
  events.clear();
  form.elements.agentId.value = old.agentId;
  show(false);
  say(text);
}

function show(signedIn) {
  for (const part of document.querySelectorAll('[data-signed-in]')) part.hidden = !signedIn;
  form.hidden = signedIn;
  element('force').hidden = true;
  element('agent').textContent = session?.agentId ?? '';
}

function say(text) {
  element('message').textContent = text;
}

/** A change of layout, and with the badge a move to the header, restart nothing. */
function setLayout(layout) {
  sessionStorage.setItem(LAYOUT, layout);
  element('layouts').querySelector(`[value="${layout}"]`).checked = true;
  if (!panel) return;
  panel.layout = layout;
  element(layout === 'badge' ? 'in-header' : 'in-aside').append(panel);
}

/** The workstation page finds the session in this tab's store, as the panel does. */
function openWorkstation() {
  const workstation = element('workstation');
  if (!workstation.open) {
    workstation.querySelector('iframe')?.remove();
  } else {
    const frame = document.createElement('iframe');
    frame.title = 'Workstation page';
    frame.src = '/';
    workstation.append(frame);
  }
}

function closeWorkstation() {
  element('workstation').open = false;
}

/** Signs in with what stands in the form. */
async function signIn({ force = false } = {}) {
  const account = Object.fromEntries(new FormData(form));
  try {
    work(await GatewaySession.signIn({ ...account, force }));
  } catch (refusal) {
    show(false);
    // Whether to end a session elsewhere is the agent's decision.
    element('force').hidden = refusal.retcode !== SIGNED_IN_ALREADY;
    say(refusal.message);
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  signIn({ force: event.submitter?.id === 'force' });
});

element('sign-out').addEventListener('click', async () => {
  const old = session;
  try {
    await old.signOut();
    leave(old, 'Signed out.');
  } catch (refusal) {
    if (session === old) say(`Not signed out: ${refusal.message}`);
  }
});

element('reload').addEventListener('click', () => location.reload());
element('workstation').addEventListener('toggle', openWorkstation);
element('layouts').addEventListener('change', ({ target }) => setLayout(target.value));
addAgentButtons(element('buttons'), {
  session: () => session,
  showCommand: (command, more) => panel.showCommand?.(command, more),
  say: (text) => {
    element('outcome').textContent = text;
  },
});

const restored = GatewaySession.restore();
const account = restored ? null : await demoAccount();
if (restored) {
  work(restored);
} else if (account) {
  element('demo-note').hidden = false;
  for (const [name, value] of Object.entries(account)) form.elements[name].value = value;
  signIn();
} else {
  show(false);
}

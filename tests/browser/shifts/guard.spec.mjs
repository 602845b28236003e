// The properties of the shifts would see what they look for. Each of these shifts is quiet but
// for one lie, and must be complained of; and of the same shift without it there is nothing to
// complain. They are long: what they would see is a mistake in the shifts, not in the panel.
import { expect, test } from '../support/panel.mjs';
import { BROWSER_LOG } from '../support/faults.mjs';
import { Shift } from './shift.mjs';

/** What each does to a quiet shift, by the property that must see it, and, where there are more
 *  of them, what it is about. */
const LIES = {
  'a state that the gateway had': async ({ page, shift }) => {
    // An answer on its way is exchanged for one that says "busy".
    await page.route('**/agentstatus', async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      await route.fulfill({ response, json: { ...body, result: { agentState: 3, isWorking: false } } });
    });
    await shift.run(4_000);
  },
  'as of the moment of an answer': ({ page, shift }) => falsify(page, shift, () => {
    const { snapshot } = customElements.get('cec-agent-panel').prototype;
    customElements.get('cec-agent-panel').prototype.snapshot = function () {
      const seen = snapshot.call(this);
      return { ...seen, state: { ...seen.state, asOf: seen.state.asOf + 500 } };
    };
  }),
  'nothing old looks live': async ({ page, shift, network }) => {
    network.weather = { likelihood: 1, name: 'no route', left: 99 };
    await falsify(page, shift, stick, ['status-badge', { 'data-fresh': 'true' }]);
    await shift.run(20_000);
  },
  'the panel stands': ({ page, shift }) => falsify(page, shift, () => {
    document.querySelector('cec-agent-panel').shadowRoot.replaceChildren();
  }),
  'a state that an event told': ({ page, shift }) => falsify(page, shift, () => {
    // The gateway has had no such event.
    document.querySelector('cec-agent-panel').pushEvent({ eventType: 'AgentState_SetRest_Success' });
  }),
  'a present call that the gateway told of: another ID': (told) => onCall(told, rewrite, ['[data-field="call-id"] bdi', '1700000000-99']),
  'a present call that the gateway told of: another caller': (told) => onCall(told, rewrite, ['[data-field="caller"] bdi', '110']),
  'a present call that the gateway told of: one that is over': async (told) => {
    await onCall(told, stick, ['call-card', { 'data-call': 'live' }]);
    await told.gateway.act('hangup');
    await told.shift.run(4_000);
  },
  'the call that the sync told, while it lasts': (told) => onCall(told, remove, '[data-field="called"]'),
  'the caller of a call, while it lasts': (told) => onCall(told, remove, '[data-field="caller"]'),
  'no other medium on the card': async (told) => {
    await told.shift.session();
    await onCall(told, rewrite, ['[data-field="caller"] bdi', 'chat-1-1']);
  },
  'a command that was given, done when it was: never given': ({ page, shift }) =>
    falsify(page, shift, stick, ['command-indicator', { 'data-command': '30', 'data-verdict': 'done' }]),
  'a command that was given, done when it was: not done yet': (told) => onCommand(told, 'done', 3_000),
  'a command that was given, done when it was: for ever': (told) => onCommand(told, 'running', 13_000),
  'a duration by the gateway\'s clock': ({ page, shift }) => falsify(page, shift, rewrite, ['.badge-time', '59:59']),
  'what the sync told is shown': async ({ page, shift, gateway }) => {
    await page.route('**/syncagentinfo', async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      body.result.agentStateInfo.preBusy = true;
      await route.fulfill({ response, json: body });
    });
    await gateway.act('ring');
    await gateway.act('answer');
    await shift.run(1_500);
    await shift.reload();
  },
  'never two within a second': async ({ page, shift, gateway }) => {
    await tell(page, ask, gateway.agentId);
    await shift.run(300);
    await falsify(page, shift, ask, gateway.agentId);
  },
  'never two within a second: two tabs that know nothing of each other': async ({ page, shift }) => {
    await shift.run(1_400);
    await page.evaluate(() => {
      window.shiftTabs.held.get = () => undefined;
      window.shiftTabs.channels.add = () => {};
    });
    await shift.openTab();
    await shift.run(4_000);
  },
  'never two at once': async ({ page, shift, gateway, network }) => {
    network.weather = { likelihood: 1, name: 'lost on the way', left: 1 };
    await shift.run(4_000);
    await falsify(page, shift, ask, gateway.agentId);
  },
  'nothing stops for good': async ({ page, shift }) => {
    await falsify(page, shift, () => { window.fetch = () => new Promise(() => {}); });
    await shift.run(90_000);
  },
  'a look-up delays a poll by itself alone': async ({ page, shift, gateway }) => {
    await tell(page, (agentId) => {
      fetch(`${location.origin}/agentgateway/resource/calldata/${agentId}/callinfo?isNoContainLastCall=false`).catch(() => {});
    }, gateway.agentId);
    await tell(page, () => {
      const { fetch } = window;
      window.fetch = () => new Promise(() => {});
      setTimeout(() => { window.fetch = fetch; }, 8_000);
    });
    await shift.run(25_000);
  },
  'three addresses and no other': ({ page, shift, gateway }) => falsify(page, shift, (agentId) => {
    fetch(`/agentgateway/resource/onlineagent/${agentId}/logout`, { method: 'DELETE' }).catch(() => {});
  }, gateway.agentId),
  'one sync in a load': ({ page, shift, gateway }) => falsify(page, shift, (agentId) => {
    fetch(`${location.origin}/agentgateway/resource/onlineagent/${agentId}/syncagentinfo`, { method: 'POST' }).catch(() => {});
  }, gateway.agentId),
  'the Guid stands in its place alone': ({ page, gateway }) =>
    page.evaluate((guid) => sessionStorage.setItem('another place', guid), gateway.guid),
  'what the gateway holds, after health': ({ page, shift }) =>
    falsify(page, shift, stick, ['call-card', { 'data-call': 'live' }]),
};

for (const [name, lie] of Object.entries(LIES)) {
  test(`sees a lie about ${name}`, { tag: '@long' }, async ({ page, gateway, guard }) => {
    guard.allow(BROWSER_LOG);
    const [property] = name.split(': ');
    // The element, which tells when its state was so.
    const shift = new Shift({ page, gateway, seed: 1 });
    await shift.begin({ state: 'idle', wrapUpMs: 0, commandMs: 0 });
    await shift.run(5_000);
    expect(shift.properties.complaints).toEqual([]);
    await lie({ page, gateway, shift, network: shift.network });
    await shift.end();
    expect(shift.properties.complaints.filter((complaint) => complaint.startsWith(property))).not.toEqual([]);
    expect(shift.properties.checks[property]).toBeGreaterThan(0);
  });
}

/** Loads the page in a call, and does something in it. */
async function onCall({ gateway, page, shift }, what, argument) {
  await gateway.act('ring');
  await gateway.act('answer');
  await shift.run(1_000);
  await shift.reload();
  await shift.run(4_000);
  expect(shift.properties.complaints).toEqual([]);
  await falsify(page, shift, what, argument);
}

/** Loads the page while a command runs, which gets that verdict, and stays so for `ms`. */
async function onCommand({ gateway, page, shift }, verdict, ms) {
  await gateway.change({ command: 30 });
  await shift.reload();
  expect(shift.properties.complaints).toEqual([]);
  await falsify(page, shift, stick, ['command-indicator', { 'data-command': '30', 'data-verdict': verdict }]);
  await shift.run(ms);
}

/** Does something in the page, and lets a step go by. */
async function falsify(page, shift, what, argument) {
  await tell(page, what, argument);
  await shift.run(1_500);
}

/** Does something in the page. What it asks for is answered before time goes on: the gateway's
 *  clock would else be at another moment when the request comes than when it was sent. */
async function tell(page, what, argument) {
  await page.evaluate(what, argument);
  await page.evaluate(() => window.drivenClock.settle());
}

/** Runs in the page: from now on a part's attributes say this, whatever the panel sets. */
function stick([part, attributes]) {
  const element = document.querySelector('cec-agent-panel').shadowRoot.querySelector(`[part="${part}"]`);
  const set = () => {
    for (const [name, value] of Object.entries(attributes)) {
      if (element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
  };
  set();
  new MutationObserver(set).observe(element, { attributes: true });
}

/** Runs in the page: from now on there stands this text, whatever the panel writes. */
function rewrite([selector, text]) {
  const element = document.querySelector('cec-agent-panel').shadowRoot.querySelector(selector);
  const write = () => {
    if (element.textContent !== text) element.textContent = text;
  };
  write();
  new MutationObserver(write).observe(element, { characterData: true, childList: true, subtree: true });
}

/** Runs in the page: takes something out of the panel. */
function remove(selector) {
  document.querySelector('cec-agent-panel').shadowRoot.querySelector(selector).remove();
}

/** Runs in the page: asks the gateway as the panel does. */
function ask(agentId) {
  fetch(`${location.origin}/agentgateway/resource/onlineagent/${agentId}/agentstatus`).catch(() => {});
}

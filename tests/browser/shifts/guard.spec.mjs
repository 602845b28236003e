// The properties of the shifts would see what they look for. Each of these shifts is quiet but
// for one lie, and must be complained of; and of the same shift without it there is nothing to
// complain.
import { expect, test } from '../support/panel.mjs';
import { BROWSER_LOG } from '../support/faults.mjs';
import { Shift } from './shift.mjs';

/** What each does to a quiet shift, by the property that must see it. */
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
  'a live call that the gateway told of': async ({ gateway, page, shift }) => {
    await gateway.act('ring');
    await shift.reload();
    await shift.run(4_000);
    await falsify(page, shift, () => {
      const { shadowRoot } = document.querySelector('cec-agent-panel');
      shadowRoot.querySelector('[data-field="call-id"] bdi').textContent = '1700000000-99';
    });
  },
  'what the sync told is shown': async ({ gateway, shift }) => {
    // Nobody tells the panel of what happens in the moment after its sync.
    shift.beforeTruth = () => gateway.change({ state: 'rest' });
    await shift.reload();
  },
  'never two within a second': async ({ page, shift, gateway }) => {
    await page.evaluate(ask, gateway.agentId);
    await shift.run(300);
    await falsify(page, shift, ask, gateway.agentId);
  },
  'never two at once': async ({ page, shift, gateway, network }) => {
    network.weather = { likelihood: 1, name: 'lost on the way', left: 1 };
    await shift.run(4_000);
    await falsify(page, shift, ask, gateway.agentId);
  },
  'two addresses and no other': ({ page, shift, gateway }) => falsify(page, shift, (agentId) => {
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

for (const [property, lie] of Object.entries(LIES)) {
  test(`sees a lie about ${property}`, async ({ page, gateway, guard }) => {
    guard.allow(BROWSER_LOG);
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

/** Does something in the page, and lets a step go by. */
async function falsify(page, shift, what, argument) {
  await page.evaluate(what, argument);
  await shift.run(1_500);
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

/** Runs in the page: asks the gateway as the panel does. */
function ask(agentId) {
  fetch(`${location.origin}/agentgateway/resource/onlineagent/${agentId}/agentstatus`).catch(() => {});
}

// What can happen in a shift, besides what becomes of requests. Each action says whether it is
// possible (`when`, by the gateway's truth), how often it comes, and what it does.
import { isInCall } from './history.mjs';

/** What takes the gateway away for everybody. */
const OUTAGES = ['in its place', 'html', '5xx', 'no route', 'hang', 'out of a cache'];

const idleLike = ({ state }) => ['idle', 'busy', 'rest', 'wrap-up'].includes(state);

/** In one call with one other, of which the agent can make more. */
const inOneCall = ({ state, call }) => ['talking', 'hold', 'mute'].includes(state) && !hasTwoLegs(call);
const hasTwoLegs = (call) => Boolean(call?.secondCallId ?? call?.joinedCallId);
/** Whoever was asked for help has not answered. */
const otherRings = ({ state, call }) => state === 'help' && Boolean(call?.secondCallId) && call.secondTalkingSince === null;

/** A thing that happens at the gateway at once. */
const atOnce = (action, often, when, body = () => ({})) => ({
  often,
  when,
  do: ({ gateway, chance }) => gateway.act(action, body(chance)),
});

/** A command that the portal sends through the gateway's own interface, `code` by Table 7. */
const command = (method, path, often, when, { code, body } = {}) => ({
  often,
  when,
  async do({ gateway, shift }) {
    const address = `${gateway.origin}/agentgateway/resource/${path.replace('*', gateway.agentId)}`;
    const answer = await fetch(address, {
      method,
      headers: { Guid: gateway.guid, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const { retcode } = await answer.json();
    if (retcode === '0' && code) await shift.commandSent(code);
    return retcode;
  },
});

const number = (chance) => `1${chance.between(30, 39)}${String(chance.between(0, 99_999_999)).padStart(8, '0')}`;

export const ACTIONS = {
  'a call comes in': atOnce('ring', 12, idleLike, (chance) => ({
    caller: number(chance),
    called: '4008001234',
    data: `customer=C${chance.between(1, 9_999)};topic=invoice`,
  })),
  'the call is answered': atOnce('answer', 14, ({ state }) => ['ringing', 'occupied', 'outbound-call'].includes(state)),
  'the customer hangs up': atOnce('hangup', 4, ({ state }) => isInCall(state)),
  'a conference': atOnce('conference', 2, ({ state }) => ['talking', 'hold', 'help'].includes(state)),
  'two-party help': atOnce('consult', 3, inOneCall, (chance) => ({ rings: chance.happens(0.7) })),
  'three-party help': atOnce('consult', 2, inOneCall, (chance) => ({ threeParty: true, rings: chance.happens(0.7) })),
  'the other answers': atOnce('other-answers', 10, otherRings),
  'the other leaves': atOnce('other-leaves', 5, ({ state, call }) => ['help', 'three-party'].includes(state) && hasTwoLegs(call)),
  'the other cannot be had': atOnce('consult-fails', 4, otherRings),
  'the customer leaves the help': atOnce('customer-leaves', 2, ({ state, call }) => ['help', 'three-party'].includes(state) && hasTwoLegs(call)),
  'a transfer, of every way': atOnce('transfer', 2, inOneCall, (chance) => ({
    way: chance.of(['blind', 'release', 'talk', 'three-party']),
    partner: chance.of(['41900', '13900000001']),
    fails: chance.happens(0.5),
    ringsMs: chance.of([1_500, 6_000]),
  })),
  'held at the telephone': atOnce('phone-hold', 3, ({ state, call }) => state === 'talking' && !call?.heldAtPhone),
  'taken back at the telephone': atOnce('phone-unhold', 8, ({ call }) => call?.heldAtPhone),
  'a recording begins': atOnce('record', 2, ({ state }) => state === 'talking', (chance) => ({ recording: `Yc${chance.between(1, 9_999)}` })),
  'a supervisor says busy': atOnce('force-busy', 2, ({ signedIn }) => signedIn),
  'a supervisor says idle': atOnce('force-idle', 2, ({ signedIn, state }) => signedIn && !isInCall(state)),
  'a text session comes': { often: 5, when: ({ signedIn }) => signedIn, do: ({ shift }) => shift.session() },
  'a text session ends': { often: 5, when: ({ sessions }) => sessions.length > 0, do: ({ shift }) => shift.sessionEnds() },

  'answer': command('PUT', 'voicecall/*/answer', 5, ({ state }) => state === 'ringing'),
  'hang up': command('DELETE', 'voicecall/*/release', 4, ({ state }) => isInCall(state), { code: 1 }),
  'call out': command('PUT', 'voicecall/*/callout', 3, idleLike, { code: 4, body: { called: '13900139000' } }),
  'hold': command('POST', 'voicecall/*/hold', 4, ({ state }) => state === 'talking', { code: 6 }),
  'unhold': command('POST', 'voicecall/*/gethold', 5, ({ state }) => state === 'hold', { code: 7 }),
  'mute': command('POST', 'voicecall/*/beginmute', 3, ({ state }) => state === 'talking', { code: 8 }),
  'unmute': command('POST', 'voicecall/*/endmute', 5, ({ state }) => state === 'mute', { code: 9 }),
  'transfer': command('POST', 'voicecall/*/transfer', 1, ({ state }) => state === 'talking', { code: 10, body: { address: '41900' } }),
  'consult': command('POST', 'voicecall/*/innerhelp', 2, ({ state }) => state === 'talking', { code: 16, body: { dstaddress: '41900', mode: '1' } }),
  'end the consultation': command('POST', 'voicecall/*/gethold', 4, ({ state }) => state === 'help', { code: 7 }),
  'busy': command('POST', 'onlineagent/*/saybusy', 4, ({ signedIn }) => signedIn, { code: 30 }),
  'no longer busy': command('POST', 'onlineagent/*/cancelbusy', 6, ({ state, preBusy }) => state === 'busy' || preBusy),
  'rest': command('POST', 'onlineagent/*/rest/600/1', 4, ({ signedIn }) => signedIn, { code: 31 }),
  'no more rest': command('POST', 'onlineagent/*/cancelrest', 6, ({ state, preRest }) => state === 'rest' || preRest),
  'end wrap-up': command('POST', 'onlineagent/*/cancelwork', 4, ({ state }) => state === 'wrap-up'),

  'refresh': { often: 5, do: ({ shift }) => shift.reload() },
  'another tab': { often: 4, when: (truth, { visible }) => visible, do: ({ shift }) => shift.look(null) },
  'back to the tab': { often: 9, when: (truth, { visible }) => !visible, do: ({ shift }) => shift.look('page') },
  'the portal in a second tab': { often: 8, when: (truth, { tab }) => tab && !tab.open, do: ({ shift }) => shift.openTab() },
  'over to the second tab': { often: 6, when: (truth, { tab }) => tab?.open && tab.seen !== 'tab', do: ({ shift }) => shift.look('tab') },
  'over to the first tab': { often: 4, when: (truth, { tab }) => tab?.open && tab.seen === 'tab', do: ({ shift }) => shift.look('page') },
  'the second tab closes': { often: 3, when: (truth, { tab }) => tab?.open, do: ({ shift }) => shift.closeTab() },
  'sleep': {
    often: 2,
    do: ({ shift, chance }) => shift.sleep(chance.of([20_000, 90_000, 600_000, 3_600_000]) + chance.between(0, 999), chance.happens(0.5)),
  },
  'the clock is set': {
    often: 2,
    async do({ shift, chance }) {
      const by = chance.of([1, -1]) * chance.of([1_500, 90_000, 3_600_000, 86_400_000]);
      await shift.setClock(by);
      return `by ${by} ms`;
    },
  },
  'the network goes': { often: 2, when: (truth, { online }) => online, do: ({ shift }) => shift.online(false) },
  'the network comes': { often: 12, when: (truth, { online }) => !online, do: ({ shift }) => shift.online(true) },
  'a new Guid': {
    often: 5,
    when: ({ signedIn }) => signedIn,
    async do({ gateway, page, shift, chance }) {
      const oldValidMs = chance.of([0, 0, 5_000, 60_000]);
      await gateway.rotateGuid({ oldValidMs, guid: chance.guid() });
      const later = chance.of([0, 0, 500, 3_000]);
      if (later > 0) await shift.run(later);
      await page.putSession();
      return `the old one good for ${oldValidMs} ms more, told after ${later} ms`;
    },
  },
  'every Guid ends': {
    often: 0.5,
    when: ({ signedIn }) => signedIn,
    async do({ gateway, shift, chance }) {
      await gateway.act('expire-guid');
      shift.mustSignIn();
      await shift.run(chance.between(0, 15_000));
    },
  },
  'signed out elsewhere': {
    often: 0.5,
    when: ({ signedIn, state }) => signedIn && !isInCall(state),
    async do({ gateway, shift }) {
      await gateway.act('sign-out');
      shift.mustSignIn();
    },
  },
  'a new sign-in': { often: 30, when: (truth, { mustSignIn }) => mustSignIn, do: ({ shift }) => shift.signIn() },
  'the portal asks much': {
    often: 1,
    async do({ gateway }) {
      const address = `${gateway.origin}/agentgateway/resource/calldata/${gateway.agentId}/callinfo`;
      for (let times = 0; times < 5; times += 1) await fetch(address, { headers: { Guid: gateway.guid } });
    },
  },
  'an outage': {
    often: 2,
    do({ network, chance }) {
      network.weather = { likelihood: 1, name: chance.of(OUTAGES), left: chance.between(3, 20) };
      return `${network.weather.name}, ${network.weather.left} times`;
    },
  },
  'the weather turns': {
    often: 14,
    do({ network, chance, faults }) {
      const fair = chance.happens(0.3);
      const one = chance.happens(0.3) ? chance.of(faults) : undefined;
      network.weather = fair
        ? { likelihood: 0, left: 0 }
        : { likelihood: chance.of([0.15, 0.4, 1]), name: one, left: one ? chance.between(1, 4) : chance.between(1, 12) };
      return fair ? 'fair' : `${one ?? 'all faults'} at ${network.weather.likelihood}, ${network.weather.left} times`;
    },
  },
};

/** The name of what comes next. */
export function choose(chance, truth, facts) {
  const possible = Object.entries(ACTIONS).filter(([, { when }]) => !when || when(truth, facts));
  return chance.weighted(Object.fromEntries(possible.map(([name, { often }]) => [name, often])));
}

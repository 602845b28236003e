// One shift: a seed's random mixture of what happens to an agent, to the page and on the
// network, with what must hold looked at after every part of it.
import { ACTIONS, choose } from './actions.mjs';
import { Chance } from './chance.mjs';
import { DrivenPage } from './driven_page.mjs';
import { isDamaged, readable, slowsDown } from './evidence.mjs';
import { FAULTS, REQUEST_TIMEOUT_MS } from './faults.mjs';
import { History, isInCall, wordFor } from './history.mjs';
import { Network } from './network.mjs';
import { PushingPortal } from './portal.mjs';
import { Properties } from './properties.mjs';

/** A morning in November 2023, in ms since 1970. */
const BEGIN = 1_700_006_400_000;
const POLL_MS = 3_000;
/** How often a portal turns to the events that have come. */
const PORTAL_MS = 1_500;
/** The longest pause between two tries without a word from the server (R7). */
const BACK_OFF_MS = 60_000;
/** "Slow down" lasts a minute from the last time that it was said, and each doubles anew (R8). */
const SLOWED_MS = 300_000;

export class Shift {
  #gateway;
  #chance;
  #log = [];
  #others = [];
  /** What somebody looks at: `page`, the other `tab`, or null. */
  #seen = 'page';
  /** Whether there is another tab. */
  #tab = false;
  #mustSignIn = false;
  /** The commands that the portal told of since the load. */
  #told = [];
  /** The portal that pushes the agent's events, in some shifts. */
  #portal;
  /** When the computer last woke, and each time in this load. */
  #woke = 0;
  #wakes = [];
  /** The sessions of other media that there have been: `{callId, caller}`. */
  #sessions = [];
  #now = BEGIN;
  /** What the page showed last, and what of it stands in the log. */
  #view = null;
  #written = [];
  properties = new Properties();
  figures = { steps: 0, actions: {}, faults: {}, requests: 0, drivenMs: 0, loads: 1 };

  constructor({ page, gateway, seed }) {
    this.#gateway = gateway;
    this.#chance = new Chance(seed, 'shift');
    this.network = new Network(gateway, new Chance(seed, 'network'));
    this.embedded = seed % 2 === 1;
    /** Whether the agent may open the portal in another tab too. */
    this.tabs = seed % 8 === 5;
    this.seed = seed;
    this.page = new DrivenPage({ page, gateway, network: this.network, embedded: this.embedded });
    if (seed % 4 === 3) this.#portal = new PushingPortal({ gateway, page: this.page, chance: new Chance(seed, 'portal') });
  }

  /** Begins it: signs the agent in and opens the page. `setup`: in the place of what the seed
   *  would have the agent do. */
  async begin(setup) {
    const [gateway, chance] = [this.#gateway, this.#chance];
    await gateway.clock({ mode: 'manual', now: BEGIN });
    await gateway.signIn({
      guid: chance.guid(),
      state: chance.of(['idle', 'idle', 'busy', 'rest', 'talking', 'hold', 'ringing']),
      sinceMs: chance.between(0, 600_000),
      wrapUpMs: chance.of([0, 5_000, 10_000, 30_000, null]),
      commandMs: chance.of([0, 400, 2_000, 15_000]),
      ...setup,
    });
    const ahead = chance.of([0, 0, 1_234, -90_000, 7_200_000, -86_400_000]);
    this.#write(`seed ${this.seed}, ${this.embedded ? 'the element in a portal' : 'the workstation page'}, wall clock ${ahead} ms ahead`);
    await this.page.open({ begin: { gateway: BEGIN, wall: BEGIN + ahead }, chance: this.seed });
    await this.#look();
  }

  /** Lets `count` things happen. */
  async go(count) {
    for (let done = 0; done < count; done += 1) {
      await this.run(this.#chance.of([200, 1_000, 3_000, 6_000, 15_000]) + this.#chance.between(0, 999));
      const truth = await this.#gateway.truth();
      const name = choose(this.#chance, truth, {
        visible: this.#seen !== null,
        tab: this.tabs ? { open: this.#tab, seen: this.#seen } : null,
        online: this.network.online,
        mustSignIn: this.#mustSignIn,
      });
      this.figures.actions[name] = (this.figures.actions[name] ?? 0) + 1;
      const before = this.#log.length;
      this.#write(name);
      const said = await ACTIONS[name].do({
        gateway: this.#gateway,
        network: this.network,
        page: this.page,
        chance: this.#chance,
        faults: FAULTS,
        shift: this,
      });
      if (typeof said === 'string') this.#log[before] += `: ${said}`;
      await this.#look();
      await this.#portal?.turn(this.#now);
    }
  }

  /**
   * Ends it. Faults end, whoever must sign in does, a panel to which the gateway has said that
   * its session is over gets another Guid, and somebody looks at the page. Within two intervals
   * of that the panel shows what the gateway holds. The interval is what the panel was left
   * with: doubled by "slow down", as late as `Retry-After` said; and where nothing tells the
   * panel that health has come, a back-off of up to a minute lies before it.
   */
  async end() {
    const chance = this.#chance;
    this.network.weather = { likelihood: 0, left: 0 };
    if (this.#mustSignIn || !(await this.#gateway.truth()).signedIn) await this.signIn();
    else if (this.#view.connection === 'expired') await this.#gateway.rotateGuid({ guid: chance.guid() });
    await this.page.putSession();
    if (!this.network.online) await this.online(true);
    await this.look('page');
    const told = chance.happens(0.5);
    if (told) await this.page.online(true);
    this.#write(`health${told ? ', and the browser says so' : ''}`);
    await this.#look();
    const limit = this.#patience(told);
    const begun = this.#now;
    for (;;) {
      const history = await this.#history();
      const truth = await this.#gateway.truth();
      if (this.#agrees(truth)) break;
      const since = Math.max(begun, history.lastChange);
      if (this.#now - since > limit) break;
      await this.run(500);
    }
    const truth = await this.#gateway.truth();
    this.#write(`${this.#now - begun} ms later: the gateway holds ${truth.state}${truth.call ? `, call ${truth.call.callId}` : ''}`);
    this.properties.healthy(this.#view, truth, {
      shown: (view) => shown(view),
      held: (truth) => this.#held(truth),
    });
    await this.#leave();
    this.figures.requests = this.network.requests.length;
    this.figures.drivenMs = this.#now - BEGIN;
  }

  /** What happened, a line each, with what was asked and shown. */
  story() {
    return this.#log.join('\n');
  }

  // What the actions use.

  /** Lets driven time pass. */
  async run(ms) {
    const most = this.#portal ? PORTAL_MS : ms;
    for (let left = ms; left > 0; left -= most) {
      await this.page.run(Math.min(left, most));
      await this.#look();
      await this.#portal?.turn(this.#now);
    }
  }

  async sleep(ms, stands) {
    this.#woke = this.#now + ms;
    this.#wakes.push(this.#woke);
    await this.page.sleep(ms, stands);
    return `for ${ms} ms, the monotonic clock ${stands ? 'stands' : 'goes on'}`;
  }

  async look(seen) {
    this.#seen = seen;
    await this.page.look(seen);
  }

  async openTab() {
    await this.page.openTab();
    this.#tab = true;
    this.figures.loads += 1;
    if (!this.network.online) await this.page.online(false);
  }

  async closeTab() {
    // What it showed until then counts.
    await this.#look();
    await this.page.closeTab();
    this.#tab = false;
    if (this.#seen === 'tab') await this.look('page');
  }

  async online(online) {
    await this.page.online(online);
  }

  async reload() {
    await this.#look();
    await this.#leave();
    await this.page.reload();
    this.figures.loads += 1;
    this.#seen = 'page';
    this.#tab = false;
    this.#told = [];
    this.#portal?.reloaded();
    // A page is loaded with the portal's session of the moment, and by somebody who looks.
    if (!this.network.online) await this.page.online(false);
    await this.#look();
  }

  /** The portal's session is no longer good. */
  mustSignIn() {
    this.#mustSignIn = true;
  }

  /** The portal signs the agent in anew, and tells. */
  async signIn() {
    await this.#clock();
    await this.#gateway.signIn({ guid: this.#chance.guid(), state: 'idle' });
    await this.page.putSession();
    this.#mustSignIn = false;
  }

  /** A portal with the element tells it which command it has sent. */
  async commandSent(code) {
    if (!this.embedded || this.#chance.happens(0.5)) return;
    const taken = await this.page.tell('showCommand', code);
    this.#told.push({ code, given: this.#now, taken });
  }

  /** A text session comes to the agent, and is answered. */
  async session() {
    const number = this.#sessions.length + 1;
    const session = { callId: `1456400000-${9_000 + number}`, caller: `chat-${this.seed}-${number}` };
    this.#sessions.push(session);
    await this.#clock();
    await this.#gateway.act('session', session);
    if (this.#chance.happens(0.7)) await this.#gateway.act('session-answer', { callId: session.callId });
    return session.callId;
  }

  /** The oldest text session ends. */
  async sessionEnds() {
    await this.#clock();
    await this.#gateway.act('session-end', { byAgent: this.#chance.happens(0.5) });
  }

  /** Somebody sets the computer's clock. */
  async setClock(by) {
    await this.page.setClock(by);
  }

  // What is looked at.

  /** Takes in what the page wrote down, and looks whether all holds. */
  async #look() {
    const { entries, others, network, now } = await this.page.record();
    this.#others.push(...network.others);
    this.#now = now;
    await this.#clock();
    const [history] = await Promise.all([this.#history(), this.network.complete(network.taken)]);
    const requests = this.network.ofThisLoad();
    const facts = {
      requests,
      told: this.#told,
      pushes: this.#portal?.pushes ?? [],
      history,
      woke: this.#woke,
      sessions: this.#sessions,
      agentId: this.#gateway.agentId,
    };
    [entries, others].forEach((ofTab, tab) => this.properties.steps(ofTab, facts, tab));
    this.#tell(requests, [entries, others]);
    for (const entry of entries) this.figures.steps += entry.steps;
    this.#view = entries.at(-1)?.view ?? this.#view;
    this.#synced(requests, history);
  }

  /** Where the sync is the only word, answered and undamaged, the panel shows exactly what it told,
   *  unless something happened at the gateway in that very moment. */
  #synced(requests, history) {
    const newest = requests.at(-1);
    const fresh = newest?.interface === 'sync' && newest.taken && !newest.compared && this.#view.source === 'sync';
    if (!fresh || newest.tab > 0 || !readable(requests, newest.taken.step).includes(newest) || isDamaged(newest) || this.#portal?.pushes.length > 0 || this.#told.length > 0) return;
    newest.compared = true;
    const [moment, another] = history.during(newest.reached);
    if (!another) this.properties.synced(this.#view, moment);
  }

  /** Looks at all that a page load asked for, and for what it must keep to itself. */
  async #leave() {
    this.properties.secrets(await this.page.places(), this.#gateway.guids);
    this.properties.load(this.network.ofThisLoad(), this.#others.splice(0), this.#gateway, this.#wakes.splice(0));
  }

  /** Brings the gateway to the page's moment. */
  #clock() {
    return this.#gateway.clock({ mode: 'manual', now: this.#now });
  }

  async #history() {
    const { history } = await this.#gateway.history();
    return new History(history);
  }

  #agrees(truth) {
    return JSON.stringify(shown(this.#view)) === JSON.stringify(this.#held(truth));
  }

  /** What the panel is to show of `truth`, as `shown` has it. */
  #held(truth) {
    const source = this.#view.source === 'sync' ? 'sync' : 'status';
    return {
      state: comparable(this.#view.source, wordFor({ state: truth.state, preRest: truth.preRest }, source)),
      fresh: true,
      inCall: isInCall(truth.state),
      connection: true,
    };
  }

  /** Within how many ms of health the panel must be right. A request that still hangs from
   *  before is given up first, and a call that nobody describes is announced after 1.5 s. */
  #patience(told) {
    const asked = this.network.ofThisLoad();
    const newest = asked.at(-1);
    const hangs = newest && !newest.taken && newest.way.name ? newest.asked.gateway + REQUEST_TIMEOUT_MS - this.#now : 0;
    const slowing = asked.filter((request) => slowsDown(request) && this.#now - request.taken.gateway < SLOWED_MS);
    const interval = slowing.length === 0 ? POLL_MS : Math.min(60_000, Math.max(5_000, POLL_MS * 2 ** slowing.length));
    const retryAfter = slowing.map(({ way }) => Number(way.fault?.retryAfter ?? 0) * 1_000);
    return 2 * interval + Math.max(0, ...retryAfter) + (told ? interval : BACK_OFF_MS) + Math.max(0, hangs) + 2_500;
  }

  // The readable log.

  #write(line) {
    this.#log.push(`${((this.#now - BEGIN) / 1_000).toFixed(3).padStart(9)}  ${line}`);
  }

  #tell(requests, tabs) {
    const lines = [];
    const at = (moment, line) => lines.push([moment, `${((moment - BEGIN) / 1_000).toFixed(3).padStart(9)}  ${line}`]);
    for (const request of requests) {
      const { way, answer, told = {} } = request;
      if (!told.asked) at(request.asked.gateway, `    → ${request.interface} #${request.id}${request.tab > 0 ? ` of tab ${request.tab}` : ''}${way.name ? ` (${way.name})` : ''}`);
      if (!told.asked && way.name) this.figures.faults[way.name] = (this.figures.faults[way.name] ?? 0) + 1;
      told.asked = true;
      if (request.taken && !told.taken) {
        at(request.taken.gateway, `    ← #${request.id} ${answer?.status} ${answer?.retcode ?? ''} ${answer?.sent ?? ''}`);
        told.taken = true;
      }
      request.told = told;
    }
    for (const push of this.#portal?.pushes ?? []) {
      if (!push.written) at(push.taken?.gateway ?? this.#now, `    ${push.event.eventType} of ${push.event.eventGenTime - BEGIN} ms: ${push.fate} ${push.fate === 'damaged' ? push.text.slice(0, 300) : ''}`);
      push.written = true;
    }
    tabs.forEach((entries, tab) => {
      for (const { view, from } of entries) {
        const key = JSON.stringify(view);
        if (key === this.#written[tab]) continue;
        this.#written[tab] = key;
        const said = Object.entries(view ?? {}).filter(([, value]) => value !== null && value !== '').map(([name, value]) => `${name}=${value}`).join(' ');
        at(from.gateway, `    ${tab > 0 ? 'the second tab ' : ''}shows ${said || 'no panel'}`);
      }
    });
    lines.sort(([a], [b]) => a - b);
    this.#log.push(...lines.map(([, line]) => line));
  }
}

/** What of a view must agree with the gateway. */
function shown(view) {
  return {
    state: comparable(view.source, view.state),
    fresh: view.fresh,
    inCall: ['live', 'at-load', 'undescribed'].includes(view.call),
    connection: ['live', 'slowed'].includes(view.connection),
  };
}

/** A state as far as it can agree: a poll lets what was pushed stand if both are in a call. */
function comparable(source, state) {
  return source === 'host' && isInCall(state) ? 'in a call' : state;
}

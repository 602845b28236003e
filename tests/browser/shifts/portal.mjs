// The portal around the element in some shifts: it reads the agent's events from the gateway
// and pushes them into the panel, most of them at once and in their order, some late, twice,
// the wrong way round, damaged or never.

/** How often what becomes of an event, in proportion. */
const FATES = { 'at once': 70, 'late': 9, 'twice': 7, 'damaged': 9, 'lost': 5 };

export class PushingPortal {
  #gateway;
  #page;
  #chance;
  /** Events that are still to be pushed: `{event, fate, due}`. */
  #kept = [];
  /** What was pushed since the page was loaded: `{event, text, fate, taken}`, with the event
   *  as the gateway sent it, and the moment at which the panel got the text. */
  pushes = [];

  constructor({ gateway, page, chance }) {
    this.#gateway = gateway;
    this.#page = page;
    this.#chance = chance;
  }

  /** Reads what has come, and pushes what is due at that moment of the gateway. */
  async turn(now) {
    const { queue, signedIn } = await this.#gateway.truth();
    for (let left = signedIn ? queue : 0; left > 0; left -= 1) {
      const event = await this.#read();
      if (!event) break;
      this.#keep(event, now);
    }
    const due = this.#kept.filter((kept) => kept.due <= now);
    this.#kept = this.#kept.filter((kept) => kept.due > now);
    if (due.length > 1 && this.#chance.happens(0.1)) {
      due.reverse();
      for (const kept of due) kept.fate = 'the wrong way round';
    }
    for (const { event, fate } of due) {
      const text = fate === 'damaged' ? this.#damage(event) : JSON.stringify(event);
      this.pushes.push({ event, text, fate, taken: await this.#page.tell('pushEvent', text) });
    }
  }

  /** The page was loaded anew: what waited in it is gone. */
  reloaded() {
    this.#kept = [];
    this.pushes = [];
  }

  /** One event of the agent's queue. The Guid that comes with it takes the place of the old. */
  async #read() {
    const answer = await fetch(`${this.#gateway.origin}/agentgateway/resource/agentevent/${this.#gateway.agentId}`, {
      headers: { Guid: this.#gateway.guid },
    });
    const guid = answer.headers.get('set-guid')?.replace('JSESSIONID=', '');
    if (guid) {
      this.#gateway.took(guid);
      await this.#page.putSession();
    }
    return (await answer.json()).event;
  }

  #keep(event, now) {
    const fate = this.#chance.weighted(FATES);
    const later = now + this.#chance.between(1_000, 30_000);
    if (fate === 'lost') this.pushes.push({ event, text: '', fate, taken: null });
    else this.#kept.push({ event, fate, due: fate === 'late' ? later : now });
    if (fate === 'twice') this.#kept.push({ event, fate, due: later });
  }

  #damage(event) {
    const text = JSON.stringify(event);
    const at = this.#chance.between(0, text.length - 1);
    return this.#chance.of([
      text.slice(0, at),
      text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << this.#chance.between(0, 6))) + text.slice(at + 1),
      JSON.stringify({ ...event, content: this.#chance.of([null, [], 7, 'nothing', { callid: 5, caller: [], called: null }]) }),
      JSON.stringify({ ...event, eventGenTime: this.#chance.of([null, '', 'soon', -1, 1e18]) }),
      JSON.stringify({ ...event, workNo: this.#chance.of([99_999, null, []]) }),
      JSON.stringify({ ...event, eventType: this.#chance.of([null, 5, 'AgentEvent_Unheard_Of']) }),
      JSON.stringify({ ...event, padding: 'x'.repeat(300_000) }),
      this.#chance.of(['', 'null', '[]', '{}', '"AgentState_Ready"', '[[[[']),
    ]);
  }
}

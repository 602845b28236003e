// The customer of the present call: from the gateway's events, and at load from the panel,
// which recovers the call that the page was reloaded in.

/** What an event means for the customer on the line. */
const STAGES = {
  AgentOther_PhoneAlerting: 'Ringing',
  AgentEvent_Ringing: 'Ringing',
  AgentEvent_Customer_Alerting: 'Being called',
  AgentEvent_Talking: 'In the call',
  AgentEvent_Hold: 'On hold',
  AgentEvent_linkagePhoneHold: 'On hold',
  AgentEvent_linkagePhoneUnHold: 'In the call',
  AgentEvent_Conference: 'In a conference',
  AgentEvent_Customer_Release: 'Has left',
  AgentEvent_Call_Release: 'Has left',
  AgentEvent_AbandonCall: 'Has left',
  AgentEvent_No_Answer: 'Has left',
  AgentEvent_Call_Out_Fail: 'Not reached',
  AgentEvent_Inside_Call_Fail: 'Not reached',
  AgentEvent_Connect_Fail: 'Not reached',
};
/** Events that begin a call; every other one is about a call that has begun. */
const BEGINS = ['AgentOther_PhoneAlerting', 'AgentEvent_Ringing', 'AgentEvent_Customer_Alerting', 'AgentEvent_Talking'];
/** `mediaAbility` of text and of video in the browser: sessions beside the call. */
const OTHER_MEDIA = ['5', '6'];

/** Some events carry a bare call ID; the older ones say `callid`, the newer `callId`. */
const callIdOf = (content) => (typeof content === 'string' ? content : content?.callid ?? content?.callId);
/** An agent's number has a letter before it while it rings. */
const number = (text) => text?.replace(/^a(?=\d)/i, '');

export class CustomerCard {
  #place;
  #callId = null;

  constructor(place) {
    this.#place = place;
  }

  /** Takes an event as the gateway sends it. */
  onGatewayEvent({ eventType, content }) {
    const stage = STAGES[eventType];
    const callId = callIdOf(content);
    if (!stage || !callId || OTHER_MEDIA.includes(String(content.mediaAbility))) return;
    // Whoever is asked for help, or called before a transfer, is not the customer.
    if (content.type === 'assistant') return;
    if (eventType === 'AgentEvent_Conference') {
      // It names the call that was joined with the customer's.
      if (this.#callId !== null) this.#show({ stage });
    } else if (BEGINS.includes(eventType)) {
      const another = callId !== this.#callId;
      this.#callId = callId;
      if (another) this.#show({ caller: '–', called: '–' });
      this.#show({ stage, callId, caller: number(content.caller), called: number(content.called ?? content.otherPhone) });
    } else if (callId === this.#callId) {
      this.#show({ stage });
    }
  }

  /** Takes the detail of `cec-call`, or `snapshot().call`. */
  onPanelCall({ stage, caller, called, callId }) {
    if (stage !== 'at-load') return;
    this.#callId = callId;
    this.#show({ stage: 'In the call', caller, called, callId });
  }

  clear() {
    this.#callId = null;
    this.#show({ stage: '–', caller: '–', called: '–', callId: '–' });
  }

  /** Text alone: what a gateway sends is never markup. */
  #show(values) {
    for (const field of this.#place.querySelectorAll('[data-customer]')) {
      const value = values[field.dataset.customer];
      if (value !== undefined && value !== null) field.textContent = value;
    }
  }
}

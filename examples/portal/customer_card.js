// The customer of the present call: from the gateway's events, and at load from the panel,
// which recovers the call that the page was reloaded in.

/** What an event means for the customer on the line. */
const STAGES = {
  AgentEvent_Ringing: 'Ringing',
  AgentEvent_Customer_Alerting: 'Being called',
  AgentEvent_Talking: 'In the call',
  AgentEvent_Hold: 'On hold',
  AgentEvent_Conference: 'In a conference',
  AgentEvent_Customer_Release: 'Has left',
  AgentEvent_Call_Release: 'Has left',
};

export class CustomerCard {
  #place;

  constructor(place) {
    this.#place = place;
  }

  /** Takes an event as the gateway sends it. */
  onGatewayEvent({ eventType, content }) {
    const stage = STAGES[eventType];
    // A consultation is not the customer, and some events carry a bare call ID.
    if (!stage || content?.type === 'inner') return;
    this.#show({ stage });
    // The older events say `callid`, the newer `callId`.
    if (content?.caller) this.#show({ ...content, callId: content.callid ?? content.callId });
  }

  /** Takes the detail of `cec-call`, or `snapshot().call`. */
  onPanelCall({ stage, caller, called, callId }) {
    if (stage === 'at-load') this.#show({ stage: 'In the call', caller, called, callId });
  }

  clear() {
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

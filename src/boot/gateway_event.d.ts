/**
 * Types of what `pushEvent` takes: the events of the gateway that the panel understands, with
 * their contents as `agentevent` and the push mode send them.
 */

/** A number as the gateway writes it, which is as often a text. */
export type Numeral = number | string;

/** What an event may be without. */
export type Maybe<Value> = Value | null | undefined;

/** The ID of a call, such as `1456402370-7`. */
export type CallId = string;

/** Whether it is the agent's call or one beside it. */
export type CallKind = 'main' | 'assistant';

/** A call, as it stands in the events that tell of one. */
export interface EventCall {
  readonly callid: CallId;
  readonly caller?: Maybe<Numeral>;
  readonly called?: Maybe<Numeral>;
  /** The gateway's number of the call feature. */
  readonly feature?: Maybe<Numeral>;
  readonly type?: Maybe<CallKind>;
  readonly transfer?: Maybe<'yes' | 'no'>;
  readonly transfrom?: Maybe<string>;
  /** 1 voice, 2 video, 3 both; with 5 and 6 it is no voice call, and the panel leaves it alone. */
  readonly mediaAbility?: Maybe<Numeral>;
  readonly mediaType?: Maybe<Numeral>;
  readonly callData?: Maybe<string>;
}

/** Why the agent is busy or rests: of busy 200 to 250 are the agent's own reasons, of rest all are the site's. */
export interface EventReason {
  readonly reason: Numeral;
}

/** How a transfer came out: 0 done, any other number not. */
export interface EventResult {
  readonly result: Numeral;
  readonly callId: CallId;
}

/** A recording of a call. */
export interface EventRecording {
  readonly recordID: string;
  readonly callId: CallId;
}

/** An inspector on the agent's call: 8 listens, 9 talks with both, 20172 and 20173 whisper. */
export interface EventInspection {
  readonly qcType: Numeral;
  readonly qcAgentId?: Maybe<Numeral>;
}

/** The types of events that the panel understands, and what each has as its `content`. */
export interface EventContents {
  AgentState_Ready: null;
  AgentState_Force_Ready: null;
  AgentState_SetNotReady: EventReason | null;
  AgentState_SetNotReady_Success: EventReason | null;
  AgentState_Force_SetNotReady: null;
  AgentState_CancelNotReady_Success: null;
  AgentState_Busy: null;
  AgentState_Work: null;
  AgentState_SetWork_Success: null;
  AgentState_CancelWork_Success: null;
  AgentState_SetRest_Success: EventReason | null;
  AgentState_CancelRest_Success: null;
  AgentState_Rest_Timeout: null;
  AgentOther_InService: null;
  AgentOther_ShutdownService: { readonly loginTime?: Maybe<Numeral> } | null;
  /** With a call that comes in; `null` of one that goes out. */
  AgentOther_PhoneAlerting: EventCall | null;
  AgentOther_PhoneOffhook: { readonly type: CallKind | 'unknown' } | null;
  AgentOther_PhoneRelease: { readonly phoneState: Numeral } | null;
  AgentOther_BeQcStart: EventInspection;
  AgentOther_BeQcStop: EventInspection;
  AgentEvent_Ringing: EventCall;
  AgentEvent_Auto_Answer: EventCall;
  AgentEvent_Talking: EventCall;
  AgentEvent_Hold: CallId;
  AgentEvent_linkagePhoneHold: { readonly callId: CallId };
  AgentEvent_linkagePhoneUnHold: { readonly callId: CallId };
  /** `partner`: the parties' numbers, with commas between. */
  AgentEvent_Conference: { readonly callid: CallId; readonly partner: string };
  AgentEvent_JoinConf: EventCall & { readonly partner?: Maybe<string> };
  AgentEvent_Customer_Alerting: {
    readonly callid: CallId;
    readonly otherPhone: Numeral;
    readonly otherPhoneWorkno?: Maybe<Numeral>;
    readonly type?: Maybe<CallKind>;
  };
  AgentEvent_Customer_Release: { readonly callid: CallId; readonly number?: Maybe<Numeral> };
  AgentEvent_Call_Release: CallId;
  AgentEvent_AbandonCall: {
    readonly callId: CallId;
    readonly caller?: Maybe<Numeral>;
    readonly callData?: Maybe<string>;
  };
  AgentEvent_Call_Out_Fail: CallId;
  AgentEvent_Inside_Call_Fail: CallId;
  AgentEvent_No_Answer: CallId;
  AgentEvent_Connect_Fail: CallId;
  AgentEvent_Consult_Fail: CallId;
  AgentEvent_ReturnFromIvr: CallId;
  AgentEvent_Agent_Occupyed: null;
  AgentConf_Ringing: { readonly confId: Numeral };
  AgentConf_SelfJoinResult: { readonly confId: Numeral };
  AgentMediaEvent_Play: null;
  /** `cause`: 0 it has ended, 1 the agent has ended it, 2 it could not be played. */
  AgentMediaEvent_StopPlayDone: { readonly cause?: Maybe<Numeral> } | null;
  AgentEvent_Incoming_CallInfo: {
    readonly callId: CallId;
    readonly caller?: Maybe<Numeral>;
    readonly called?: Maybe<Numeral>;
    readonly skillName?: Maybe<string>;
    readonly skillId?: Maybe<Numeral>;
    readonly mediaType?: Maybe<Numeral>;
    readonly lastReleaseAgentId?: Maybe<Numeral>;
    readonly releaseAndReQueueCount?: Maybe<Numeral>;
    readonly releaseAndReQueueCallFlag?: unknown;
  };
  AgentEvent_SuccTransResult: EventResult;
  AgentEvent_TransOutResult: EventResult;
  AgentEvent_linkagePhoneTransferOut_Result: EventResult;
  AgentMediaEvent_Record: EventRecording;
  AgentMediaEvent_Record_Fail: EventRecording;
  AgentMediaEvent_StopRecordDone: EventRecording;
  /** Of these two the content is not read. */
  AgentEvent_Preview: unknown;
  AgentEvent_ReleaseRequest: unknown;
}

/** What stands around the content of each event. */
interface Envelope {
  /** The agent. */
  readonly workNo?: Maybe<Numeral>;
  /** When it came about, in milliseconds since 1970 by the gateway's clock. */
  readonly eventGenTime?: Maybe<Numeral>;
}

/** An event that the panel understands. `eventType` says which content it has. */
export type GatewayEvent = {
  [Type in keyof EventContents]: Envelope & { readonly eventType: Type } & (null extends EventContents[Type]
      ? { readonly content?: EventContents[Type] }
      : { readonly content: EventContents[Type] });
}[keyof EventContents];

/**
 * An event of which a portal knows no more than that its type is some text. The panel leaves
 * alone what it does not understand. A type that stands there word for word is another matter:
 * it must be one of {@link EventContents}, with its content.
 */
export interface UnreadEvent<Type extends string = string> {
  readonly eventType: string extends Type ? Type : never;
  readonly workNo?: unknown;
  readonly eventGenTime?: unknown;
  readonly content?: unknown;
}

/** The whole answer of an event poll; without an event nothing has happened. */
export interface EventAnswer<Event> {
  readonly retcode: Numeral;
  readonly message?: Maybe<string>;
  readonly event?: Maybe<Event>;
}

/** What the push mode sends. */
export interface EventPush<Event> {
  readonly workNo?: Maybe<Numeral>;
  readonly eventList: readonly Event[];
}

/** What may be pushed: an event, several, a poll's answer, what the push mode sends, or the JSON
 *  text of any of them. */
export type Pushed<Event> = Event | readonly Event[] | EventAnswer<Event> | EventPush<Event> | string;

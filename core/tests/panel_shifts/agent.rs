//! What the gateway holds of one agent, what can happen to them, and all that ever was.

use cec_agent_panel_core::gateway::AgentState;

use super::dice::Dice;
use super::tables::{
    ABNORMAL, BUSY, HELP, HOLD, IDLE, LISTEN, MUTE, OCCUPIED, OUTBOUND, PLAYBACK, REST, RINGING,
    SIGNED_OUT, TALKING, THREE_PARTY, TRANSFER, WRAP_UP, is_in_call, named_by_poll, polled,
};
use super::watch::NEVER;

/// A stretch of time in which nothing changed. Both ends belong to it: at the moment of a
/// change the agent is in either state.
#[derive(Clone, Debug)]
pub struct Period {
    /// The state's code of `syncagentinfo`.
    pub state: i64,
    /// Busy or rest comes after the call.
    pub pre: Option<i64>,
    /// Since when the state has been this one.
    pub since: i64,
    pub from: i64,
    pub until: i64,
    /// The customer's call, by its number and whether the agent has made it.
    pub call: Option<(u32, bool)>,
    /// What the telephone's own key has done of which the state knows nothing: held the call
    /// (`true`), or taken it back.
    pub held_by_key: Option<bool>,
}

impl Period {
    /// The state's code of `agentstatus`.
    pub fn polled(&self) -> i64 {
        polled(self.state, self.pre == Some(REST))
    }

    /// The state that the panel shows after a poll: rest asked for in a call is no state.
    pub fn shown_by_poll(&self) -> AgentState {
        match self.polled() {
            9 if self.is_in_call() => AgentState::Talking,
            code => named_by_poll(code),
        }
    }

    pub fn is_in_call(&self) -> bool {
        is_in_call(self.state)
    }
}

#[derive(Clone, Debug)]
pub struct Call {
    pub number: u32,
    /// The agent has made it.
    pub is_out: bool,
    pub talking: Option<i64>,
    pub held: Option<i64>,
    /// The call of a second party beside it: of help, or of a transfer.
    pub second: Option<u32>,
    /// It was put on hold at the telephone, of which polls know nothing.
    pub phone_held: bool,
}

impl Call {
    pub const fn new(number: u32) -> Self {
        Self {
            number,
            is_out: false,
            talking: None,
            held: None,
            second: None,
            phone_held: false,
        }
    }

    pub fn id(&self) -> String {
        call_id(self.number)
    }

    /// Who calls and who is called.
    pub fn parties(&self) -> (String, String) {
        parties(self.number, self.is_out)
    }
}

/// The ID of the call of that number.
pub fn call_id(number: u32) -> String {
    format!("1566636217-{number}")
}

/// Who calls and who is called in the call of that number.
pub fn parties(number: u32, is_out: bool) -> (String, String) {
    let (customer, own) = (customer(number), OWN_NUMBER.to_owned());
    if is_out {
        (own, customer)
    } else {
        (customer, own)
    }
}

/// The number of the customer in the call of that number: no two calls have the same.
fn customer(number: u32) -> String {
    format!("1380013{:04}", 8_000 + number)
}

/// The number under which agents are called.
pub const OWN_NUMBER: &str = "70092";
/// A colleague who is asked for help, or who is given a call.
pub const COLLEAGUE: &str = "50009";

/// A command that the agent gave and that has not ended.
#[derive(Clone, Debug)]
pub struct Command {
    pub code: i64,
    pub began: i64,
    /// The panel was told that the gateway refuses it.
    pub refused: bool,
}

/// Something for the agent's event queue.
#[derive(Clone, Debug)]
pub struct Happened {
    pub at: i64,
    pub name: &'static str,
    /// The event's content, as JSON.
    pub content: String,
}

pub struct Agent {
    pub id: u32,
    pub signed_in: bool,
    pub since: i64,
    /// Busy or rest comes after the call.
    pub pre: Option<i64>,
    pub call: Option<Call>,
    pub command: Option<Command>,
    /// All that were ever given.
    pub commands: Vec<Command>,
    pub queue: Vec<Happened>,
    /// Guids by their number, with the moment at which each ends.
    pub guids: Vec<(u32, i64)>,
    pub periods: Vec<Period>,
    /// Text sessions that go on, by the number of their call.
    pub chats: Vec<u32>,
    /// When the last one ended.
    pub chatted: i64,
    /// When the phone of a second party rang.
    pub joined: Vec<i64>,
    pub(super) calls: u32,
}

impl Agent {
    /// An agent in any state, since a while.
    pub fn new(id: u32, dice: &mut Dice) -> Self {
        let state = dice.pick(&[
            IDLE, IDLE, BUSY, REST, WRAP_UP, TALKING, TALKING, HOLD, RINGING, MUTE,
        ]);
        let since = -dice.between(0, 100_000);
        // No two agents have a call of the same number.
        let calls = (id % 10) * 500;
        let call = is_in_call(state).then(|| Call {
            talking: (state != RINGING).then_some(since - 5_000),
            held: (state == HOLD).then_some(since),
            ..Call::new(calls)
        });
        let pre = (is_in_call(state) && dice.once_in(5)).then(|| dice.pick(&[BUSY, REST]));
        Self {
            id,
            signed_in: true,
            since,
            pre,
            periods: vec![Period {
                state,
                pre,
                since,
                from: since,
                until: i64::MAX,
                call: call.as_ref().map(|call| (call.number, call.is_out)),
                held_by_key: None,
            }],
            chats: Vec::new(),
            chatted: NEVER,
            joined: Vec::new(),
            call,
            command: None,
            commands: Vec::new(),
            queue: Vec::new(),
            guids: vec![(1, i64::MAX)],
            calls,
        }
    }

    pub fn period(&self) -> &Period {
        self.periods.last().unwrap()
    }

    pub fn state(&self) -> i64 {
        self.period().state
    }

    pub fn is_in_call(&self) -> bool {
        is_in_call(self.state())
    }

    /// Whether `what` was so at some moment from `from` to `to`.
    pub fn was(&self, from: i64, to: i64, what: impl Fn(&Period) -> bool) -> bool {
        let periods = self.periods.iter().rev();
        periods
            .take_while(|period| period.until >= from)
            .any(|period| period.from <= to && what(period))
    }

    /// Whether there was a text session at some moment since.
    pub fn chatted_since(&self, from: i64) -> bool {
        self.is_chatting() || self.chatted >= from
    }

    /// Whether a text session goes on.
    pub fn is_chatting(&self) -> bool {
        !self.chats.is_empty()
    }

    /// Whether that Guid is good.
    pub fn admits(&self, guid: u32, now: i64) -> bool {
        self.guids
            .iter()
            .any(|(good, until)| *good == guid && now <= *until)
    }

    /// The number of the newest Guid.
    pub fn guid(&self) -> u32 {
        self.guids.last().map_or(0, |(number, _)| *number)
    }

    /// Gives out another Guid; the former ones end at `until`.
    pub fn rotate(&mut self, until: i64) -> u32 {
        let next = self.guid() + 1;
        for (_, end) in &mut self.guids {
            *end = until.min(*end);
        }
        self.guids.push((next, i64::MAX));
        next
    }

    /// Queues an event without content.
    pub(super) fn note(&mut self, name: &'static str, now: i64) {
        self.note_with(name, "null".to_owned(), now);
    }

    pub(super) fn note_with(&mut self, name: &'static str, content: String, now: i64) {
        self.queue.push(Happened {
            at: now,
            name,
            content,
        });
    }

    pub(super) fn enter(&mut self, state: i64, now: i64) {
        if !is_in_call(state) {
            self.call = None;
            self.pre = None;
        }
        if self.state() != state {
            self.since = now;
        }
        self.turn(state, None, now);
    }

    /// The telephone's own key holds the call or takes it back: no other state comes of it.
    pub(super) fn key_pressed(&mut self, held: bool, now: i64) {
        self.turn(self.state(), Some(held), now);
    }

    /// What comes after the call is another.
    fn turn_to_other_pre(&mut self, now: i64) {
        let period = self.period();
        self.turn(period.state, period.held_by_key, now);
    }

    /// Begins another stretch of time.
    fn turn(&mut self, state: i64, held_by_key: Option<bool>, now: i64) {
        if let Some(last) = self.periods.last_mut() {
            last.until = now;
        }
        self.periods.push(Period {
            state,
            pre: self.pre,
            since: self.since,
            from: now,
            until: i64::MAX,
            call: self.call.as_ref().map(|call| (call.number, call.is_out)),
            held_by_key,
        });
    }

    fn ask_for(&mut self, state: i64, now: i64) {
        let name = if state == BUSY {
            "AgentState_SetNotReady_Success"
        } else {
            "AgentState_SetRest_Success"
        };
        self.become_busy(state, now);
        let reason = r#"{"reason":"200"}"#;
        self.note_with(name, reason.to_owned(), now);
    }

    fn no_longer(&mut self, now: i64) {
        if let Some(pre) = self.pre.take() {
            self.turn_to_other_pre(now);
            self.note(cancelled(pre), now);
        }
    }

    /// Something happens that can happen now.
    pub fn live(&mut self, now: i64, dice: &mut Dice) {
        if self.is_in_call() && dice.once_in(6) {
            return self.chat(now, dice);
        }
        match self.state() {
            IDLE => match dice.below(14) {
                0 => self.ask_for(BUSY, now),
                1 => self.ask_for(REST, now),
                2 => {
                    self.enter(WRAP_UP, now);
                    self.note("AgentState_SetWork_Success", now);
                }
                3 => self.call_out(now),
                4 if dice.once_in(3) => {
                    self.begin_call(dice.pick(&[LISTEN, PLAYBACK, OCCUPIED]), now);
                }
                5 if dice.once_in(4) => self.enter(ABNORMAL, now),
                6 => self.is_made_busy(now),
                7 | 8 => self.answer_automatically(now),
                _ => self.ring(now),
            },
            BUSY if dice.once_in(3) => {
                self.enter(IDLE, now);
                self.note("AgentState_Force_Ready", now);
            }
            state @ (BUSY | REST) => {
                self.enter(IDLE, now);
                self.note(cancelled(state), now);
            }
            WRAP_UP if dice.once_in(4) => self.ask_for(BUSY, now),
            WRAP_UP => {
                self.enter(IDLE, now);
                self.note("AgentState_CancelWork_Success", now);
            }
            RINGING | OUTBOUND | OCCUPIED if dice.below(4) > 0 => self.talk(now),
            RINGING => self.is_abandoned(now),
            TALKING => match dice.below(20) {
                0 | 1 => self.hold(now),
                2 => self.enter(MUTE, now),
                3 | 4 => self.ask_for_help(now, dice),
                5 => self.transfer(now),
                6 if self.pre.is_none() => self.ask_for(BUSY, now),
                7 if self.pre.is_none() => self.ask_for(REST, now),
                8 if self.pre.is_none() => self.is_made_busy(now),
                9 if self.pre.is_some() => self.no_longer(now),
                10 => self.hold_at_the_telephone(now),
                11 => self.is_recorded(now),
                _ => self.hang_up(dice.pick(&[WRAP_UP, WRAP_UP, IDLE]), now),
            },
            TRANSFER => self.transfer_ends(now, dice),
            HOLD | MUTE | THREE_PARTY | HELP if dice.below(3) > 0 => self.talk(now),
            state if is_in_call(state) => self.hang_up(WRAP_UP, now),
            SIGNED_OUT => {}
            _ => {
                self.enter(IDLE, now);
                self.note("AgentState_Ready", now);
            }
        }
    }

    /// A supervisor makes the agent busy.
    fn is_made_busy(&mut self, now: i64) {
        self.become_busy(BUSY, now);
        self.note("AgentState_Force_SetNotReady", now);
    }

    fn become_busy(&mut self, state: i64, now: i64) {
        if self.is_in_call() {
            self.pre = Some(state);
            self.turn_to_other_pre(now);
        } else {
            self.enter(state, now);
        }
    }

    /// The agent gives a command.
    pub fn command(&mut self, code: i64, now: i64) {
        let command = Command {
            code,
            began: now,
            refused: false,
        };
        self.commands.push(command.clone());
        self.command = Some(command);
    }

    /// The panel is told that the gateway refuses the last command.
    pub fn refuse(&mut self) {
        if let Some(last) = self.commands.last_mut() {
            last.refused = true;
        }
    }

    /// A command takes effect, where the state allows it.
    pub fn obey(&mut self, command: i64, now: i64) {
        self.command = None;
        match (command, self.state()) {
            (1, state) if is_in_call(state) => self.hang_up(WRAP_UP, now),
            (4 | 5, IDLE) => self.call_out(now),
            (6, TALKING) => self.hold(now),
            (7, HOLD) => self.talk(now),
            (8, TALKING) => self.enter(MUTE, now),
            (9, MUTE) => self.enter(TALKING, now),
            (18, TALKING) => self.confer(now),
            (30, state) if state != SIGNED_OUT && state != BUSY => self.ask_for(BUSY, now),
            (31, state) if state != SIGNED_OUT && state != REST => self.ask_for(REST, now),
            _ => {}
        }
    }

    /// Somebody else signs the agent out.
    pub fn sign_out(&mut self, now: i64) {
        self.enter(SIGNED_OUT, now);
        self.chats.clear();
        self.chatted = now;
        self.command = None;
        self.signed_in = false;
    }

    /// The agent signs in again.
    pub fn sign_in(&mut self, now: i64) {
        self.signed_in = true;
        if self.state() == SIGNED_OUT {
            self.enter(IDLE, now);
        }
    }
}

const fn cancelled(state: i64) -> &'static str {
    if state == BUSY {
        "AgentState_CancelNotReady_Success"
    } else {
        "AgentState_CancelRest_Success"
    }
}

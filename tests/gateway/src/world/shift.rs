//! The script of a demo agent: a shift that goes on for ever.
//!
//! The script never assumes a state. At each turn it looks at the one it finds and chooses
//! what could come next, so a button that the visitor pressed in between simply wins.

use std::collections::VecDeque;

use super::act::{Act, HELP_RINGS_MS, Incoming, Party};
use super::agent::Agent;
use super::state::State;

/// Where a demo agent stands in the script. Times are milliseconds since 1970.
#[derive(Clone, Debug)]
pub struct Shift {
    /// When the script looks again.
    pub next_at: u64,
    /// The begin of the state for which `next_at` was chosen.
    state_since: u64,
    /// What is still to come in this call.
    call_plan: VecDeque<Act>,
    /// Counts what the idle agent did.
    turn: usize,
    /// State of the little generator that varies the phases.
    chance: u64,
}

/// The shortest phase and how much longer one may be, in milliseconds.
const SHORTEST: u64 = 4_000;
const SPREAD: u64 = 11_000;
/// How long a demo agent's command runs: long enough to be seen.
const COMMAND_MS: u64 = 1_500;
/// Whom the agent asks for help, and who calls them.
const COLLEAGUE: &str = "41900";

impl Shift {
    /// Begins the shift of an agent who has just signed in: with a customer on hold, so
    /// that a panel has a call to recover.
    pub fn begin(agent: &mut Agent, now: u64) -> Self {
        agent.command_ms = COMMAND_MS;
        agent.wrap_up_ms = Some(9_000);
        agent.auto_answer = false;
        agent.queue.clear();
        let mut shift = Self {
            next_at: now.saturating_add(9_000),
            state_since: now,
            call_plan: VecDeque::from([
                Act::Mute,
                Act::HangUp {
                    by: Party::Customer,
                },
            ]),
            turn: 0,
            chance: now ^ 0x9e37_79b9_7f4a_7c15,
        };
        let incoming = shift.incoming();
        let ago = |ms: u64| now.saturating_sub(ms);
        for (act, at) in [
            (Act::Ring(incoming), ago(95_000)),
            (Act::Answer, ago(88_000)),
            (Act::Hold, ago(21_000)),
        ] {
            // Each of the three is possible after the one before it.
            let _possible = agent.act(&act, at);
        }
        agent.queue.clear();
        shift.state_since = agent.state_since;
        shift
    }

    /// Takes one turn at `now`.
    pub fn step(&mut self, agent: &mut Agent, now: u64) {
        let phase = self.phase();
        if self.state_since != agent.state_since {
            // Somebody or something else changed the state: it gets a phase of its own.
            self.state_since = agent.state_since;
            self.next_at = agent
                .state_since
                .saturating_add(phase)
                .max(now.saturating_add(1));
            return;
        }
        self.next_at = now.saturating_add(phase);
        let Some(act) = self.choose(agent) else {
            return;
        };
        // An act that the state does not allow is passed over; the next turn looks again.
        let _passed_over = if is_the_agents_own(&act) {
            agent.command(act, now)
        } else {
            agent.act(&act, now)
        };
        if matches!(agent.state, State::Talking) && self.state_since == agent.state_since {
            // What changes no state is not waited for so long.
            self.next_at = now.saturating_add(SHORTEST);
        }
        self.state_since = agent.state_since;
    }

    /// What could come next in the state that the agent is in.
    fn choose(&mut self, agent: &Agent) -> Option<Act> {
        Some(match agent.state {
            State::Ringing | State::Occupied => Act::Answer,
            State::Mute => Act::Unmute,
            State::Help if self.ends_help() => self.call_plan.pop_front()?,
            State::Hold | State::Help => Act::Unhold,
            State::Talking => self.call_plan.pop_front().unwrap_or(Act::HangUp {
                by: Party::Customer,
            }),
            // The customer answers, the transfer ends, without the script.
            State::OutboundCall | State::Transfer => return None,
            state if state.in_call() => Act::HangUp {
                by: Party::Customer,
            },
            State::WrapUp => Act::EndWrapUp,
            State::Busy => Act::CancelBusy,
            State::Rest => Act::CancelRest,
            // Of a chat that was left open when the visitor hung up.
            State::Idle if !agent.sessions.is_empty() => Act::SessionEnds {
                call_id: None,
                by: Party::Customer,
            },
            State::Idle => self.next_turn(),
            _ => Act::Idle,
        })
    }

    /// Whether the plan says how the help that goes on ends.
    fn ends_help(&self) -> bool {
        let next = self.call_plan.front();
        next.is_some_and(|act| matches!(act, Act::Conference { .. } | Act::OtherLeaves))
    }

    /// What the idle agent's day brings: calls of five kinds, busy and rest between them.
    fn next_turn(&mut self) -> Act {
        let customer = Act::HangUp {
            by: Party::Customer,
        };
        let agent = Act::HangUp { by: Party::Agent };
        let rest = |minutes: u64| Act::Rest {
            ms: Some(minutes.saturating_mul(60_000)),
            reason: 200,
        };
        let busy = Act::Busy { reason: 201 };
        let help = Act::Consult {
            partner: COLLEAGUE.to_owned(),
            three_party: false,
            call_id: None,
            rings_ms: Some(HELP_RINGS_MS),
        };
        let turn = self.turn % 8;
        self.turn = self.turn.wrapping_add(1);
        let mut incoming = self.incoming();
        let plan = match turn {
            0 => vec![Act::RecordingBegins { recording: None }, busy, agent],
            1 => return rest(10),
            2 => vec![Act::Hold, help, Act::Conference { partner: None }],
            3 => {
                // A colleague calls, with the letter that agents' numbers have.
                incoming = Incoming {
                    caller: Some(format!("a{COLLEAGUE}")),
                    ..Incoming::default()
                };
                vec![Act::PhoneHold, Act::PhoneUnhold, customer]
            }
            4 => return Act::ForceBusy,
            5 => vec![Act::Mute, rest(5), customer],
            6 => vec![
                Act::SessionRings(Incoming::default()),
                Act::SessionAnswered { call_id: None },
                Act::SessionEnds {
                    call_id: None,
                    by: Party::Customer,
                },
                help,
                Act::OtherLeaves,
                agent,
            ],
            _ => return busy,
        };
        self.call_plan = plan.into();
        Act::Ring(incoming)
    }

    /// A made-up caller with call data.
    fn incoming(&mut self) -> Incoming {
        let number = self.roll(100_000_000);
        let order = self.roll(900_000).saturating_add(100_000);
        Incoming {
            caller: Some(format!("138{number:08}")),
            called: Some("4008123456".to_owned()),
            data: Some(format!(
                "customer=C{order};level=gold;topic=invoice;lang=zh-CN"
            )),
            ..Incoming::default()
        }
    }

    fn phase(&mut self) -> u64 {
        self.roll(SPREAD).saturating_add(SHORTEST)
    }

    /// A number below `limit`; a linear congruential generator does for a demo.
    fn roll(&mut self, limit: u64) -> u64 {
        self.chance = self
            .chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.chance >> 33) % limit.max(1)
    }
}

/// Whether the agent does it with a button; the rest others do, or it is done at the phone.
const fn is_the_agents_own(act: &Act) -> bool {
    !matches!(
        act,
        Act::Ring(_)
            | Act::HangUp {
                by: Party::Customer
            }
            | Act::OtherLeaves
            | Act::PhoneHold
            | Act::PhoneUnhold
            | Act::ForceBusy
            | Act::RecordingBegins { .. }
            | Act::SessionRings(_)
            | Act::SessionAnswered { .. }
            | Act::SessionEnds { .. }
    )
}

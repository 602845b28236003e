//! The memory of the watch: what the panel was told, and what it asked.

use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::view::ViewModel;

use super::session_source::NO_GUID;
use super::weather::{Nature, is_from_the_gateway};

/// A moment before all others.
pub const NEVER: i64 = i64::MIN / 4;

/// Something that the panel was told of an agent.
pub struct Word {
    /// When it came in, by the page's clocks.
    pub wall: u64,
    pub mono: i64,
    /// The first moment, by the world's clock, of which it can be.
    pub from: i64,
    pub agent: usize,
    /// That the session is over.
    pub gone: bool,
}

/// The last request of this page load.
pub struct Last {
    pub mono: i64,
    pub agent: usize,
    pub guid: u32,
    pub sync: bool,
    /// A former panel of the page has sent it.
    pub former: bool,
    pub ended: Option<Ended>,
}

impl Last {
    pub fn ended_so(&self, nature: Nature) -> bool {
        self.ended.as_ref().is_some_and(|it| it.nature == nature)
    }
}

/// How it ended, and what its successor has to wait for.
#[derive(Debug)]
pub struct Ended {
    pub nature: Nature,
    pub mono: i64,
    pub chance: u32,
    /// When the first failure in a row came back.
    pub failing_since: i64,
    /// What the panel was like then; not known before the step is over.
    pub then: Option<Then>,
}

#[derive(Clone, Copy, Debug)]
pub struct Then {
    pub quiet: bool,
    pub unsure: bool,
    pub fast: bool,
    pub slowed: bool,
    pub poll_ms: i64,
    pub hidden_ms: i64,
}

/// The one sync of an agent in this page load.
#[derive(Default)]
pub struct OneSync {
    pub answered: bool,
    pub tries: u32,
    pub first: Option<i64>,
    /// Polls have begun.
    pub polled: bool,
    /// The last try was refused unread, and does not count.
    pub refused: bool,
    /// The agent has asked for another, which has not been answered.
    pub asked: bool,
}

/// The memory of the watch. It is that of one page load.
#[derive(Default)]
pub struct Watch {
    /// The page's timer has just fired.
    pub woken: bool,
    pub words: Vec<Word>,
    pub last: Option<Last>,
    /// When a call was looked up last, for which agent, and whether by a former panel of the
    /// page.
    pub looked: Option<(i64, usize, bool)>,
    /// When the last look-up ended.
    pub look_up_ended: i64,
    /// An answer that was damaged on its way was taken in this load.
    pub damaged: bool,
    /// The agent and the call of whom the card has shown the caller.
    pub known: Option<(usize, u32)>,
    /// For each agent, when the last poll that told of no call was sent, by the world's clock.
    pub no_call_since: [i64; 2],
    /// For each agent, how many polls in a row have told of no call.
    pub denied: [u32; 2],
    /// Behind `Retry-After` a panel waits up to so many ms more.
    pub spread: i64,
    /// When the gateway was back, where the panel is then to find out by itself.
    pub outage_over: Option<i64>,
    /// When the page last slept, or had no session, by the world's clock.
    pub interrupted: i64,
    /// How often since the card has been that of a call that nobody described.
    pub look_ups: u32,
    /// Something has asked for haste since the last request.
    pub haste: bool,
    /// Polls may be fast until then.
    pub fast_until: i64,
    /// When the first failure in a row came back.
    pub failing_since: Option<i64>,
    pub slow_until: i64,
    pub not_before: i64,
    /// The same two, when it is not known whether that still counts, as after another agent's
    /// turn.
    pub slowed_at_most: i64,
    pub alone_at_most: i64,
    /// How often a Guid was refused in a row.
    pub refused: Option<(usize, u32, u32)>,
    /// The session that is over: nobody may ask with it.
    pub stop: Option<(usize, u32)>,
    /// Whether the gateway itself has answered in this page load; `None` where a damaged
    /// answer can be read in two ways.
    pub met: Option<bool>,
    /// The agent whose session is over while a proxy has the Guid, and since when, or when it
    /// was asked for last.
    pub over: Option<(usize, i64)>,
    /// Something has come after which that session may be good again.
    pub good_again: bool,
    pub syncs: [OneSync; 2],
    pub generation: u32,
    /// The last answer was a poll's, and told of no call.
    pub no_call: bool,
    /// Something was awaited when it came.
    pub awaited: bool,
    /// The longest way of a sync's answer.
    pub slowest: i64,
    /// When a command was last heard of, or may seem to have been sent.
    pub commanded: i64,
    /// The clock was set while no panel of that agent was there to be told, so that nobody
    /// knows how old is what was kept.
    pub blurred: bool,
    pub checked_at: Option<(i64, u64)>,
    pub shown: Option<ViewModel>,
    pub noted: usize,
    pub agent: Option<usize>,
}

impl Watch {
    /// The watch over a page that is loaded now.
    pub fn loaded() -> Self {
        Self {
            fast_until: NEVER,
            slow_until: NEVER,
            slowed_at_most: NEVER,
            alone_at_most: NEVER,
            not_before: NEVER,
            commanded: NEVER,
            met: Some(false),
            look_up_ended: NEVER,
            interrupted: NEVER,
            no_call_since: [NEVER; 2],
            ..Self::default()
        }
    }

    /// Another panel has taken the place of the first in the same page. Its clock shows `by`
    /// ms more.
    pub fn remounted(&mut self, by: i64) {
        for word in &mut self.words {
            word.mono += by;
        }
        for moment in [
            &mut self.fast_until,
            &mut self.slow_until,
            &mut self.slowed_at_most,
            &mut self.alone_at_most,
            &mut self.not_before,
            &mut self.commanded,
            &mut self.look_up_ended,
        ] {
            *moment += by;
        }
        for sync in &mut self.syncs {
            sync.first = sync.first.map(|first| first + by);
        }
        if let Some(last) = &mut self.last {
            last.mono += by;
        }
        if let Some((mono, _, former)) = &mut self.looked {
            *mono += by;
            *former = true;
        }
        self.given_up();
        self.outage_over = None;
        self.haste = true;
        self.refused = None;
        self.stop = None;
        self.over = None;
        self.generation = 0;
        self.shown = None;
        self.noted = 0;
        self.failing_since = None;
        if let Some(last) = &mut self.last {
            // Its end is nobody's any more.
            last.former = true;
            last.sync = false;
            last.ended = None;
        }
    }

    /// For how many ms all has failed.
    pub fn failing_for(&self, mono: i64) -> i64 {
        self.failing_since.map_or(0, |since| mono - since)
    }

    /// Something asks for haste.
    pub fn hasten(&mut self) {
        self.haste = true;
    }

    /// An event came in that came about at `from`.
    pub fn pushed(&mut self, mono: i64, wall: u64, from: i64, agent: usize) {
        self.words.push(Word {
            wall,
            mono,
            from,
            agent,
            gone: false,
        });
        self.haste = true;
        self.fast_until = self.fast_until.max(mono + 10_001);
    }

    /// A command was heard of.
    pub fn command(&mut self, mono: i64) {
        self.haste = true;
        self.fast_until = self.fast_until.max(mono + 10_001);
        self.commanded = mono;
    }

    /// A person has asked for another sync.
    pub fn sync_asked(&mut self, agent: usize) {
        self.haste = true;
        self.syncs[agent] = OneSync {
            asked: true,
            ..OneSync::default()
        };
    }

    /// A person has asked to go on.
    pub fn go_on(&mut self) {
        self.haste = true;
        self.forget_limits();
    }

    /// Nobody is signed in for a while, or another.
    pub fn forget_limits(&mut self) {
        self.failing_since = None;
        self.slow_until = NEVER;
        self.not_before = NEVER;
    }

    /// The request under way is no longer wanted. If it was a sync, it counts once: of one
    /// that a person asks for later nothing is given up.
    pub fn given_up(&mut self) {
        if let Some(last) = &mut self.last
            && last.ended.is_none()
            && std::mem::take(&mut last.sync)
        {
            self.syncs[last.agent].answered = true;
        }
    }

    /// What a reply is by all that came before it.
    pub fn judge(&mut self, nature: Nature, reply: &Reply) -> Nature {
        if self.met != Some(true) {
            match is_from_the_gateway(reply) {
                Some(false) => {}
                sure => self.met = sure,
            }
        }
        match (nature, self.met) {
            (Nature::NotThere, Some(true)) => Nature::Stranger,
            (Nature::NotThere, _) => Nature::Misconfigured,
            _ => nature,
        }
    }

    /// The request under way has ended so; whether the session is over with it.
    pub fn ended(&mut self, nature: Nature, wait: Option<u64>, mono: i64, chance: u32) -> bool {
        let Some(last) = &mut self.last else {
            return false;
        };
        let failing_since = *self.failing_since.get_or_insert(mono);
        if nature.is_good() {
            self.failing_since = None;
        }
        last.ended = Some(Ended {
            nature,
            mono,
            chance,
            failing_since,
            then: None,
        });
        if last.sync {
            let sync = &mut self.syncs[last.agent];
            match nature {
                Nature::Good(_) | Nature::Unusable => {
                    sync.answered = true;
                    sync.asked = false;
                }
                Nature::BadGuid | Nature::NotSignedIn | Nature::SessionOver => {
                    (sync.tries, sync.first) = (0, None);
                    // A person's own second one may end so without another.
                    sync.refused = !sync.asked;
                }
                // Polls may be let through all the same.
                Nature::Misconfigured | Nature::NotThere => sync.asked = false,
                Nature::Nothing | Nature::Stranger | Nature::SlowDown | Nature::SwitchingOver => {}
            }
        }
        if !last.sync && nature == Nature::Misconfigured {
            let sync = &mut self.syncs[last.agent];
            if !sync.answered {
                // Nothing is let through: when something is, the sync goes first.
                *sync = OneSync::default();
            }
        }
        self.not_before = match wait {
            Some(wait) if !nature.is_good() => mono + wait.min(600_000).cast_signed(),
            _ => NEVER,
        };
        if self.not_before > NEVER {
            // An interval that is doubled is a minute at most.
            let slowed = nature == Nature::SlowDown || mono < self.slow_until;
            let spread = if slowed { 60_000 } else { self.spread };
            self.alone_at_most = self.alone_at_most.max(self.not_before + spread);
        }
        match nature {
            Nature::SlowDown => {
                self.slow_until = mono + 60_000;
                self.slowed_at_most = self.slow_until;
            }
            Nature::BadGuid | Nature::NotSignedIn => {
                let times = match self.refused {
                    Some((agent, guid, times)) if (agent, guid) == (last.agent, last.guid) => times,
                    _ => 0,
                };
                self.refused = Some((last.agent, last.guid, times + 1));
                if nature == Nature::NotSignedIn && times >= 1 {
                    return self.session_over(mono);
                }
                if last.guid == NO_GUID && times >= 2 {
                    self.is_over(mono);
                }
            }
            Nature::SessionOver => return self.session_over(mono),
            Nature::Misconfigured => self.over = None,
            Nature::Good(_) => (self.refused, self.over) = (None, None),
            Nature::Nothing
            | Nature::Unusable
            | Nature::SwitchingOver
            | Nature::NotThere
            | Nature::Stranger => {}
        }
        false
    }

    fn session_over(&mut self, mono: i64) -> bool {
        match &self.last {
            Some(last) if last.guid == NO_GUID => self.is_over(mono),
            last => self.stop = last.as_ref().map(|last| (last.agent, last.guid)),
        }
        true
    }

    /// The session of the last request is over, while a proxy has the Guid.
    fn is_over(&mut self, mono: i64) {
        self.over = self.last.as_ref().map(|last| (last.agent, mono));
        self.good_again = false;
    }

    /// Something comes after which a session that is over may be good again.
    pub fn may_be_good(&mut self) {
        if self.over.is_some() {
            (self.good_again, self.haste) = (true, true);
        }
    }

    /// Until when the gateway has asked to be left alone, by the page's clock.
    pub fn left_alone_until(&self) -> i64 {
        self.slowed_at_most.max(self.alone_at_most)
    }

    /// Whether a command was heard of in the last ten seconds.
    pub const fn is_recent(&self, mono: i64) -> bool {
        mono - self.commanded <= 10_000
    }

    /// Whether the panel was told at that moment that the agent's session is over.
    pub fn told_gone(&self, agent: usize, wall: u64) -> bool {
        let mut words = self.words.iter();
        words.any(|word| word.gone && word.wall == wall && word.agent == agent)
    }

    /// What was told at that moment: the first moment of which it can be, and when it came in
    /// by the page's clock. Where somebody has set the wall clock back, it shows a moment
    /// twice, and nobody can tell of which of the two the panel speaks.
    pub fn word(&self, agent: usize, wall: u64) -> Option<(i64, i64)> {
        let words = self.words.iter();
        let words = words.filter(|word| word.wall == wall && word.agent == agent);
        let both = words.map(|word| (word.from, word.mono));
        both.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
    }
}

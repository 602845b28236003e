//! How a shift ends: everything becomes well, and the panel must show what is.

use cec_agent_panel_core::desk::{CallStage, Source, Verdict};
use cec_agent_panel_core::gateway::AgentState;
use cec_agent_panel_core::link::Connection;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::view::view;

use super::ledger::Promise;
use super::tables::{is_in_call, named_by_sync};
use super::world::World;

impl World<'_> {
    /// Everything becomes well, and the panel must show what is. Health begins when the last
    /// fault is over, a good Guid stands in the source, a person has pressed what only they
    /// can press, and the time is over for which the gateway has asked to be left alone.
    pub fn end(&mut self) {
        self.say(|| "* the end of the shift".to_owned());
        self.bad_weather = false;
        self.outage = None;
        self.watch.outage_over = None;
        self.plan_no_deed();
        while self.asleep {
            self.go_on_a_step();
        }
        self.run(1);
        let now = self.at;
        for agent in &mut self.agents {
            if !agent.signed_in {
                agent.sign_in(now);
            }
            agent.command = None;
            agent.rotate(now + 1_000);
        }
        let agent = self.source.map_or(0, |(agent, _)| agent);
        let guid = self.agents[agent].guid();
        self.hold(Some((agent, guid)));
        // Writings of the portal that are late write the same Guid.
        let looked_at = self.dice.once_in(2);
        let watched = self.visible;
        if !self.visible || looked_at {
            self.watch.hasten();
            self.watch.may_be_good();
            self.event(Event::Visible(true));
        }
        // Nothing stops for good: what cannot work as it is set up is looked at again.
        let stopped = view(&self.model, self.now()).connection.connection;
        let waits = stopped == Connection::Misconfigured && !looked_at;
        self.become_well(waits || (watched && !looked_at));
        while self.under_way.is_some() {
            self.go_on_a_step();
        }
        self.find_out_by_asking();
        // Of an agent who is gone nothing is expected, and it is asked seldom.
        let gone = view(&self.model, self.now()).badge.state == Some(AgentState::SignedOut);
        let settings = self.model.settings();
        let interval = if gone {
            settings.hidden_poll_interval_ms.cast_signed()
        } else {
            settings.poll_interval_ms.cast_signed()
        };
        // The source of a session that is no longer good is looked at every two seconds.
        self.run((2 * interval).max(4_000) + 2 * 150);
        self.wait_for_the_poll_after_a_look_up();
        self.compare(agent);
        let leaks = super::secrets::holds_secret(&self.model);
        self.ledger
            .keep(Promise::Secret, !leaks, || "in the model".to_owned());
    }

    /// Lets the last fault end.
    fn become_well(&mut self, backs_off: bool) {
        let (mut backs_off, mut waited) = (backs_off, false);
        for _ in 0..6 {
            // A request that a fault befell ends one way or other.
            while let Some(waits) = &self.under_way {
                if waits.request.fault.is_none() {
                    break;
                }
                self.go_on_a_step();
            }
            let mut rest = self.watch.left_alone_until() - self.mono_to_be();
            if self.watch.blurred && !waited {
                // Nobody knows how long the gateway wants to be left alone.
                rest = rest.max(660_000);
            }
            waited = true;
            if rest > 0 {
                self.run(rest);
                // What was planned while it was slowed comes as it was planned.
                backs_off = true;
            }
            let stopped = view(&self.model, self.now()).connection.connection;
            if stopped == Connection::Misconfigured && self.under_way.is_none() {
                backs_off = true;
                break;
            } else if stopped == Connection::Expired {
                // A fault has spoilt that Guid, and only another is tried.
                let now = self.at;
                let agent = self.source.map_or(0, |(agent, _)| agent);
                let guid = self.agents[agent].rotate(now + 1_000);
                self.hold(Some((agent, guid)));
                self.find_out_by_asking();
            } else if self.under_way.is_none() {
                break;
            }
            if self
                .under_way
                .as_ref()
                .is_some_and(|it| it.request.fault.is_none())
            {
                break;
            }
        }
        if backs_off {
            // Nobody looks anew, so the back-off takes its time: a minute at most, and the
            // time that a request may take.
            let timeout = self.model.settings().request_timeout_ms.cast_signed();
            let interval = self.model.settings().poll_interval_ms.cast_signed();
            let (until, before) = (self.at + 61_000 + timeout + interval, self.ledger.answers);
            while self.ledger.answers == before && self.at < until {
                self.go_on_a_step();
            }
            let asked = self.ledger.answers > before;
            self.ledger.keep(Promise::NeverGivesUp, asked, || {
                "no answer in a minute".to_owned()
            });
        }
    }

    /// Where a proxy has the Guid, the panel finds out by asking that a session which was over
    /// is good again.
    fn find_out_by_asking(&mut self) {
        let stopped = view(&self.model, self.now()).connection.connection;
        if self.temper.proxied && stopped == Connection::Expired {
            let settings = self.model.settings();
            self.run(settings.hidden_poll_interval_ms.cast_signed() + 3_000);
        }
    }

    /// A look-up goes in the place of a poll, which comes as soon after it as the limits allow.
    /// Where polls are as frequent as those, what is shown grows old meanwhile, and says so: the
    /// look-up may take four seconds, and the poll is sent a second after it at the latest.
    fn wait_for_the_poll_after_a_look_up(&mut self) {
        let Some((looked, ..)) = self.watch.looked else {
            return;
        };
        let until = looked + 4_000 + 1_000 + 2 * 150;
        let is_told = |world: &Self| world.watch.words.iter().any(|word| word.mono >= looked);
        while !is_told(self) && self.mono() < until {
            self.run(50);
        }
    }

    /// The panel shows exactly what the gateway holds.
    fn compare(&mut self, agent: usize) {
        let seen = view(&self.model, self.now());
        let (period, in_call) = (
            self.agents[agent].period().clone(),
            self.agents[agent].is_in_call(),
        );
        let state = match seen.badge.source {
            Some(Source::Status) => Some(period.shown_by_poll()),
            // A poll that agrees with an event says only that there is a call.
            Some(Source::Host) if in_call => seen.badge.state.filter(|state| state.is_in_call()),
            Some(Source::Host) if is_in_call(period.state) => None,
            _ => Some(named_by_sync(period.state)),
        };
        let shown = seen.badge.state;
        // What is older than a minute is old, however seldom the operator wants polls.
        let seldom = self.model.settings().poll_interval_ms > 30_000;
        self.ledger.keep(
            Promise::ShowsWhatIs,
            shown == state && shown.is_some() && (seen.badge.fresh || seldom),
            || format!("{:?}, and the gateway holds {period:?}", seen.badge),
        );
        let goes_on = matches!(
            seen.call.stage,
            CallStage::AtLoad | CallStage::Live | CallStage::Undescribed
        );
        // A text session that goes on may be all that a poll's word for a call means.
        let chats = seen.call.stage == CallStage::None && self.agents[agent].is_chatting();
        self.ledger
            .keep(Promise::ShowsWhatIs, goes_on == in_call || chats, || {
                format!("{:?}, and the gateway holds {period:?}", seen.call.stage)
            });
        let old = seen
            .command
            .as_ref()
            .is_some_and(|it| it.verdict == Verdict::Running && !self.watch.is_recent(self.mono()));
        self.ledger.keep(Promise::ShowsWhatIs, !old, || {
            format!("{:?} has had its time", seen.command)
        });
        let well = matches!(seen.connection.connection, Connection::Live) && seen.notice.is_none();
        self.ledger.keep(Promise::ShowsWhatIs, well, || {
            format!("{:?} {:?}", seen.connection, seen.notice)
        });
    }
}

//! What befalls the agent, the portal and the page in a shift.

use cec_agent_panel_core::link::Connection;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::view::view;

use super::agenda::Next;
use super::session_source::session;
use super::weather::OUTAGES;
use super::world::{World, place};

impl World<'_> {
    /// The whole shift.
    pub fn work(&mut self) {
        self.visible = !self.dice.once_in(8);
        self.load();
        self.plan_deed(200);
        while self.deeds_left > 0 && self.next_moment().is_some() {
            self.go_on_a_step();
        }
        self.end();
        self.ledger.shifts += 1;
        self.ledger.simulated += self.at.unsigned_abs();
    }

    /// One deed, and the next is planned.
    pub fn deed(&mut self) {
        self.deeds_left -= 1;
        let pause = match self.dice.below(10) {
            0..=4 => self.dice.between(10, 2_000),
            5..=7 => self.dice.between(1_000, 12_000),
            8 => self.dice.between(10_000, 40_000),
            _ => self.dice.between(30_000, 100_000),
        };
        self.plan_deed(pause);
        if self.temper.rotates && self.dice.once_in(4) {
            self.rotate();
        }
        let now = self.at;
        match self.dice.below(100) {
            0..=39 => self.live(),
            40..=49 => self.command(),
            50..=55 => self.turn_weather(),
            56 | 57 => self.begin_outage(),
            58..=61 if !self.asleep => {
                self.note("refresh");
                self.load();
            }
            62 | 63 if !self.asleep => {
                self.note("remount");
                self.remount();
            }
            64..=73 if !self.asleep => self.switch_tab(),
            74..=76 if !self.asleep => {
                self.note("network comes or goes");
                let online = self.dice.once_in(2);
                self.watch.hasten();
                if online {
                    self.watch.may_be_good();
                }
                self.event(Event::Online(online));
            }
            77..=79 if !self.asleep => {
                self.note("sleep");
                let ms = match self.dice.below(3) {
                    0 => self.dice.between(1_000, 20_000),
                    1 => self.dice.between(20_000, 300_000),
                    _ => self.dice.between(300_000, 4 * 3_600_000),
                };
                self.say(|| format!("sleeps {ms} ms"));
                self.sleep(ms);
            }
            80 => {
                self.note("clock set");
                let by = match self.dice.below(2) {
                    0 => self.dice.between(2_500, 50_000),
                    _ => self.dice.between(-3_600_000, 3_600_000),
                };
                self.set_clock(by);
            }
            81..=84 => self.rotate(),
            85 | 86 => {
                self.note("guid ended");
                for agent in 0..2 {
                    self.agents[agent].rotate(now - 1);
                    let after = self.dice.between(0, 20_000);
                    self.plan_writing(agent, after);
                }
            }
            87 if !self.asleep => {
                self.note("signed out at the portal");
                self.hold(None);
                let after = self.dice.between(100, 8_000);
                self.plan_writing(0, after);
            }
            88 if !self.asleep => {
                self.note("another agent");
                let other = self.source.map_or(0, |(agent, _)| 1 - agent);
                let guid = self.agents[other].guid();
                self.hold(Some((other, guid)));
            }
            89 => self.sign_out_or_in(),
            90..=93 if !self.asleep => self.press(),
            94 | 95 if !self.asleep => {
                self.note("late reply");
                self.hand_in_late();
            }
            96 if !self.asleep => {
                self.note("source read");
                self.hand_session();
            }
            97 if !self.asleep => {
                self.note("settings");
                self.watch.outage_over = None;
                let mut settings = self.model.settings().clone();
                settings.poll_interval_ms = self.dice.pick(&[1_000, 3_000, 10_000]);
                self.watch.hasten();
                self.event(Event::Configured(settings, Vec::new()));
            }
            98 if !self.asleep => self.rubbish(),
            99 if !self.asleep => {
                self.note("asked to look now");
                self.watch.hasten();
                self.event(Event::Refresh);
            }
            _ => {}
        }
    }

    fn switch_tab(&mut self) {
        self.note("tab switch");
        self.watch.outage_over = None;
        self.watch.interrupted = self.at;
        self.watch.hasten();
        if !self.visible {
            self.watch.may_be_good();
        }
        self.event(Event::Visible(!self.visible));
    }

    fn note(&mut self, deed: &'static str) {
        self.ledger.deed(deed);
        self.say(|| format!("* {deed}"));
    }

    fn live(&mut self) {
        self.note("agent's life");
        let agent = usize::from(self.dice.once_in(6));
        let (now, mut dice) = (self.at, self.dice.clone());
        self.agents[agent].live(now, &mut dice);
        self.dice = dice;
        self.lived(agent);
    }

    fn command(&mut self) {
        let agent = self.source.map_or(0, |(agent, _)| agent);
        let known = self.model.agent().and_then(place);
        if self.source.is_none() || !self.agents[agent].signed_in || known != Some(agent) {
            return;
        }
        if !self.agents[agent].queue.is_empty() {
            // A portal that has not asked for the events yet gives no command.
            return;
        }
        self.note("command");
        let code = self.dice.pick(&[1, 4, 6, 7, 8, 9, 16, 18, 30, 30, 31, 31]);
        let now = self.at;
        self.agents[agent].command(code, now);
        // Some are refused, and leave no trace.
        let after = self.dice.pick(&[100, 400, 400, 1_500, 4_000]);
        let refused = self.dice.once_in(5);
        let obeyed = if refused { 0 } else { code };
        self.plan_effect(agent, obeyed, after);
        if self.temper.pushes && !self.asleep {
            let mono = self.mono_to_be();
            self.watch.command(mono);
            let word = if self.dice.once_in(2) {
                code.to_string()
            } else {
                format!(r#"{{"command":{code},"label":"The portal's word"}}"#)
            };
            self.event(Event::CommandSent(word));
            // Some portals tell what the gateway has answered, too.
            if self.dice.once_in(2) {
                if refused {
                    self.agents[agent].refuse();
                }
                let accepted = !refused;
                self.event(Event::CommandSent(format!(r#"{{"accepted":{accepted}}}"#)));
            }
        }
    }

    /// The gateway is away for a while, and comes back by itself.
    fn begin_outage(&mut self) {
        if self.outage.is_some() || self.temper.faults == 0 {
            return;
        }
        self.note("outage");
        let fault = self.dice.pick(&OUTAGES);
        let until = self.at + self.dice.pick(&[3_000, 12_000, 60_000, 150_000]);
        self.say(|| format!("{fault:?} until {until}"));
        self.outage = Some((fault, until));
        self.plan(until, Next::OutageOver);
    }

    pub fn outage_is_over(&mut self) {
        self.outage = None;
        let connection = view(&self.model, self.now()).connection.connection;
        // Whether there is a session, and a good one, is another matter.
        let asks = matches!(
            connection,
            Connection::Retrying | Connection::Live | Connection::Misconfigured
        );
        let known = self.model.agent().and_then(place);
        let same = known.is_some() && known == self.source.map(|(agent, _)| agent);
        let mono = self.mono();
        let free = self.visible && !self.asleep && self.watch.left_alone_until() <= mono;
        let waits = asks && same && free && self.jump == 0;
        self.watch.outage_over = waits.then_some(mono);
    }

    fn turn_weather(&mut self) {
        self.note("weather");
        self.bad_weather = !self.bad_weather;
    }

    fn rotate(&mut self) {
        self.note("guid rotated");
        let until = self.at + 60_000;
        for agent in 0..2 {
            self.agents[agent].rotate(until);
            // A portal may be late.
            let after = self.dice.pick(&[1, 100, 400, 3_000, 90_000]);
            self.plan_writing(agent, after);
        }
    }

    fn sign_out_or_in(&mut self) {
        self.note("signed out or in");
        let now = self.at;
        let agent = &mut self.agents[0];
        if agent.signed_in {
            agent.sign_out(now);
        } else {
            agent.sign_in(now);
            agent.rotate(now);
            self.plan_writing(0, 500);
        }
        self.lived(0);
    }

    /// A person presses what the panel offers.
    fn press(&mut self) {
        let seen = view(&self.model, self.now());
        let agent = self.model.agent().and_then(place);
        if let (Some(_), Some(agent)) = (&seen.recovery, agent) {
            self.note("sync asked for");
            self.watch.sync_asked(agent);
            self.event(Event::RetrySync);
        } else if seen.connection.connection == Connection::Misconfigured {
            self.note("asked to go on");
            self.watch.go_on();
            self.event(Event::RetryNow);
        } else if seen.next_ask.is_some_and(|next| next.may_hasten) {
            self.note("tried now");
            self.watch.hasten();
            self.event(Event::RetryNow);
        } else if seen.form {
            self.note("session typed");
            let guid = self.agents[0].guid();
            self.watch.hasten();
            self.event(Event::Connect(session(0, guid)));
        }
    }

    /// Nonsense comes in where others write.
    fn rubbish(&mut self) {
        self.note("rubbish");
        let texts = [
            "",
            "{",
            "null",
            "[[[[",
            r#"{"eventType":"AgentState_Nothing"}"#,
            r#"["state",1234]"#,
            r#"["state",99999999999999999999,"x"]"#,
            r#"["hello"]"#,
            r#"["refresh",1]"#,
            "[",
        ];
        let text = self.dice.pick(&texts).to_owned();
        let event = match self.dice.below(3) {
            0 => Event::Pushed(text),
            1 => Event::CommandSent(text),
            _ => Event::Heard(text),
        };
        self.event(event);
    }
}

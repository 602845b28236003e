//! The network with its faults, and the gateway at its other end.

use cec_agent_panel_core::generation::Generation;
use cec_agent_panel_core::link::{Reply, Session};
use cec_agent_panel_core::panel::Event;

use super::agenda::Next;
use super::answers;
use super::ledger::Promise;
use super::session_source::guid_text;
use super::weather::{Asked, Fault, Nature, Said, befall};
use super::world::{Request, UnderWay, What, World, place};

/// After how many ms a look-up is given up at the latest.
const LOOK_UP_MS: i64 = 4_000;

impl World<'_> {
    pub fn send(&mut self, what: What, generation: Generation, session: &Session) {
        self.ledger.requests += 1;
        let guid = self.number_of(session.guid.as_ref());
        let Some((agent, guid)) = place(session.agent).zip(guid) else {
            return self.ledger.keep(Promise::OwnSession, false, || {
                "nobody knows that session".to_owned()
            });
        };
        let request = Request {
            generation,
            what,
            agent,
            guid,
            sent: self.at,
            fault: self.fault(),
            panel: self.panel,
        };
        if let Some(fault) = request.fault {
            self.ledger.fault(fault);
            self.say(|| format!("      fault: {fault:?}"));
        }
        self.check_request(&request);
        self.under_way = Some(UnderWay {
            request: request.clone(),
            mono: self.mono(),
        });
        if matches!(request.fault, Some(Fault::Hang)) {
            return;
        }
        let way = self.way(request.fault);
        self.plan(self.at + way, Next::Arrive(request));
    }

    /// How long a message takes one way.
    fn way(&mut self, fault: Option<Fault>) -> i64 {
        match fault {
            Some(Fault::Latency) => self.dice.pick(&[400, 1_500, 4_000, 5_000, 9_000]),
            _ if self.temper.clean_network => 20,
            _ => self.dice.between(3, 150),
        }
    }

    fn fault(&mut self) -> Option<Fault> {
        if let Some((fault, _)) = self.outage.filter(|(_, until)| self.at < *until) {
            return Some(fault);
        }
        let befalls = self.bad_weather && self.dice.below(100) < self.temper.faults;
        let proxied = self.temper.proxied;
        befalls.then(|| {
            loop {
                let (fault, _) = self.dice.pick(Fault::ALL);
                // What only a person can mend is rare.
                let rare = matches!(
                    fault,
                    Fault::SessionOver | Fault::Misconfigured | Fault::GuidRefused
                );
                // What the gateway says of a Guid that the panel never knew, it cannot know.
                let possible = !(proxied && fault == Fault::EchoesGuid);
                if possible && (!rare || self.dice.once_in(4)) {
                    break fault;
                }
            }
        })
    }

    pub fn arrive(&mut self, request: Request) {
        let fault = request.fault;
        let back = self.way(fault);
        // The gateway never sees what breaks off or is refused before it.
        let unseen = [
            Fault::Drop,
            Fault::FlowControl,
            Fault::FailOver,
            Fault::Misconfigured,
        ];
        let said = if fault.is_some_and(|fault| unseen.contains(&fault)) {
            Said {
                status: 200,
                body: String::new(),
                nature: Nature::Unusable,
            }
        } else {
            self.serve(&request)
        };
        let guid = guid_text(request.agent, request.guid);
        let asked = Asked {
            what: request.what,
            guid: &guid,
            proxied: self.temper.proxied,
        };
        let (reply, nature) = befall(fault, said, &asked, &mut self.dice);
        if request.panel == self.panel {
            let at = self.at + back;
            self.plan(at, Next::Deliver(request, reply, nature));
        }
    }

    /// The gateway answers.
    fn serve(&mut self, request: &Request) -> Said {
        let refusal = |retcode: &str, nature: Nature| Said {
            status: 200,
            body: answers::code(retcode, "no"),
            nature,
        };
        let now = self.at;
        self.served.retain(|at| now - at < 2_000);
        self.served.push_back(now);
        if self.served.len() > 5 {
            return refusal("000-007", Nature::SlowDown);
        }
        let guid = match self.source {
            // The proxy has the Guid of whoever is signed in at the portal.
            Some((_, guid)) if self.temper.proxied => guid,
            None if self.temper.proxied => {
                return Said {
                    status: 401,
                    body: String::new(),
                    nature: Nature::SessionOver,
                };
            }
            _ => request.guid,
        };
        let other = self.temper.proxied && self.source.is_some_and(|(of, _)| of != request.agent);
        let agent = &mut self.agents[request.agent];
        if other || !agent.admits(guid, now) {
            return refusal("000-003", Nature::BadGuid);
        }
        if !agent.signed_in && (request.what == What::Sync || self.dice.once_in(2)) {
            return match self.dice.below(2) {
                0 => refusal("100-008", Nature::SessionOver),
                _ => refusal("100-006", Nature::NotSignedIn),
            };
        }
        let (body, state) = match request.what {
            What::Sync => {
                agent.queue.clear();
                let body = answers::sync(agent, now, &mut self.dice);
                (body, Some(agent.state()))
            }
            What::Status => {
                let body = answers::status(agent, &mut self.dice);
                (body, Some(agent.period().polled()))
            }
            What::LookUp => (answers::call_info(agent, &mut self.dice), None),
        };
        Said {
            status: 200,
            body,
            nature: Nature::Good(state),
        }
    }

    pub fn deliver(&mut self, request: &Request, reply: Reply, nature: Nature) {
        if self.waits_for(request.generation) {
            self.arrived = Some((request.clone(), nature));
            self.event(Event::Replied(request.generation, reply));
        } else {
            self.late.push((request.generation, reply));
        }
    }

    /// After how many ms a request is given up.
    pub fn timeout(&self, what: What) -> i64 {
        let longest = self.model.settings().request_timeout_ms.cast_signed();
        match what {
            What::LookUp => longest.min(LOOK_UP_MS),
            What::Sync | What::Status => longest,
        }
    }

    fn waits_for(&self, generation: Generation) -> bool {
        let waits = self.under_way.as_ref();
        waits.is_some_and(|waits| waits.request.generation == generation)
    }

    /// The panel is handed a reply now; it may have given the request up with the event
    /// before, when that told of a sleep.
    pub fn hand_over(&mut self, generation: Generation, reply: &Reply) {
        let arrived = self.arrived.take();
        if !self.waits_for(generation) {
            return;
        }
        if let (Some((request, nature)), Some(waits)) = (arrived, self.under_way.take()) {
            let timeout = self.timeout(request.what);
            let late = self.mono() - waits.mono > timeout;
            let nature = if late { Nature::Nothing } else { nature };
            self.hear(&request, reply, nature);
        }
    }

    /// Something has happened to the agent, and the portal asks for their events.
    pub fn lived(&mut self, agent: usize) {
        let (period, queued) = (
            self.agents[agent].period().clone(),
            self.agents[agent].queue.len(),
        );
        self.say(|| format!("agent {agent}: {period:?}, {queued} events"));
        if self.temper.pushes {
            let after = self.dice.between(1, 500);
            self.plan(self.at + after, Next::Fetch(agent));
        } else {
            self.agents[agent].queue.clear();
        }
    }

    /// The portal fetches what is queued for the agent who is signed in in it.
    pub fn fetch(&mut self, agent: usize) {
        if !self.temper.pushes || self.source.is_none_or(|(of, _)| of != agent) {
            return;
        }
        for happened in std::mem::take(&mut self.agents[agent].queue) {
            let text = answers::event(self.agents[agent].id, &happened, &mut self.dice);
            self.plan(self.at + 5, Next::Push(agent, text, happened));
        }
    }
}

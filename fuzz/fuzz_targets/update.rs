//! Any sequence of events at any times: `update` and `view` never panic, and keep what must
//! hold whatever comes in.
#![no_main]

use cec_agent_panel_core::gateway::{AgentId, Guid, Interface};
use cec_agent_panel_core::generation::Generation;
use cec_agent_panel_core::link::{Reply, Session, Stamp};
use cec_agent_panel_core::panel::{Effect, Event, Model, update};
use cec_agent_panel_core::settings::Settings;
use cec_agent_panel_core::sharing::LeadNews;
use cec_agent_panel_core::time::{Mono, Now, Wall};
use cec_agent_panel_core::view::{Timer, view};
use libfuzzer_sys::fuzz_target;

/// The part of every Guid that must stand nowhere.
const SECRET: &str = "S3CR3T00";

/// Takes the input apart; where it ends, it is all zeros.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    fn number(&mut self) -> u64 {
        u64::from(self.byte()) | u64::from(self.byte()) << 8
    }

    /// A text with its length before it; a long one has a second byte of length.
    fn text(&mut self) -> String {
        let length = match self.byte() {
            255 => usize::from(self.byte()) * 16,
            short => usize::from(short),
        };
        let (text, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }
}

/// The shell around the model: what is asked of it, and what must hold.
struct Shell {
    model: Model,
    now: Now,
    source: Option<Session>,
    under_way: Option<Generation>,
    newest: u32,
    last_sent: Option<i64>,
    sync: u32,
    sync_allowed: bool,
}

impl Shell {
    fn event(&mut self, event: Event) {
        let mut events = vec![event];
        while !events.is_empty() {
            for effect in update(&mut self.model, self.now, events.remove(0)) {
                self.perform(effect, &mut events);
            }
        }
        let seen = view(&self.model, self.now);
        let old = seen.badge.state.is_some() && !seen.badge.fresh;
        assert_eq!(old, seen.badge.as_of.is_some(), "old data has its moment");
        assert!(self.model.diagnostics().len() <= 500);
        for timer in [seen.badge_time, seen.call_time, seen.command_time] {
            if let Timer::Elapsed { seconds, .. } = timer {
                assert!(i64::try_from(seconds).is_ok());
            }
        }
        assert!(!format!("{seen:?}").contains(SECRET), "a Guid is seen");
    }

    fn perform(&mut self, effect: Effect, events: &mut Vec<Event>) {
        match effect {
            Effect::ReadSession => events.push(Event::SessionRead(self.source.clone())),
            Effect::Ask {
                generation,
                interface,
                ..
            } => {
                if interface == Interface::SyncAgentInfo {
                    assert!(self.sync_allowed || self.sync < 3, "a fourth try");
                    self.sync += 1;
                }
                self.send(generation);
            }
            Effect::Abort => assert!(self.under_way.take().is_some(), "nothing to abort"),
            Effect::Say(text) | Effect::Keep(_, text) => {
                assert!(!text.contains(SECRET), "a Guid is said");
            }
            Effect::Wake(_) | Effect::Lead { .. } | Effect::Resign | Effect::Leave => {}
            Effect::Remember(session) => self.source = Some(session),
            Effect::Forget(session) => {
                self.source.take_if(|held| *held == session);
            }
        }
    }

    fn send(&mut self, generation: Generation) {
        assert!(self.under_way.is_none(), "one request at a time");
        assert!(self.source.is_some(), "nobody is signed in");
        assert_eq!(generation.0, self.newest + 1, "generations rise by one");
        let now = self.now.mono.0;
        assert!(
            self.last_sent.is_none_or(|last| now - last >= 1_000),
            "two requests within a second"
        );
        self.newest = generation.0;
        self.under_way = Some(generation);
        self.last_sent = Some(now);
    }
}

fn session(number: u8) -> Option<Session> {
    Some(Session {
        agent: AgentId::parse(if number & 1 == 0 { "41001" } else { "41002" }).ok()?,
        guid: Some(Guid::new(&format!("{SECRET}-{}", number >> 1))?),
    })
}

fuzz_target!(|bytes: &[u8]| {
    // libFuzzer reads along in comparisons, and what comes in may be said on.
    if bytes
        .windows(SECRET.len())
        .any(|part| part == SECRET.as_bytes())
    {
        return;
    }
    let mut bytes = Bytes(bytes);
    let now = Now {
        mono: Mono(0),
        wall: Wall(1_750_000_000_000),
        chance: 0,
    };
    let mut shell = Shell {
        model: Model::new(Settings::default(), Vec::new(), now),
        now,
        source: session(0),
        under_way: None,
        newest: 0,
        last_sent: None,
        sync: 0,
        sync_allowed: false,
    };
    shell.event(Event::Started {
        visible: true,
        online: true,
    });
    // A browser without locks, in most inputs.
    if bytes.byte() & 3 > 0 {
        shell.event(Event::Lead(LeadNews::Unavailable));
    }
    for _ in 0..200 {
        if bytes.0.is_empty() {
            break;
        }
        let (kind, after) = (bytes.byte(), bytes.number());
        // Up to a minute as a rule, and hours now and then.
        let after = if kind & 0x80 == 0 { after } else { after * 256 };
        shell.now.mono.0 += after.cast_signed();
        shell.now.wall.0 = shell.now.wall.0.saturating_add(after);
        shell.now.chance = u32::from(bytes.byte()) << 24;
        let event = match kind & 0x1f {
            0..=4 => Event::Woke,
            5..=11 => {
                let status =
                    [200, 200, 200, 200, 401, 404, 429, 500, 503][usize::from(bytes.byte() % 9)];
                let body = bytes.text();
                let Some(generation) = shell.under_way.take() else {
                    continue;
                };
                Event::Replied(
                    generation,
                    Reply::Response {
                        status,
                        body,
                        retry_after_ms: (kind & 0x40 > 0).then_some(after),
                        stamp: Stamp::default(),
                    },
                )
            }
            12 => match shell.under_way.take() {
                Some(generation) => Event::Replied(generation, Reply::NoResponse),
                None => continue,
            },
            13 => {
                let generation = Generation(bytes.byte().into());
                shell.under_way.take_if(|waits| *waits == generation);
                Event::Replied(generation, Reply::TooLarge { status: 200 })
            }
            14 => Event::Visible(bytes.byte() & 1 > 0),
            15 => Event::Online(bytes.byte() & 1 > 0),
            16 | 17 => Event::Pushed(bytes.text()),
            18 => Event::CommandSent(bytes.text()),
            19 => Event::Heard(bytes.text()),
            20 => {
                shell.source = session(bytes.byte()).filter(|_| after != 0);
                // Another agent, or nobody in between, is another sync.
                shell.sync_allowed = true;
                Event::SessionRead(shell.source.clone())
            }
            21 => Event::Lead(match bytes.byte() & 3 {
                0 => LeadNews::Granted,
                1 => LeadNews::Taken,
                2 => LeadNews::Lost,
                _ => LeadNews::Unavailable,
            }),
            22 => {
                let by = bytes.number();
                shell.now.mono.0 += by.cast_signed();
                Event::ClockJumped(by)
            }
            23 => {
                shell.sync_allowed = true;
                Event::RetrySync
            }
            24 => Event::RetryNow,
            25 => Event::Connect(session(bytes.byte()).expect("it is one")),
            26 => {
                let (settings, complaints) = Settings::parse(&bytes.text());
                shell.sync_allowed = true;
                Event::Configured(settings, complaints)
            }
            27 => Event::Recalled(
                session(bytes.byte()).expect("it is one").agent,
                bytes.text(),
            ),
            28 => Event::Refresh,
            _ => Event::SessionRead(shell.source.clone()),
        };
        // A request that is refused for its Guid does not count as sent.
        shell.sync_allowed |= matches!(event, Event::Replied(..));
        shell.event(event);
    }
});

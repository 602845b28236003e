//! The call card, filled by events that the portal pushes.
//!
//! An event about the call that the card shows adds to what is known; one about another
//! call leaves nothing of the old one. But a call that waits while the agent calls somebody
//! else is kept aside: it goes on when the agent comes back to it. Who is only a second party
//! of the call, [`super::second_leg`] knows.

use super::card::{Call, CallStage};
use super::details::Details;
use crate::desk::status::{Source, Status};
use crate::gateway::{AgentEvent, AgentState, CallFeature, EventCall, EventKind, Inspection};
use crate::time::{Now, Start};

/// Which call an event is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leg {
    /// The one that the card shows, or the agent's only one.
    Current,
    /// The one that waits, or is going to come.
    Aside,
    /// That of the second party.
    Second,
    /// Another.
    Other,
    /// It has an ID, and that of the current call is not known.
    Unsure,
}

impl Call {
    /// Whether there is a call, as far as the card knows.
    pub const fn goes_on(&self) -> bool {
        matches!(
            self.stage,
            CallStage::AtLoad | CallStage::Live | CallStage::Undescribed
        )
    }

    /// Whether `told` is, by its ID, about the call that goes on and that the card shows.
    pub fn is_on_card(&self, told: &EventCall) -> bool {
        told.call_id.is_some() && self.goes_on() && self.leg(told) == Leg::Current
    }

    /// Whether, by its type, the call on the card is one out.
    pub fn is_out_by_type(&self) -> bool {
        let feature = self.details.as_ref().and_then(|details| details.feature);
        feature == Some(CallFeature::Common)
    }

    /// Which call `told` is about.
    pub fn leg(&self, told: &EventCall) -> Leg {
        let current = self
            .details
            .as_ref()
            .and_then(|details| details.call_id.as_ref());
        match (&told.call_id, current) {
            (Some(id), Some(current)) if id == current => Leg::Current,
            (Some(_), _) if self.is_aside(told) => Leg::Aside,
            (Some(_), _) if self.is_second(told) => Leg::Second,
            (Some(_), Some(_)) if self.has_unnamed_second() => Leg::Second,
            (None, _) if self.goes_on() => Leg::Current,
            (Some(_), None) if self.goes_on() => Leg::Unsure,
            _ => Leg::Other,
        }
    }

    /// Whether `told` is about the call that is kept aside.
    pub fn is_aside(&self, told: &EventCall) -> bool {
        self.aside
            .as_ref()
            .is_some_and(|aside| told.call_id.is_some() && aside.call_id == told.call_id)
    }

    /// The call that is kept aside is over.
    pub fn forget_aside(&mut self, told: &EventCall) {
        if self.is_aside(told) {
            self.aside = None;
        }
    }

    /// The call that is kept aside is on hold.
    pub fn hold_aside(&mut self) {
        if let (Some(aside), Some(details)) = (&self.aside, &mut self.details) {
            details.held_call_id.clone_from(&aside.call_id);
        }
    }

    /// The current call is over and another waits: whether the card shows that one now. As
    /// long as nobody has said that the agent is back on it, it is as it was.
    pub fn back_to_aside(&mut self) -> bool {
        let Some(aside) = self.aside.take_if(|aside| aside.talked) else {
            return false;
        };
        self.details = Some(*aside);
        self.second = None;
        self.stage = CallStage::AtLoad;
        true
    }

    /// Whether the current call has been answered, as far as anybody knows.
    pub fn was_talked_on(&self, status: Option<&Status>) -> bool {
        let before_talk = status.is_some_and(|status| status.state.is_before_talk());
        self.details
            .as_ref()
            .map_or(!before_talk, |details| details.talked)
    }

    /// Whether `told` is about the call that the card shows, and that one is talked on.
    pub fn is_talked_on(&self, told: &EventCall) -> bool {
        self.leg(told) == Leg::Current && self.is_talked_on_by_agent()
    }

    /// Whether the call on the card has been answered.
    pub fn is_talked_on_by_agent(&self) -> bool {
        self.details.as_ref().is_some_and(|details| details.talked)
    }

    /// Whether `told` is about the last call.
    pub fn has_ended(&self, told: &EventCall) -> bool {
        let last = self.details.as_ref().and_then(|it| it.call_id.as_ref());
        matches!(self.stage, CallStage::Ended(_)) && last.is_some() && last == told.call_id.as_ref()
    }

    /// The agent is taken by a call of which nothing is known. `before` is what was known of
    /// them until then, which does not surely go on.
    pub fn begins_undescribed(&mut self, before: Option<&Status>, now: Now) {
        // Nobody is taken anew by a call that they talk on already.
        let pushed_talk = before.is_some_and(|before| {
            before.source == Source::Host
                && (self.is_talked_on_by_agent() || !before.state.is_before_talk())
        });
        if matches!(self.stage, CallStage::AtLoad | CallStage::Live)
            && (self.doubtful || pushed_talk)
        {
            // What has been announced may be this one.
            self.aside = self.aside.take().filter(|aside| !aside.talked);
            self.doubtful = false;
            self.is_undescribed(now);
            self.seen_to_begin = true;
            return;
        }
        let is_quiet = matches!(self.stage, CallStage::None | CallStage::Ended(_));
        if is_quiet && !self.is_explained_by_session() {
            self.is_undescribed(now);
            self.seen_to_begin = true;
        }
    }

    /// The call is recorded or inspected, or no longer.
    pub fn is_watched(&mut self, event: &AgentEvent) {
        match event.kind {
            EventKind::Recording => self.is_recorded(&event.call),
            EventKind::RecordingFailed => self.is_not_recorded(&event.call),
            EventKind::InspectionBegun => self.is_inspected(Some(&event.inspection)),
            EventKind::InspectionOver => self.is_inspected(None),
            _ => {}
        }
    }

    /// The agent's call is being recorded under that number.
    fn is_recorded(&mut self, told: &EventCall) {
        if let Some(details) = self.told_of(told)
            && told.recording.is_some()
        {
            details.recording.clone_from(&told.recording);
        }
    }

    /// The recording of that number has failed: there is none.
    fn is_not_recorded(&mut self, told: &EventCall) {
        if let Some(details) = self.told_of(told)
            && details.recording == told.recording
        {
            details.recording = None;
        }
    }

    /// What is known of the call that is `told`, if it is a call of the agent's.
    fn told_of(&mut self, told: &EventCall) -> Option<&mut Details> {
        match self.leg(told) {
            Leg::Current if self.goes_on() => self.details.as_mut(),
            Leg::Aside => self.aside.as_deref_mut(),
            _ => None,
        }
    }

    /// An inspector has come to the call, or left it.
    fn is_inspected(&mut self, inspection: Option<&Inspection>) {
        let goes_on = self.goes_on();
        if let Some(details) = self.details.as_mut().filter(|_| goes_on) {
            details.inspector = inspection.and_then(|it| it.inspector.clone());
            details.inspection = inspection.and_then(|it| it.kind);
        }
    }

    /// The agent left the call at `end`.
    pub fn is_over(&mut self, end: Start, now: Now) {
        self.aside = None;
        self.second = None;
        self.stage = match self.stage {
            // The described call may have been another.
            CallStage::AtLoad | CallStage::Live if self.doubtful => return self.forget(),
            CallStage::AtLoad | CallStage::Live => CallStage::Ended(end),
            CallStage::Undescribed | CallStage::None => CallStage::None,
            ended @ CallStage::Ended(_) => return self.stage = ended,
        };
        if let Some(details) = &mut self.details {
            details.as_of = now;
        }
    }

    /// The agent is on the call that is `told`, in `state` since `start`. `known` is what
    /// was known of the agent before, when that is not too long ago.
    pub fn pushed(
        &mut self,
        told: &EventCall,
        state: AgentState,
        known: Option<&Status>,
        start: Start,
        now: Now,
    ) {
        let in_call = known.is_some_and(|known| known.in_call);
        if state == AgentState::Talking && self.is_help(told, known) {
            let held = known.is_some_and(|known| known.state == AgentState::Hold);
            return self.is_joined_by(told, held, now);
        }
        let describes_another = told.partner.is_some() || self.details.is_some() && self.goes_on();
        if state == AgentState::ThreeParty && describes_another {
            return self.confers(told, now);
        }
        let leg = match self.leg(told) {
            // Without an ID only an unbroken call is surely the same.
            Leg::Current if told.call_id.is_none() && !in_call => Leg::Other,
            Leg::Unsure if !in_call || self.contradicts(told) => Leg::Other,
            leg => leg,
        };
        let began = match (known, leg) {
            (Some(known), _) if !known.in_call => start,
            (Some(_), Leg::Other | Leg::Aside | Leg::Second) => start,
            (Some(known), _) if known.state.is_before_talk() => start,
            // A poll's word for a call covers the time before the talk.
            (Some(known), _) if known.source == Source::Status => {
                let quiet = self.details.as_ref().map(|details| details.as_of.mono);
                match (quiet.or(known.start.earliest()), start.latest()) {
                    (Some(after), Some(by)) if after < by => Start::between(after, by),
                    (Some(_), Some(_)) => start,
                    _ => Start::Unknown,
                }
            }
            _ => Start::Unknown,
        };
        let was_held = self
            .details
            .as_ref()
            .is_some_and(|current| told.call_id.is_some() && current.held_call_id == told.call_id);
        let joined = known.is_some_and(|known| known.state.has_second_party());
        if matches!(leg, Leg::Other | Leg::Aside | Leg::Second) {
            let next = self.aside.take_if(|_| leg == Leg::Aside);
            let party = self.second.take().and_then(|second| second.party);
            if party.is_some() {
                self.is_left_by_second();
            }
            let waits = known.is_some_and(|known| known.state == AgentState::Hold);
            let goes_on = self.goes_on() && !self.doubtful;
            let current = self.details.take();
            let current = current.filter(|current| goes_on && current.talked && waits);
            if let Some(current) = current {
                self.aside = Some(Box::new(current));
            }
            self.details = next.map(|next| *next);
        } else if state == AgentState::Talking && (joined || self.second.is_some()) {
            self.is_left_by_second();
        }
        self.doubtful = false;
        if self.details.is_none() && *told == EventCall::default() {
            return self.is_undescribed(now);
        }
        self.stage = CallStage::Live;
        let details = self.details.get_or_insert_with(|| Details::new(now));
        details.add(told, now);
        if state != AgentState::Hold {
            details.holds_no_longer();
        }
        if !state.is_before_talk() {
            if !details.talked {
                let first_word = state == AgentState::Talking && !was_held;
                details.talking = if first_word { began } else { Start::Unknown };
            }
            details.talked = true;
        }
    }

    /// The event tells data of a call and no state. It is for the agent's call, or for one
    /// that has not come yet; `expected`: the agent waits for one.
    pub fn informed(&mut self, told: &EventCall, expected: bool, now: Now) {
        match self.leg(told) {
            Leg::Current if self.goes_on() && self.details.is_some() => {
                if let Some(details) = &mut self.details {
                    details.add(told, now);
                }
            }
            Leg::Current | Leg::Unsure if self.goes_on() && expected => {
                let details = self.details.get_or_insert_with(|| Details::new(now));
                details.add(told, now);
                self.stage = CallStage::Live;
            }
            Leg::Other | Leg::Aside | Leg::Unsure
                if self.aside.as_ref().is_none_or(|aside| !aside.talked) =>
            {
                let mut aside = Details::new(now);
                aside.add(told, now);
                self.aside = Some(Box::new(aside));
            }
            _ => {}
        }
    }

    /// Whether the numbers are not those of the call without an ID that the card shows.
    fn contradicts(&self, told: &EventCall) -> bool {
        let differ = |one: &Option<String>, other: &Option<String>| {
            one.is_some() && other.is_some() && one != other
        };
        self.details.as_ref().is_some_and(|details| {
            differ(&details.caller, &told.caller) || differ(&details.called, &told.called)
        })
    }
}

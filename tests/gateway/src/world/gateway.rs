//! The whole gateway: all agents, the clock, faults and the log.

use std::collections::BTreeMap;

use super::agent::Agent;
use super::clock::Clock;
use super::fault::Faults;
use super::guid::{AuthMode, Guids, Standing};
use super::log::Log;
use super::retcode::Retcode;
use super::setup::Setup;
use super::shift::Shift;
use super::sign_in::SignIn;

/// Everything that the simulated gateway knows.
#[derive(Debug)]
pub struct Gateway {
    pub clock: Clock,
    pub auth_mode: AuthMode,
    pub agents: BTreeMap<String, Agent>,
    /// By agent ID as it stood in the URL, so that a fault can wait for an agent.
    pub faults: BTreeMap<String, Faults>,
    pub log: Log,
    /// Demo agents by ID, with the time at which their ID was given out.
    visitors: BTreeMap<String, u64>,
}

/// The first agent ID of the demo.
const FIRST_VISITOR: u32 = 41_001;
/// A demo agent whose page is gone for this long is removed, in milliseconds.
const VISITOR_GONE_AFTER: u64 = 300_000;

impl Gateway {
    /// A gateway without agents.
    pub const fn new(auth_mode: AuthMode) -> Self {
        Self {
            clock: Clock::Real { ahead: 0 },
            auth_mode,
            agents: BTreeMap::new(),
            faults: BTreeMap::new(),
            log: Log::new(),
            visitors: BTreeMap::new(),
        }
    }

    /// Brings everything up to the present and gives the time (milliseconds since 1970).
    pub fn settle(&mut self) -> u64 {
        let now = self.clock.now();
        for agent in self.agents.values_mut() {
            agent.settle(now);
        }
        let gone: Vec<String> = self
            .visitors
            .iter()
            .filter(|(id, given_out)| {
                let seen = self
                    .agents
                    .get(*id)
                    .map_or(**given_out, |agent| agent.last_poll);
                seen.saturating_add(VISITOR_GONE_AFTER) <= now
            })
            .map(|(id, _)| id.clone())
            .collect();
        for id in gone {
            self.remove(&id);
        }
        now
    }

    /// What a request's Guid is worth for agent `id` at `now`.
    pub fn standing(&self, id: &str, guid: Option<&str>, now: u64) -> Standing {
        match self.agents.get(id) {
            Some(agent) => agent.guids.standing(guid, now),
            None if guid.is_none() => Standing::Missing,
            None => Standing::Wrong,
        }
    }

    /// The agent to whom a request belongs.
    ///
    /// # Errors
    /// 100-011 for an ID outside 101–999999, 100-006 for an agent who is not signed in (any
    /// more) and for a missing or wrong Guid, 000-003 for one that has expired.
    pub fn authenticate(
        &mut self,
        id: &str,
        guid: Option<&str>,
        now: u64,
    ) -> Result<&mut Agent, Retcode> {
        check_agent_id(id)?;
        let agent = self.agents.get_mut(id).ok_or(Retcode::NotSignedIn)?;
        match agent.guids.standing(guid, now) {
            Standing::Wrong | Standing::Missing => Err(Retcode::NotSignedIn),
            _ if !agent.signed_in => Err(Retcode::NotSignedIn),
            Standing::Expired => Err(Retcode::Expired),
            Standing::Matched => Ok(agent),
        }
    }

    /// The agent whose events a poll is after: also one who has been signed out, while the
    /// event that says so waits. A poll that is held already (`held`) may have a Guid that
    /// was good when it began.
    ///
    /// # Errors
    /// As [`Gateway::authenticate`].
    pub fn listener(
        &mut self,
        id: &str,
        guid: Option<&str>,
        held: bool,
        now: u64,
    ) -> Result<&mut Agent, Retcode> {
        check_agent_id(id)?;
        let agent = self.agents.get_mut(id).ok_or(Retcode::NotSignedIn)?;
        match agent.guids.standing(guid, now) {
            Standing::Wrong | Standing::Missing => Err(Retcode::NotSignedIn),
            _ if !agent.signed_in && agent.queue.is_empty() => Err(Retcode::NotSignedIn),
            Standing::Expired if agent.signed_in && !held => Err(Retcode::Expired),
            Standing::Matched | Standing::Expired => Ok(agent),
        }
    }

    /// Signs an agent in through the documented interface and gives the first Guid.
    ///
    /// # Errors
    /// 100-011 for a bad ID, 100-002 if signed in already and not `forced`.
    pub fn sign_in(
        &mut self,
        id: &str,
        wishes: SignIn,
        forced: bool,
        now: u64,
    ) -> Result<String, Retcode> {
        check_agent_id(id)?;
        if !forced && self.agents.get(id).is_some_and(|agent| agent.signed_in) {
            return Err(Retcode::SignedInAlready);
        }
        let guids = Guids::begin(self.auth_mode, false, None, now);
        let mut agent = Agent::sign_in(id, guids, now);
        agent.begin_as_asked(wishes, now);
        if self.visitors.contains_key(id) {
            agent.shift = Some(Shift::begin(&mut agent, now));
        }
        let guid = agent.guids.newest().to_owned();
        self.agents.insert(id.to_owned(), agent);
        Ok(guid)
    }

    /// Begins a fresh session for a test and gives its Guid.
    pub fn create(&mut self, id: &str, setup: &Setup, now: u64) -> String {
        let mode = setup.auth_mode.unwrap_or(self.auth_mode);
        let unattended = setup.unattended.unwrap_or(true);
        let guids = Guids::begin(mode, unattended, setup.guid.clone(), now);
        let mut agent = Agent::sign_in(id, guids, now);
        agent.unattended = unattended;
        if let Some(before) = self.agents.get_mut(id) {
            // A new session of the same agent goes on with what was.
            agent.history = std::mem::take(&mut before.history);
        }
        setup.apply(&mut agent, now);
        let guid = agent.guids.newest().to_owned();
        self.agents.insert(id.to_owned(), agent);
        guid
    }

    /// Gives out the ID of a demo agent that nobody has.
    pub fn new_visitor(&mut self, now: u64) -> String {
        let taken = |id: &String| self.agents.contains_key(id) || self.visitors.contains_key(id);
        let id = (FIRST_VISITOR..=999_999)
            .map(|id| id.to_string())
            .find(|id| !taken(id))
            .unwrap_or_else(|| FIRST_VISITOR.to_string());
        self.visitors.insert(id.clone(), now);
        id
    }

    /// Forgets an agent, with their faults and log.
    pub fn remove(&mut self, id: &str) {
        self.agents.remove(id);
        self.faults.remove(id);
        self.visitors.remove(id);
        self.log.clear(Some(id));
    }
}

/// Whether `id` is an agent's ID, 101 to 999999 (the newer document's range).
///
/// # Errors
/// 100-011 if not.
pub fn check_agent_id(id: &str) -> Result<(), Retcode> {
    let digits = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    match id.parse::<u32>() {
        Ok(101..=999_999) if digits => Ok(()),
        _ => Err(Retcode::BadAgentId),
    }
}

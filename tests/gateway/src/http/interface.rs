//! The gateway's interfaces: their names here, methods and paths.

/// Which interface a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interface {
    SignIn,
    ForceSignIn,
    SignOut,
    ForceSignOut,
    Sync,
    Status,
    UpdateGuid,
    Event,
    /// A sign of life where events are pushed.
    Handshake,
    AgentSkills,
    ResetSkill,
    AutoAnswer,
    AutoEnterIdle,
    CallInfo,
    CallInfoBeforeAnswer,
    CallInfoByCallId,
    AppData,
    HoldList,
    AllCallIds,
    SayBusy,
    CancelBusy,
    SayFree,
    Rest,
    CancelRest,
    Work,
    CancelWork,
    CallOut,
    CallInner,
    Answer,
    Release,
    DropCall,
    Disconnect,
    Hold,
    GetHold,
    ConnectHold,
    BeginMute,
    EndMute,
    Transfer,
    CancelTransfer,
    InnerHelp,
    ConfJoin,
}

impl Interface {
    /// Whether it is one of the queries that flow control counts (`cec_07_0584`); commands
    /// are not.
    pub const fn is_flow_controlled(self) -> bool {
        matches!(
            self,
            Self::Sync
                | Self::Status
                | Self::UpdateGuid
                | Self::AgentSkills
                | Self::CallInfo
                | Self::CallInfoBeforeAnswer
                | Self::CallInfoByCallId
                | Self::AppData
                | Self::HoldList
                | Self::AllCallIds
        )
    }
}

/// Interface, its name in log and faults, method, path below `/agentgateway/resource/`;
/// `*` stands for any segment, the first one for the agent's ID.
#[rustfmt::skip] // One interface a line.
const TABLE: [(Interface, &str, &str, &str); 43] = [
    (Interface::SignIn, "sign-in", "PUT", "onlineagent/*"),
    (Interface::ForceSignIn, "force-sign-in", "PUT", "onlineagent/*/forcelogin"),
    (Interface::SignOut, "sign-out", "DELETE", "onlineagent/*/logout"),
    (Interface::ForceSignOut, "force-sign-out", "DELETE", "onlineagent/*/forcelogout"),
    (Interface::Sync, "sync", "POST", "onlineagent/*/syncagentinfo"),
    (Interface::Status, "status", "GET", "onlineagent/*/agentstatus"),
    (Interface::UpdateGuid, "update-guid", "PUT", "onlineagent/*/updateGuid"),
    (Interface::Event, "event", "GET", "agentevent/*"),
    (Interface::Handshake, "handshake", "POST", "onlineagent/*/handshake"),
    (Interface::Handshake, "heartbeat", "POST", "onlineagent/*/heartbeat"),
    (Interface::AgentSkills, "agent-skills", "GET", "onlineagent/*/agentskills"),
    (Interface::ResetSkill, "reset-skill", "POST", "onlineagent/*/resetskill/*"),
    (Interface::AutoAnswer, "auto-answer", "POST", "onlineagent/*/autoanswer/*"),
    (Interface::AutoEnterIdle, "auto-enter-idle", "POST", "onlineagent/*/autoenteridle/*"),
    (Interface::CallInfo, "call-info", "GET", "calldata/*/callinfo"),
    (Interface::CallInfoBeforeAnswer, "call-info-before-answer", "GET", "calldata/*/callinfobeforeanswer"),
    (Interface::CallInfoByCallId, "call-info-by-call-id", "GET", "calldata/*/callinfobycallid/*"),
    (Interface::AppData, "app-data", "GET", "calldata/*/appdata"),
    (Interface::HoldList, "hold-list", "GET", "calldata/*/holdlist"),
    (Interface::AllCallIds, "all-call-ids", "GET", "calldata/*/allcallid"),
    (Interface::SayBusy, "say-busy", "POST", "onlineagent/*/saybusy"),
    (Interface::CancelBusy, "cancel-busy", "POST", "onlineagent/*/cancelbusy"),
    (Interface::SayFree, "say-free", "POST", "onlineagent/*/sayfree"),
    (Interface::Rest, "rest", "POST", "onlineagent/*/rest/*/*"),
    (Interface::CancelRest, "cancel-rest", "POST", "onlineagent/*/cancelrest"),
    (Interface::Work, "work", "POST", "onlineagent/*/work"),
    (Interface::CancelWork, "cancel-work", "POST", "onlineagent/*/cancelwork"),
    (Interface::CallOut, "call-out", "PUT", "voicecall/*/callout"),
    (Interface::CallInner, "call-inner", "PUT", "voicecall/*/callinner"),
    (Interface::Answer, "answer", "PUT", "voicecall/*/answer"),
    (Interface::Release, "release", "DELETE", "voicecall/*/release"),
    (Interface::Release, "release", "DELETE", "voicecall/*"),
    (Interface::DropCall, "drop-call", "POST", "voicecall/*/dropcall/*"),
    (Interface::Disconnect, "disconnect", "POST", "voicecall/*/disconnect/*"),
    (Interface::Hold, "hold", "POST", "voicecall/*/hold"),
    (Interface::GetHold, "get-hold", "POST", "voicecall/*/gethold"),
    (Interface::ConnectHold, "connect-hold", "POST", "voicecall/*/connecthold/*"),
    (Interface::BeginMute, "begin-mute", "POST", "voicecall/*/beginmute"),
    (Interface::EndMute, "end-mute", "POST", "voicecall/*/endmute"),
    (Interface::Transfer, "transfer", "POST", "voicecall/*/transfer"),
    (Interface::CancelTransfer, "cancel-transfer", "POST", "voicecall/*/canceltransfer"),
    (Interface::InnerHelp, "inner-help", "POST", "voicecall/*/innerhelp"),
    (Interface::ConfJoin, "conf-join", "POST", "voicecall/*/confjoin"),
];

/// Where a request leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// `None` for a path or a method that the gateway does not know.
    pub interface: Option<Interface>,
    /// The interface's name here; `unknown` for a path that the gateway does not know.
    pub name: &'static str,
    /// The agent's ID as it stands in the path.
    pub agent: &'a str,
    /// The further variable segments.
    pub arguments: Vec<&'a str>,
    /// The path is known, the method is not its own.
    pub wrong_method: bool,
}

/// Finds the interface for a method and a path below `/agentgateway/resource/`.
pub fn find<'a>(method: &str, path: &'a str) -> Found<'a> {
    let segments: Vec<&str> = path.split('/').collect();
    let mut found = Found {
        interface: None,
        name: "unknown",
        agent: segments.get(1).copied().unwrap_or_default(),
        arguments: Vec::new(),
        wrong_method: false,
    };
    for (interface, name, its_method, pattern) in TABLE {
        let Some(variables) = variables(pattern, &segments) else {
            continue;
        };
        found.name = name;
        if method == its_method {
            found.interface = Some(interface);
            found.arguments = variables.into_iter().skip(1).collect();
            found.wrong_method = false;
            return found;
        }
        found.wrong_method = true;
    }
    found
}

/// The segments that stand where the pattern has a star, if the path fits it.
fn variables<'a>(pattern: &str, segments: &[&'a str]) -> Option<Vec<&'a str>> {
    let pattern: Vec<&str> = pattern.split('/').collect();
    let fits = pattern.len() == segments.len()
        && pattern
            .iter()
            .zip(segments)
            .all(|(part, segment)| *part == "*" || part == segment);
    fits.then(|| {
        pattern
            .iter()
            .zip(segments)
            .filter(|(part, _)| **part == "*")
            .map(|(_, segment)| *segment)
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_its_interface_with_its_arguments() {
        let found = find("POST", "onlineagent/41001/rest/600/2");
        assert_eq!(found.interface, Some(Interface::Rest));
        assert_eq!((found.agent, found.arguments), ("41001", vec!["600", "2"]));
    }

    #[test]
    fn a_known_path_with_another_method_is_told_from_an_unknown_path() {
        let found = find("GET", "onlineagent/41001/syncagentinfo");
        assert_eq!(
            (found.interface, found.wrong_method, found.name),
            (None, true, "sync")
        );
        let found = find("GET", "onlineagent/41001/nonsense");
        assert_eq!(
            (found.interface, found.wrong_method, found.name),
            (None, false, "unknown")
        );
    }
}

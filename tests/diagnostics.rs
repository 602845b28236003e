//! The schema of the diagnostics names what goes wrong with a request as the core does.

use cec_agent_panel_core::gateway::RetCode;
use cec_agent_panel_core::link::Cause;

/// The cause after that one; the first after none. A cause that is new does not compile here.
fn next(cause: Option<&Cause>) -> Option<Cause> {
    Some(match cause {
        None => Cause::Network,
        Some(Cause::Network) => Cause::TimedOut,
        Some(Cause::TimedOut) => Cause::Http(503),
        Some(Cause::Http(_)) => Cause::Page(200),
        Some(Cause::Page(_)) => Cause::NotJson,
        Some(Cause::NotJson) => Cause::NotAnAnswer,
        Some(Cause::NotAnAnswer) => Cause::TooLarge,
        Some(Cause::TooLarge) => Cause::Code(RetCode::new("100-007"), String::new()),
        Some(Cause::Code(..)) => Cause::OtherAgent,
        Some(Cause::OtherAgent) => Cause::Old,
        Some(Cause::Old) => Cause::AlreadySynced,
        Some(Cause::AlreadySynced) => return None,
    })
}

#[test]
fn the_schema_has_every_failure_and_no_other() {
    let schema = include_str!("../docs/diagnostics.schema.json");
    let names = schema.split("\"failure\": {").nth(1);
    let names = names.and_then(|rest| rest.split("\"enum\": [").nth(1));
    let names = names.and_then(|rest| rest.split(']').next());
    let described: Vec<&str> = names
        .unwrap_or_default()
        .split('"')
        .skip(1)
        .step_by(2)
        .collect();
    let causes = std::iter::successors(next(None), |cause| next(Some(cause)));
    let listed: Vec<&str> = causes.map(|cause| cause.name()).collect();
    assert_eq!(described, listed);
}

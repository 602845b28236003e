//! What the portal has pushed, and what becomes of it.

use super::model::Model;
use super::wishes::grant;
use crate::desk::pushed::Ignored;
use crate::diagnostics::Fact;
use crate::gateway::{AgentEvent, Answer, CommandWord, decode_agent_events, decode_command};
use crate::time::Now;

/// The portal pushed an event of the gateway, or several.
pub fn pushed(model: &mut Model, now: Now, text: &str) {
    for event in decode_agent_events(text) {
        match event {
            Ok(answer) => take(model, now, answer),
            Err(refusal) => ignore(model, now, Ignored::Refused(refusal)),
        }
    }
}

fn take(model: &mut Model, now: Now, answer: Answer<AgentEvent>) {
    let Some(session) = &model.link.session else {
        return ignore(model, now, Ignored::NobodySignedIn);
    };
    let event = answer.value;
    let number = |text: &String| text.trim().parse::<u32>().ok();
    if let Some(other) = event.work_no.as_ref().and_then(number)
        && other != session.agent.number()
    {
        return ignore(model, now, Ignored::OtherAgent);
    }
    for loss in answer.losses {
        model.diagnostics.add(now.wall, Fact::LostInEvent(loss));
    }
    let wishes = model.desk.pushed(now, &event);
    grant(model, now, wishes);
}

/// The portal has sent a command for the agent, or says what the gateway has answered.
pub fn command_sent(model: &mut Model, now: Now, text: &str) {
    let Some(word) = decode_command(text) else {
        return ignore(model, now, Ignored::NotACommand);
    };
    if model.link.session.is_none() {
        return ignore(model, now, Ignored::NobodySignedIn);
    }
    let wishes = match word {
        CommandWord::Sent(sent) => model.desk.command_sent(now, sent),
        CommandWord::Answered(accepted, words) => model.desk.command_answered(now, accepted, words),
    };
    grant(model, now, wishes);
}

/// Notes a push that is of no use.
fn ignore(model: &mut Model, now: Now, why: Ignored) {
    model.diagnostics.add_ignored(now.wall, why);
}

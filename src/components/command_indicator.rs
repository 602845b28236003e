//! The command indicator: what was asked of the gateway, for how long, and whether it
//! worked.

use std::rc::Rc;

use super::element::{Element, element};
use super::timer::timer;
use crate::app::Signals;
use crate::i18n::command_name;
use cec_agent_panel_core::desk::Verdict;

/// The indicator. It keeps its place when there is no command.
pub fn command_indicator(signals: &Rc<Signals>) -> Element {
    let name = element("span")
        .with("class", "command-name")
        .live_text(signals, |s| {
            s.command.get().map_or("".into(), |command| {
                command_name(s.words.get(), command.command)
            })
        });
    let outcome = element("span")
        .with("class", "command-verdict")
        .live_text(signals, |s| {
            let words = s.words.get();
            match s
                .command
                .get()
                .map(|shown| (shown.verdict, shown.checkable))
            {
                None => "",
                Some((Verdict::Done, _)) => words.done,
                Some((_, false)) => words.sent_unchecked,
                Some((Verdict::Running, true)) => words.running,
                Some((Verdict::Unconfirmed, true)) => words.unconfirmed,
            }
        });
    element("section")
        .with("class", "command")
        .with("part", "command-indicator")
        .bind(signals, "aria-label", |s| s.words.get().last_command)
        .bind(signals, "data-command", |s| {
            s.command
                .get()
                .map_or(0, |command| command.command.code())
                .to_string()
        })
        .bind(signals, "data-verdict", |s| {
            verdict(s).map_or("none", Verdict::slug)
        })
        .bind_optional(signals, "data-checkable", |s| {
            let shown = s.command.get()?;
            Some(if shown.checkable { "true" } else { "false" })
        })
        .child(
            element("p")
                .with("class", "command-text")
                .with("aria-live", "polite")
                .child(name)
                .child(outcome),
        )
        .child(timer(
            signals,
            |s| &s.command_time,
            |words| words.time_of_command,
            "command-time",
        ))
}

fn verdict(signals: &Signals) -> Option<Verdict> {
    signals.command.get().map(|command| command.verdict)
}

//! The command indicator: what was asked of the gateway, for how long, and whether it
//! worked.

use leptos::prelude::*;

use super::element::{Element, element};
use super::timer::timer;
use crate::i18n::command_name;
use crate::panel::Verdict;
use crate::runtime::Signals;

/// The indicator. It keeps its place when there is no command.
pub fn command_indicator(signals: Signals) -> Element {
    let Signals { words, command, .. } = signals;
    let verdict = move || command.get().map(|command| command.verdict);
    let name = element("span")
        .with("class", "command-name")
        .live_text(move || {
            command.get().map_or("".into(), |command| {
                command_name(words.get(), command.command)
            })
        });
    let outcome = element("span")
        .with("class", "command-verdict")
        .live_text(move || {
            let words = words.get();
            match verdict() {
                None => "",
                Some(Verdict::Running) => words.running,
                Some(Verdict::Done) => words.done,
                Some(Verdict::Unconfirmed) => words.unconfirmed,
            }
        });
    element("section")
        .with("class", "command")
        .with("part", "command-indicator")
        .bind("aria-label", move || words.get().last_command)
        .bind("data-command", move || {
            command
                .get()
                .map_or(0, |command| command.command.code())
                .to_string()
        })
        .bind("data-verdict", move || {
            verdict().map_or("none", Verdict::slug)
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
            signals.command_time,
            |words| words.time_of_command,
            "command-time",
        ))
}

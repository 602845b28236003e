//! The command indicator: what was asked of the gateway, for how long, and whether it
//! worked.

use leptos::prelude::*;

use super::dynamic::{text, value};
use super::timer::timer;
use crate::i18n::command_name;
use crate::panel::Verdict;
use crate::runtime::Signals;

/// The indicator. It keeps its place when there is no command.
pub fn command_indicator(signals: Signals) -> impl IntoView {
    let Signals { words, command, .. } = signals;
    let verdict = move || command.get().map(|command| command.verdict);
    view! {
        <section
            class="command"
            part="command-indicator"
            aria-label=value(move || words.get().last_command)
            data-command=value(move || {
                command.get().map_or(0, |command| command.command.code()).to_string()
            })
            data-verdict=value(move || match verdict() {
                None => "none",
                Some(Verdict::Running) => "running",
                Some(Verdict::Done) => "done",
                Some(Verdict::Unconfirmed) => "unconfirmed",
            })
        >
            <p class="command-text" aria-live="polite">
                <span class="command-name">
                    {text(move || match command.get() {
                        None => "".into(),
                        Some(command) => command_name(words.get(), command.command),
                    })}
                </span>
                <span class="command-verdict">
                    {text(move || {
                        let words = words.get();
                        match verdict() {
                            None => "",
                            Some(Verdict::Running) => words.running,
                            Some(Verdict::Done) => words.done,
                            Some(Verdict::Unconfirmed) => words.unconfirmed,
                        }
                    })}
                </span>
            </p>
            {timer(signals, signals.command_time, |words| words.time_of_command, "command-time", None)}
        </section>
    }
}

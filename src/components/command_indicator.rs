//! The command indicator: what was asked of the gateway, for how long, and whether it
//! worked.

use leptos::prelude::*;

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
            aria-label=move || words.get().last_command
            data-command=move || command.get().map_or(0, |command| command.command.code()).to_string()
            data-verdict=move || match verdict() {
                None => "none",
                Some(Verdict::Running) => "running",
                Some(Verdict::Done) => "done",
                Some(Verdict::Unconfirmed) => "unconfirmed",
            }
        >
            <p class="command-text" aria-live="polite">
                <span class="command-name">
                    {move || command.get().map(|command| command_name(words.get(), command.command))}
                </span>
                <span class="command-verdict">
                    {move || {
                        let words = words.get();
                        verdict().map_or("", |verdict| match verdict {
                            Verdict::Running => words.running,
                            Verdict::Done => words.done,
                            Verdict::Unconfirmed => words.unconfirmed,
                        })
                    }}
                </span>
            </p>
            {timer(signals, signals.command_time, |words| words.time_of_command, "command-time", None)}
        </section>
    }
}

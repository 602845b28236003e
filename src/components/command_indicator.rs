//! The command indicator: what was asked of the gateway, for how long, and whether it
//! worked.

use std::borrow::Cow;

use leptos::prelude::*;

use super::common::RunningTime;
use super::{Screen, Shown};
use crate::i18n::command_name;
use cec_agent_panel_core::desk::Verdict;

/// The indicator. It keeps its place when there is no command.
#[component]
pub fn CommandIndicator(screen: Screen) -> impl IntoView {
    view! {
        <section
            class="command"
            part="command-indicator"
            aria-label=screen.attribute(|s| s.words.last_command())
            data-command=screen.attribute_text(|s| code(s).to_string())
            data-verdict=screen.attribute(|s| s.view.command.map_or("none", |it| it.verdict.slug()))
            data-checkable=screen.optional_attribute(|s| {
                s.view.command.map(|it| if it.checkable { "true" } else { "false" })
            })
        >
            <p class="command-text" aria-live="polite">
                <span class="command-name" prop:textContent=screen.text(name)/>
                <span
                    class="command-verdict"
                    prop:textContent=screen.word(outcome)
                />
            </p>
            <RunningTime
                screen
                class="command-time"
                time=|view| view.command_time
                name=|s| s.words.time_of_command()
            />
        </section>
    }
}

/// The command's number in the gateway's table; 0 for none.
fn code(shown: &Shown) -> i64 {
    shown.view.command.map_or(0, |it| it.command.code())
}

fn name(shown: &Shown) -> Cow<'static, str> {
    shown.view.command.map_or("".into(), |command| {
        command_name(shown.words, command.command)
    })
}

/// Of one whose effect nothing here can show it says no more than that it was sent.
fn outcome(shown: &Shown) -> &'static str {
    let words = shown.words;
    match shown.view.command.map(|it| (it.verdict, it.checkable)) {
        None => "",
        Some((Verdict::Done, _)) => words.done(),
        Some((_, false)) => words.sent_unchecked(),
        Some((Verdict::Running, true)) => words.running(),
        Some((Verdict::Unconfirmed, true)) => words.unconfirmed(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Shown, code, name, outcome};
    use cec_agent_panel_core::desk::Verdict;
    use cec_agent_panel_core::gateway::Command;
    use cec_agent_panel_core::view::CommandView;

    #[test]
    fn without_a_command_it_is_empty() {
        let shown = Shown::at_first();
        assert_eq!((code(&shown), &*name(&shown), outcome(&shown)), (0, "", ""));
    }

    #[test]
    fn one_whose_effect_nothing_shows_is_said_to_have_been_sent() {
        let mut shown = Shown::at_first();
        let words = shown.words;
        for (verdict, checkable, said) in [
            (Verdict::Running, true, words.running()),
            (Verdict::Unconfirmed, true, words.unconfirmed()),
            (Verdict::Running, false, words.sent_unchecked()),
            (Verdict::Unconfirmed, false, words.sent_unchecked()),
            (Verdict::Done, true, words.done()),
        ] {
            let command = Command::Hold;
            shown.view.command = Some(CommandView {
                command,
                verdict,
                checkable,
            });
            assert_eq!(outcome(&shown), said, "{verdict:?}");
        }
    }
}

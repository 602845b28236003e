//! The command indicator: what was asked of the gateway, for how long, and whether it
//! worked.

use std::borrow::Cow;

use leptos::prelude::*;

use super::common::RunningTime;
use super::{Screen, Shown};
use crate::i18n::command_name;
use cec_agent_panel_core::desk::Verdict;
use cec_agent_panel_core::view::CommandView;

/// The indicator. It keeps its place when there is no command.
#[component]
pub fn CommandIndicator(screen: Screen) -> impl IntoView {
    view! {
        <section
            class="command"
            part="command-indicator"
            aria-label=screen.attribute(|s| s.words.last_command())
            data-command=screen.attribute_text(|s| code(s).to_string())
            data-verdict=screen.attribute(|s| command(s).map_or("none", |it| it.verdict.slug()))
            data-checkable=screen.optional_attribute(|s| {
                command(s).map(|it| if it.checkable { "true" } else { "false" })
            })
        >
            <p class="command-text" aria-live="polite">
                <span class="command-name" prop:textContent=screen.text(name)/>
                <span
                    class="command-verdict"
                    prop:textContent=screen.text(outcome)
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

fn command(shown: &Shown) -> Option<&CommandView> {
    shown.view.command.as_ref()
}

/// The command's number in the gateway's table; 0 for none.
fn code(shown: &Shown) -> i64 {
    command(shown).map_or(0, |it| it.command.code())
}

/// What the portal calls it, else its name.
fn name(shown: &Shown) -> Cow<'static, str> {
    match command(shown) {
        None => "".into(),
        Some(CommandView {
            label: Some(label), ..
        }) => label.shown.clone().into(),
        Some(it) => command_name(shown.words, it.command),
    }
}

/// Of one whose effect nothing here can show it says no more than that it was sent, or accepted.
fn outcome(shown: &Shown) -> String {
    let words = shown.words;
    let Some(it) = command(shown) else {
        return String::new();
    };
    let outcome = match (it.verdict, it.checkable) {
        (Verdict::Refused, _) => words.refused(),
        (Verdict::Done, _) => words.done(),
        (_, false) if it.accepted => words.accepted(),
        (_, false) => words.sent_unchecked(),
        (Verdict::Running, true) => words.running(),
        (Verdict::Unconfirmed, true) => words.unconfirmed(),
    };
    match &it.refusal {
        Some(why) => [outcome, ": ", &why.shown].concat(),
        None => outcome.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{CommandView, Shown, code, name, outcome};
    use cec_agent_panel_core::desk::Verdict;
    use cec_agent_panel_core::gateway::Command;
    use cec_agent_panel_core::view::safe_text;

    #[test]
    fn without_a_command_it_is_empty() {
        let shown = Shown::at_first();
        assert_eq!((code(&shown), &*name(&shown)), (0, ""));
        assert_eq!(outcome(&shown), "");
    }

    /// A command of which the portal has told nothing more.
    fn hold(verdict: Verdict, checkable: bool) -> CommandView {
        CommandView {
            command: Command::Hold,
            verdict,
            checkable,
            accepted: false,
            label: None,
            refusal: None,
        }
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
            shown.view.command = Some(hold(verdict, checkable));
            assert_eq!(outcome(&shown), said, "{verdict:?}");
        }
        let accepted = CommandView {
            accepted: true,
            ..hold(Verdict::Running, false)
        };
        shown.view.command = Some(accepted);
        assert_eq!(outcome(&shown), words.accepted());
    }

    #[test]
    fn it_has_the_portals_label_and_the_gateways_words_of_a_refusal() {
        let mut shown = Shown::at_first();
        let text = |text| Some(safe_text(text, 40));
        shown.view.command = Some(CommandView {
            label: text("Park"),
            refusal: text("100-002 \u{202E}no"),
            ..hold(Verdict::Refused, true)
        });
        assert_eq!(&*name(&shown), "Park");
        assert_eq!(outcome(&shown), "refused: 100-002 \u{FFFD}no");
    }
}

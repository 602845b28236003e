//! The connection line: how the panel stands with the gateway, since when, how fast.

use std::rc::Rc;

use super::actions::Actions;
use super::element::{Element, element};
use super::time_of_day::time_of_day;
use crate::app::Signals;
use crate::i18n::{connection_name, next_ask_text, problem_name, with};
use cec_agent_panel_core::link::Connection;
use cec_agent_panel_core::panel::Event;
use cec_agent_panel_core::settings::Complaint;
use cec_agent_panel_core::view::safe_text;

/// How many characters of a key of `config.json` are shown.
const KEY_SHOWN: usize = 40;

/// The line, and behind it what the help desk asks for.
pub fn connection_line(
    signals: &Rc<Signals>,
    actions: Actions,
    complaints: &[Complaint],
) -> Element {
    let summary = element("summary")
        .child(
            element("span")
                .with("class", "connection-name")
                .live_text(signals, |s| {
                    s.connection
                        .with(|line| connection_name(s.words.get(), line))
                }),
        )
        .child(
            element("span")
                .with("class", "connection-since")
                .live_text(signals, |s| {
                    let since = s.connection.with(|line| line.since);
                    with(s.words.get().since, &time_of_day(since))
                }),
        )
        .child(
            element("span")
                .with("class", "connection-latency")
                .bind_optional(signals, "data-slow", |s| {
                    s.connection.with(|line| line.slow.then_some(""))
                })
                .live_text(signals, latency),
        )
        .child(
            element("span")
                .with("class", "connection-next")
                .live_text(signals, |s| next_ask_text(s.words.get(), s.next_ask.get())),
        );
    // It keeps its place and its focus while a request is under way.
    let hasten = {
        let actions = actions.clone();
        element("button")
            .with("type", "button")
            .with("class", "connection-hasten")
            .bind_optional(signals, "hidden", |s| {
                let offered = s.next_ask.get().is_some_and(|next| next.may_hasten);
                (!offered).then_some("")
            })
            .live_text(signals, |s| s.words.get().try_now)
            .on("click", move |_| actions.send(Event::RetryNow))
    };
    let mut details = element("ul")
        .child(element("li").live_text(signals, |s| {
            [s.words.get().version, " ", env!("CARGO_PKG_VERSION")].concat()
        }))
        .child(element("li").live_text(signals, |s| {
            with(s.words.get().fields_lost, &s.fields_lost.get().to_string())
        }));
    for Complaint { key, problem } in complaints {
        let (key, problem) = (safe_text(key, KEY_SHOWN).shown, *problem);
        let complaint = element("bdi").live_text(signals, move |s| {
            let words = s.words.get();
            [
                words.config_file,
                " ",
                &key,
                ": ",
                problem_name(words, problem),
            ]
            .concat()
        });
        details = details.child(element("li").child(complaint));
    }
    let session = element("div")
        .with("class", "session-wrong")
        .children(signals, |s| {
            let words = s.words.get();
            s.session_wrong.with(|wrong| {
                let complaints = wrong.iter().map(|Complaint { key, .. }| {
                    let text = [key, ": ", words.session_unusable].concat();
                    element("p").text(s, &text)
                });
                complaints.collect()
            })
        });
    let save = element("button")
        .with("type", "button")
        .live_text(signals, |s| s.words.get().save_diagnostics)
        .on("click", move |_| actions.save_diagnostics());
    element("section")
        .with("class", "connection")
        .with("part", "connection")
        .bind(signals, "aria-label", |s| s.words.get().connection)
        .bind(signals, "data-connection", |s| connection(s).slug())
        .child(
            element("details")
                .child(summary)
                .child(details)
                .child(session)
                .child(save),
        )
        .child(hasten)
}

/// How long answers take, while they come.
fn latency(signals: &Signals) -> String {
    let words = signals.words.get();
    signals.connection.with(|line| match line.latency_ms {
        Some(ms) if line.connection == Connection::Live => {
            let text = if line.slow {
                words.slow_answers
            } else {
                words.milliseconds
            };
            with(text, &ms.to_string())
        }
        _ => String::new(),
    })
}

fn connection(signals: &Signals) -> Connection {
    signals.connection.with(|line| line.connection)
}

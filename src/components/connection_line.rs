//! The connection line: how the panel stands with the gateway, since when, how fast.

use std::rc::Rc;

use super::actions::Actions;
use super::element::{Element, element};
use super::time_of_day::time_of_day;
use crate::i18n::{connection_name, problem_name, with};
use crate::panel::{Complaint, Connection, safe_text};
use crate::runtime::Signals;

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
                .live_text(signals, |s| connection_name(s.words.get(), connection(s))),
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
                .live_text(signals, |s| {
                    let latency = s.connection.with(|line| line.latency_ms);
                    let live = connection(s) == Connection::Live;
                    latency.filter(|_| live).map_or_else(String::new, |ms| {
                        with(s.words.get().milliseconds, &ms.to_string())
                    })
                }),
        );
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
    let save = element("button")
        .with("type", "button")
        .live_text(signals, |s| s.words.get().save_diagnostics)
        .on("click", move |_| actions.save_diagnostics());
    element("section")
        .with("class", "connection")
        .with("part", "connection")
        .bind(signals, "aria-label", |s| s.words.get().connection)
        .bind(signals, "data-connection", |s| connection(s).slug())
        .child(element("details").child(summary).child(details).child(save))
}

fn connection(signals: &Signals) -> Connection {
    signals.connection.with(|line| line.connection)
}

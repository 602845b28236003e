//! The connection line: how the panel stands with the gateway, since when, how fast.

use leptos::prelude::*;

use super::element::{Element, element};
use super::time_of_day::time_of_day;
use crate::i18n::{connection_name, problem_name, with};
use crate::panel::{Complaint, Connection, safe_text};
use crate::runtime::Signals;

/// How many characters of a key of `config.json` are shown.
const KEY_SHOWN: usize = 40;

/// The line, and behind it what the help desk asks for.
pub fn connection_line(signals: Signals, complaints: &[Complaint]) -> Element {
    let Signals {
        words,
        connection,
        fields_lost,
        ..
    } = signals;
    let connection_now = move || connection.with(|line| line.connection);
    let summary = element("summary")
        .child(
            element("span")
                .with("class", "connection-name")
                .live_text(move || connection_name(words.get(), connection_now())),
        )
        .child(
            element("span")
                .with("class", "connection-since")
                .live_text(move || {
                    let since = connection.with(|line| line.since);
                    with(words.get().since, &time_of_day(since))
                }),
        )
        .child(
            element("span")
                .with("class", "connection-latency")
                .live_text(move || {
                    let latency = connection.with(|line| line.latency_ms);
                    let live = connection_now() == Connection::Live;
                    latency.filter(|_| live).map_or_else(String::new, |ms| {
                        with(words.get().milliseconds, &ms.to_string())
                    })
                }),
        );
    let mut details = element("ul")
        .child(
            element("li")
                .live_text(move || [words.get().version, " ", env!("CARGO_PKG_VERSION")].concat()),
        )
        .child(
            element("li")
                .live_text(move || with(words.get().fields_lost, &fields_lost.get().to_string())),
        );
    for Complaint { key, problem } in complaints {
        let (key, problem) = (safe_text(key, KEY_SHOWN).shown, *problem);
        let complaint = element("bdi").live_text(move || {
            let words = words.get();
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
    element("footer")
        .with("class", "connection")
        .with("part", "connection")
        .bind("aria-label", move || words.get().connection)
        .bind("data-connection", move || connection_now().slug())
        .child(element("details").child(summary).child(details))
}

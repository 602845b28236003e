//! The connection line: how the panel stands with the gateway, since when, how fast.

use leptos::prelude::*;

use super::dynamic::{text, value};
use super::time_of_day::time_of_day;
use crate::i18n::{connection_name, problem_name, with};
use crate::panel::{Connection, Problem};
use crate::runtime::Signals;

/// The line, and behind it what the help desk asks for.
pub fn connection_line(signals: Signals, complaints: Vec<(String, Problem)>) -> impl IntoView {
    let Signals {
        words,
        connection,
        fields_lost,
        ..
    } = signals;
    let connection_now = move || connection.with(|line| line.connection);
    let complaint = move |(key, problem): (String, Problem)| {
        let problem = text(move || {
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
        view! { <li><bdi>{problem}</bdi></li> }.into_any()
    };
    view! {
        <footer
            class="connection"
            part="connection"
            aria-label=value(move || words.get().connection)
            data-connection=value(move || connection_now().slug())
        >
            <details>
                <summary>
                    <span class="connection-name">
                        {text(move || connection_name(words.get(), connection_now()))}
                    </span>
                    <span class="connection-since">
                        {text(move || {
                            let since = connection.with(|line| line.since);
                            with(words.get().since, &time_of_day(since))
                        })}
                    </span>
                    <span class="connection-latency">
                        {text(move || {
                            let latency = connection.with(|line| line.latency_ms);
                            let live = connection_now() == Connection::Live;
                            latency.filter(|_| live).map_or_else(String::new, |ms| {
                                with(words.get().milliseconds, &ms.to_string())
                            })
                        })}
                    </span>
                </summary>
                <ul>
                    <li>
                        {text(move || [words.get().version, " ", env!("CARGO_PKG_VERSION")].concat())}
                    </li>
                    <li>
                        {text(move || {
                            with(words.get().fields_lost, &fields_lost.get().to_string())
                        })}
                    </li>
                    {complaints.into_iter().map(complaint).collect::<Vec<_>>()}
                </ul>
            </details>
        </footer>
    }
}

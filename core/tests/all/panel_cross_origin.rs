//! A gateway on another origin than the page, which may not allow it (CORS). A browser says
//! no more of that than that no response came.

use crate::support::answers::{at_sign_in, response, status};
use crate::support::{Outcome, Shift, settings};
use cec_agent_panel_core::link::Reply;
use cec_agent_panel_core::view::Notice;

const PAGE: &str = "https://portal.example.com";
const ELSEWHERE: &str = r#"{"gateway": "https://gateway.example.com:8043"}"#;

/// The message after a while with these answers only.
fn notice(config: &str, outcome: impl Into<Outcome> + Clone) -> Notice {
    let mut shift = Shift::new(settings(config).on(PAGE));
    shift.always(outcome);
    shift.start();
    shift.run(60_000);
    shift.view().notice.unwrap()
}

#[test]
fn a_gateway_on_another_origin_that_never_responds_gets_a_message_of_its_own() {
    let notice = notice(ELSEWHERE, Reply::NoResponse);
    assert!(notice.cross_origin);
}

#[test]
fn the_same_on_the_page_s_own_origin_is_no_matter_of_cors() {
    for config in [
        "{}",
        r#"{"gateway": "/"}"#,
        r#"{"gateway": "/sub/path"}"#,
        r#"{"gateway": "https://portal.example.com"}"#,
        r#"{"gateway": "https://portal.example.com/sub"}"#,
    ] {
        assert!(!notice(config, Reply::NoResponse).cross_origin, "{config}");
    }
    let longer = r#"{"gateway": "https://portal.example.com.elsewhere.example"}"#;
    assert!(notice(longer, Reply::NoResponse).cross_origin);
}

#[test]
fn whatever_could_be_read_or_hung_is_no_matter_of_cors() {
    assert!(!notice(ELSEWHERE, response(502, "")).cross_origin);
    assert!(!notice(ELSEWHERE, Outcome::Hangs).cross_origin);

    let mut shift = Shift::new(settings(ELSEWHERE).on(PAGE));
    shift.on_sync = at_sign_in().into();
    shift.on_status = status(4, false).into();
    shift.start();
    shift.run(10_000);
    shift.always(Reply::NoResponse);
    shift.run(60_000);
    assert!(
        !shift.view().notice.unwrap().cross_origin,
        "it was there once"
    );
}

#[test]
fn another_gateway_is_another_matter() {
    let mut shift = Shift::new(settings("{}").on(PAGE));
    shift.on_status = status(4, false).into();
    shift.start();
    shift.run(10_000);
    shift.always(Reply::NoResponse);
    let now_elsewhere = settings(ELSEWHERE).on(PAGE);
    shift.event(cec_agent_panel_core::panel::Event::Configured(
        now_elsewhere,
        Vec::new(),
    ));
    shift.run(60_000);
    assert!(shift.view().notice.unwrap().cross_origin);
}

//! What the words of every language say.

use cec_agent_panel::i18n::{notice_words, words};
use cec_agent_panel_core::link::{Cause, Connection};
use cec_agent_panel_core::settings::Locale;
use cec_agent_panel_core::view::Notice;

#[test]
fn a_gateway_that_may_not_allow_the_page_is_said_to_be_one_with_where_to_read_on() {
    let notice = Notice {
        connection: Connection::Retrying,
        expiry: None,
        cause: Some(Cause::Network),
        cross_origin: true,
        message: None,
    };
    for locale in [Locale::En, Locale::ZhCn] {
        let text = notice_words(words(locale), &notice).text;
        assert!(text.contains("CORS") && text.contains("docs/deploy.md"));
    }
}

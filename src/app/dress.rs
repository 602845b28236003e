//! What the panel's element carries for style sheets and screen readers.

use web_sys::HtmlElement;

use crate::i18n::Words;
use cec_agent_panel_core::settings::Settings;

/// Sets what the style sheets go by, and says in which language the panel speaks, and what it is.
pub fn dress(root: &HtmlElement, settings: &Settings, words: &Words) {
    set(root, "data-theme", settings.theme.slug());
    set(root, "data-layout", settings.layout.slug());
    // What a translator puts in the place of a text, nobody keeps up to date.
    set(root, "translate", "no");
    set(root, "lang", words.tag());
    set(root, "dir", "ltr");
    set(root, "aria-label", words.heading(&settings.heading));
}

fn set(root: &HtmlElement, name: &str, value: &str) {
    // Setting an attribute fails only for names that are none.
    let _ = root.set_attribute(name, value);
}

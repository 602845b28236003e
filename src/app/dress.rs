//! What the panel's element carries for style sheets and screen readers.

use web_sys::HtmlElement;

use crate::i18n::words;
use cec_agent_panel_core::settings::{Locale, Settings};

/// Sets what the style sheets and screen readers go by.
pub fn dress(root: &HtmlElement, settings: &Settings) {
    for (name, value) in [
        ("lang", locale(settings).tag()),
        ("dir", "ltr"),
        // What a translator puts in the place of a text, nobody keeps up to date.
        ("translate", "no"),
        ("data-theme", settings.theme.slug()),
        ("data-layout", settings.layout.slug()),
        ("aria-label", words(locale(settings)).product),
    ] {
        // Setting an attribute fails only for names that are none.
        let _ = root.set_attribute(name, value);
    }
}

/// The language of the settings, or else the browser's.
pub fn locale(settings: &Settings) -> Locale {
    settings.locale.unwrap_or_else(|| {
        let language = web_sys::window().and_then(|window| window.navigator().language());
        Locale::for_tag(language.as_deref().unwrap_or("en"))
    })
}

//! What the panel shows, as one value with three triggers.

use std::borrow::Cow;

use leptos::prelude::*;

use super::common::LiveText;
use crate::i18n::Words;
use cec_agent_panel_core::settings::Complaint;
use cec_agent_panel_core::view::ViewModel;

/// What an attribute is; `None` is no attribute.
type Value = Option<Cow<'static, str>>;

/// Gives one.
type Give = Box<dyn Fn(&Shown) -> Value + Send>;

/// What the panel shows at a moment.
pub struct Shown {
    /// The language's table.
    pub words: &'static Words,
    /// The view model.
    pub view: ViewModel,
    /// How many fields of answers could not be read.
    pub fields_lost: usize,
    /// What is wrong with the session that was given.
    pub session_wrong: Option<Complaint>,
}

/// What the components read and the app sets.
///
/// All that is shown is one value: whoever reads it runs again whenever anything of it has
/// changed, once a second as a rule, and Leptos compares before it touches the page. What holds
/// something of the agent's own, such as what they have opened or typed, is built anew only
/// when its own trigger is notified.
#[derive(Clone, Copy)]
pub struct Screen(StoredValue<Inside>);

/// What is shown, and whom a change of it is told to.
///
/// An [`ArcTrigger`] lets go of all whom it tells, and each who is still there comes back. A
/// signal, and Leptos' `Trigger`, keep whom they tell: every part of a call that is long over.
struct Inside {
    shown: Shown,
    /// Anything of it.
    changed: ArcTrigger,
    /// The call card's rows, or the language.
    rows: ArcTrigger,
    /// Whether there is a connect form.
    form: ArcTrigger,
}

impl Screen {
    /// A screen that shows `view`. It lives as long as Leptos' current owner.
    pub fn new(words: &'static Words, view: ViewModel) -> Self {
        Self(StoredValue::new(Inside {
            shown: Shown {
                words,
                view,
                fields_lost: 0,
                session_wrong: None,
            },
            changed: ArcTrigger::new(),
            rows: ArcTrigger::new(),
            form: ArcTrigger::new(),
        }))
    }

    /// A word for a view, `prop:textContent`, which follows what is shown.
    pub fn word(self, give: fn(&Shown) -> &'static str) -> impl Fn() -> LiveText + Send + 'static {
        self.text(give)
    }

    /// The same of any text, which follows whatever signal `give` reads, too.
    pub fn text<T: Into<Cow<'static, str>>>(
        self,
        give: impl Fn(&Shown) -> T + Send + 'static,
    ) -> impl Fn() -> LiveText + Send + 'static {
        self.live_text(Box::new(move |shown| Some(give(shown).into())))
    }

    /// An attribute for a view, likewise.
    pub fn attribute(
        self,
        give: fn(&Shown) -> &'static str,
    ) -> impl Fn() -> Value + Send + 'static {
        self.attribute_text(give)
    }

    /// The same of any text, which follows whatever signal `give` reads, too.
    pub fn attribute_text<T: Into<Cow<'static, str>>>(
        self,
        give: impl Fn(&Shown) -> T + Send + 'static,
    ) -> impl Fn() -> Value + Send + 'static {
        self.value(Box::new(move |shown| Some(give(shown).into())))
    }

    /// An attribute for a view that is not always there.
    pub fn optional_attribute<T: Into<Cow<'static, str>>>(
        self,
        give: impl Fn(&Shown) -> Option<T> + Send + 'static,
    ) -> impl Fn() -> Value + Send + 'static {
        self.value(Box::new(move |shown| give(shown).map(Into::into)))
    }

    /// This and the next are of one type whatever gives them: Leptos compiles what it renders
    /// anew for each type.
    fn live_text(self, give: Give) -> impl Fn() -> LiveText + Send + 'static {
        let value = self.value(give);
        move || LiveText::from(value().unwrap_or_default())
    }

    fn value(self, give: Give) -> impl Fn() -> Value + Send + 'static {
        move || self.with(&give)
    }

    /// What `read` makes of what is shown, again whenever anything changes.
    pub fn with<T: Default>(self, read: impl FnOnce(&Shown) -> T) -> T {
        self.read(|inside| &inside.changed, read)
    }

    /// The same, again only when the call card's rows or the language have changed.
    pub fn with_rows<T: Default>(self, read: impl FnOnce(&Shown) -> T) -> T {
        self.read(|inside| &inside.rows, read)
    }

    /// Whether there is a connect form.
    pub fn has_form(self) -> bool {
        self.read(|inside| &inside.form, |shown| shown.view.form)
    }

    /// Shows `view`. Where it is the same, nothing runs.
    pub fn show(self, view: ViewModel, fields_lost: usize) {
        let (changed, rows, form) = self.update(|shown| {
            let rows = shown.view.call.rows != view.call.rows;
            let form = shown.view.form != view.form;
            let changed = shown.view != view || shown.fields_lost != fields_lost;
            shown.view = view;
            shown.fields_lost = fields_lost;
            (changed, rows, form)
        });
        if changed {
            self.tell(|inside| &inside.changed);
        }
        if rows {
            self.tell(|inside| &inside.rows);
        }
        if form {
            self.tell(|inside| &inside.form);
        }
    }

    /// Says everything with `words` from now on.
    pub fn speak(self, words: &'static Words) {
        self.update(|shown| shown.words = words);
        self.tell(|inside| &inside.changed);
        self.tell(|inside| &inside.rows);
    }

    /// Has each text that strangers have changed in the page written anew.
    pub fn look_over(self) {
        self.tell(|inside| &inside.changed);
    }

    /// Shows what is wrong with the session that was given; gives whether that is news.
    pub fn set_session_wrong(self, complaint: Option<&Complaint>) -> bool {
        let news = self.update(|shown| {
            let news = shown.session_wrong.as_ref() != complaint;
            shown.session_wrong = complaint.cloned();
            news
        });
        if news {
            self.tell(|inside| &inside.changed);
        }
        news
    }

    /// Who reads a screen whose panel is gone gets nothing.
    fn read<T: Default>(
        self,
        trigger: fn(&Inside) -> &ArcTrigger,
        read: impl FnOnce(&Shown) -> T,
    ) -> T {
        let read = |inside: &Inside| {
            trigger(inside).track();
            read(&inside.shown)
        };
        self.0.try_with_value(read).unwrap_or_default()
    }

    fn update<T: Default>(self, change: impl FnOnce(&mut Shown) -> T) -> T {
        let changed = self.0.try_update_value(|inside| change(&mut inside.shown));
        changed.unwrap_or_default()
    }

    fn tell(self, trigger: fn(&Inside) -> &ArcTrigger) {
        self.0.try_with_value(|inside| trigger(inside).notify());
    }
}

#[cfg(test)]
impl Shown {
    /// What a panel shows in English that has seen nothing yet.
    pub fn at_first() -> Self {
        use cec_agent_panel_core::panel::Model;
        use cec_agent_panel_core::settings::Settings;
        use cec_agent_panel_core::time::{Mono, Now, Wall};
        use cec_agent_panel_core::view::view;
        let now = Now {
            mono: Mono(0),
            wall: Wall(0),
            chance: 0,
        };
        Self {
            words: crate::i18n::words_of("en"),
            view: view(&Model::new(Settings::default(), Vec::new(), now), now),
            fields_lost: 0,
            session_wrong: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::{LiveText, Screen, Shown};
    use crate::i18n::words_of;
    use cec_agent_panel_core::settings::{Complaint, Problem};

    #[test]
    fn texts_and_attributes_follow_what_is_shown() {
        Owner::new().with(|| {
            let Shown {
                words: en, view, ..
            } = Shown::at_first();
            let screen = Screen::new(en, view.clone());
            let text = screen.word(|s| s.words.product());
            let lost = screen.attribute_text(|s| s.fields_lost.to_string());
            assert_eq!(text(), LiveText::from(en.product()));
            screen.speak(words_of("zh-CN"));
            screen.show(view, 3);
            assert_eq!(text(), LiveText::from(words_of("zh-CN").product()));
            assert_eq!(lost().as_deref(), Some("3"));
        });
    }

    #[test]
    fn a_complaint_of_the_session_is_news_once() {
        Owner::new().with(|| {
            let Shown { words, view, .. } = Shown::at_first();
            let screen = Screen::new(words, view);
            let complaint = Complaint {
                key: "guid".to_owned(),
                problem: Problem::WrongValue,
            };
            let news = [Some(&complaint), Some(&complaint), None, Some(&complaint)];
            let news = news.map(|complaint| screen.set_session_wrong(complaint));
            assert_eq!(news, [true, false, true, true]);
        });
    }

    #[test]
    fn a_screen_whose_panel_is_gone_shows_nothing_and_panics_nowhere() {
        let owner = Owner::new();
        let Shown { words, view, .. } = Shown::at_first();
        let screen = owner.with(|| Screen::new(words, view.clone()));
        let text = screen.word(|s| s.words.product());
        owner.cleanup();
        screen.show(view, 1);
        screen.speak(words);
        screen.look_over();
        assert_eq!(text(), LiveText::default());
    }
}

//! `config.json`: what the operator may set. All of it is optional.

use serde_json::{Map, Value};

use crate::field::Field;
use crate::gateway::{AgentState, MAX_BODY_BYTES};

/// The settings in force.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// `gateway`, where it is: nothing for the page's own origin, a path, or an http(s)
    /// address. Without a slash at its end.
    pub gateway: String,
    /// `credentials`: whether cookies go to a gateway on another origin.
    pub credentials: Credentials,
    /// `pollIntervalMs`: milliseconds between polls while somebody looks, 1,000 to 60,000.
    pub poll_interval_ms: u64,
    /// `hiddenPollIntervalMs`: milliseconds between polls while nobody looks, or the agent is
    /// signed out, 1,000 to 60,000.
    pub hidden_poll_interval_ms: u64,
    /// `requestTimeoutMs`: after how many milliseconds a request is given up, 1,000 to 60,000.
    pub request_timeout_ms: u64,
    /// `theme`: light, dark, or as the system has it.
    pub theme: Theme,
    /// `callDetails`: whether a call that nobody has described is looked up.
    pub call_details: CallDetails,
    /// `maskNumbers`: whether phone numbers show at most four digits, their last ones.
    pub mask_numbers: bool,
    /// `allowConnectForm`: whether a page without a session offers a form for one.
    pub allow_connect_form: bool,
    /// `layout`: how much of the panel is shown.
    pub layout: Layout,
    /// `sessionKey`: the key of `sessionStorage` that holds the session; empty when none does.
    pub session_key: String,
    /// `guidFrom`: who puts the Guid on the requests.
    pub guid_from: GuidFrom,
    /// `limits`: after how many seconds in a state the agent is told, 1 to 86,400, for the states
    /// that have a limit.
    pub limits: Vec<(AgentState, u64)>,
    /// `heading`, what the panel is called, at most 80 characters; empty for its name in the
    /// language that is spoken.
    pub heading: String,
    /// `fields`: which rows the call card has, each once, in their order.
    pub fields: Vec<Field>,
}

/// The longest heading, in characters.
const HEADING_MAX: usize = 80;

impl Default for Settings {
    fn default() -> Self {
        Self {
            gateway: String::new(),
            credentials: Credentials::SameOrigin,
            poll_interval_ms: 3_000,
            hidden_poll_interval_ms: 30_000,
            request_timeout_ms: 10_000,
            theme: Theme::Auto,
            call_details: CallDetails::Ask,
            mask_numbers: false,
            allow_connect_form: true,
            layout: Layout::Full,
            session_key: SESSION_KEY.to_owned(),
            guid_from: GuidFrom::Session,
            limits: Vec::new(),
            heading: String::new(),
            fields: Field::ALL.to_vec(),
        }
    }
}

/// The languages of the panel, as the tags of `locale` begin, in their order.
pub const LANGUAGES: [&str; 4] = ["en", "es", "th", "zh"];

/// The value of `credentials`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Credentials {
    /// `same-origin`: cookies stay with the page's own origin.
    SameOrigin,
    /// `include`: cookies go to the configured gateway too.
    Include,
}

/// The value of `callDetails`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CallDetails {
    /// `ask`: the gateway is asked who it is (R13).
    Ask,
    /// `off`: only the load and pushed events tell of calls.
    Off,
}

/// The value of `guidFrom`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum GuidFrom {
    /// `session`: the panel does, with that of the session.
    #[default]
    Session,
    /// `proxy`: the server between browser and gateway does. The panel knows none and sends
    /// none.
    Proxy,
}

/// The value of `theme`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    /// As the system has it.
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The value of the `data-theme` attribute.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The value of `layout`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// The whole panel.
    Full,
    /// All parts, close together, for a side bar.
    Compact,
    /// One line, for a portal's header.
    Badge,
}

impl Layout {
    /// The value of the `data-layout` attribute.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Compact => "compact",
            Self::Badge => "badge",
        }
    }
}

/// Something in `config.json` that was not obeyed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Complaint {
    /// The key, at most 40 characters; empty for the whole file.
    pub key: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem {
    /// There is no such setting.
    UnknownKey,
    /// The value is none that the setting can have; the default stands.
    WrongValue,
    /// The number lies outside the allowed range; the nearest allowed one stands.
    OutOfRange,
    /// The file is not JSON, or not an object; the defaults stand.
    NotJson,
}

impl Problem {
    /// The problem as a word for the portal's developer.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::UnknownKey => "unknown-key",
            Self::WrongValue => "wrong-value",
            Self::OutOfRange => "out-of-range",
            Self::NotJson => "not-json",
        }
    }
}

/// The key under which portals write the session unless the settings name another.
const SESSION_KEY: &str = "cec-agent-panel.session";

/// How many complaints there are at most: a file of nothing but unknown keys must not fill
/// the page.
const MOST_COMPLAINTS: usize = 40;

/// The range of all times in `config.json`, in ms.
const TIMES_MS: (u64, u64) = (1_000, 60_000);

/// The range of all limits, in s: a day at most.
const LIMITS_S: (u64, u64) = (1, 86_400);

impl Settings {
    /// Reads the text of `config.json` for a page that came in the clear; otherwise as
    /// [`Settings::parse_for`].
    pub fn parse(text: &str) -> (Self, Vec<Complaint>) {
        Self::parse_for(false, text)
    }

    /// Reads the text of `config.json`. What is wrong is left at its default and
    /// reported; nothing is an error. `secure`: the page came over TLS, so that nothing that
    /// it says or hears may go in the clear.
    pub fn parse_for(secure: bool, text: &str) -> (Self, Vec<Complaint>) {
        let mut settings = Self::default();
        let mut complaints = Vec::new();
        // As strictly as the scripts read it, which obey some of it: the gateway's leniency would
        // have a file obeyed by halves.
        match serde_json::from_str(text) {
            Ok(Value::Object(entries)) if text.len() <= MAX_BODY_BYTES => {
                settings.read(secure, &entries, &mut complaints);
            }
            _ => complaints.push(Complaint {
                key: String::new(),
                problem: Problem::NotJson,
            }),
        }
        (settings, complaints)
    }

    /// The settings for a page of `origin`: a gateway's address on it becomes a path, so that
    /// only one of another origin still has a scheme.
    #[must_use]
    pub fn on(mut self, origin: &str) -> Self {
        if let Some(path) = self.gateway.strip_prefix(origin)
            && (path.is_empty() || path.starts_with('/'))
        {
            self.gateway = path.to_owned();
        }
        self
    }

    /// The limit of that state, in seconds.
    pub fn limit_of(&self, state: AgentState) -> Option<u64> {
        let limit = self.limits.iter().find(|(of, _)| *of == state);
        limit.map(|(_, seconds)| *seconds)
    }

    /// Whether the gateway is on another origin than the page.
    pub fn is_cross_origin(&self) -> bool {
        !(self.gateway.is_empty() || self.gateway.starts_with('/'))
    }

    fn read(
        &mut self,
        secure: bool,
        entries: &Map<String, Value>,
        complaints: &mut Vec<Complaint>,
    ) {
        for (key, value) in entries {
            let limits = value.as_object().filter(|_| key == "limits");
            if let Some(limits) = limits {
                for (state, seconds) in limits {
                    let outcome = self.limit(state, seconds);
                    complain(complaints, &["limits.", state].concat(), outcome);
                }
            } else {
                complain(complaints, key, self.set(secure, key, value));
            }
        }
    }

    /// Sets the limit of the state with that slug.
    fn limit(&mut self, state: &str, seconds: &Value) -> Result<(), Problem> {
        let state = AgentState::from_slug(state).ok_or(Problem::UnknownKey)?;
        let mut limit = 0;
        let outcome = set_number(&mut limit, seconds, LIMITS_S);
        if outcome != Err(Problem::WrongValue) {
            self.limits.push((state, limit));
        }
        outcome
    }

    fn set(&mut self, secure: bool, key: &str, value: &Value) -> Result<(), Problem> {
        match key {
            "gateway" => self.gateway = gateway_base(secure, text(value)?)?,
            "credentials" => {
                self.credentials = match text(value)? {
                    "same-origin" => Credentials::SameOrigin,
                    "include" => Credentials::Include,
                    _ => return Err(Problem::WrongValue),
                }
            }
            "pollIntervalMs" => return set_time(&mut self.poll_interval_ms, value),
            "hiddenPollIntervalMs" => return set_time(&mut self.hidden_poll_interval_ms, value),
            "requestTimeoutMs" => return set_time(&mut self.request_timeout_ms, value),
            "callDetails" => {
                self.call_details = match text(value)? {
                    "ask" => CallDetails::Ask,
                    "off" => CallDetails::Off,
                    _ => return Err(Problem::WrongValue),
                }
            }
            "locale" => {
                // The page's script obeys this and the next three; here they are only looked at for
                // the report.
                return if is_spoken(text(value)?) {
                    Ok(())
                } else {
                    Err(Problem::WrongValue)
                };
            }
            "callNotification" | "keyboard" => {
                return match text(value)? {
                    "on" | "off" => Ok(()),
                    _ => Err(Problem::WrongValue),
                };
            }
            "callSound" => {
                return value.as_bool().map(drop).ok_or(Problem::WrongValue);
            }
            "theme" => {
                self.theme = match text(value)? {
                    "auto" => Theme::Auto,
                    "light" => Theme::Light,
                    "dark" => Theme::Dark,
                    _ => return Err(Problem::WrongValue),
                }
            }
            "maskNumbers" => self.mask_numbers = value.as_bool().ok_or(Problem::WrongValue)?,
            "allowConnectForm" => {
                self.allow_connect_form = value.as_bool().ok_or(Problem::WrongValue)?;
            }
            "layout" => {
                self.layout = match text(value)? {
                    "full" => Layout::Full,
                    "compact" => Layout::Compact,
                    "badge" => Layout::Badge,
                    _ => return Err(Problem::WrongValue),
                }
            }
            "sessionKey" => text(value)?.clone_into(&mut self.session_key),
            "guidFrom" => {
                self.guid_from = match text(value)? {
                    "session" => GuidFrom::Session,
                    "proxy" => GuidFrom::Proxy,
                    _ => return Err(Problem::WrongValue),
                }
            }
            // The page's script obeys it; here it is only looked at for the report.
            "parentOrigins" => {
                let origins = value.as_array().ok_or(Problem::WrongValue)?;
                let all_good = origins
                    .iter()
                    .all(|origin| origin.as_str().is_some_and(|text| is_origin(secure, text)));
                return if all_good {
                    Ok(())
                } else {
                    Err(Problem::WrongValue)
                };
            }
            "heading" => {
                let heading = text(value)?;
                if heading.chars().count() > HEADING_MAX {
                    return Err(Problem::WrongValue);
                }
                heading.trim().clone_into(&mut self.heading);
            }
            "fields" => {
                let mut fields = Vec::new();
                for name in value.as_array().ok_or(Problem::WrongValue)? {
                    let field = name.as_str().and_then(Field::from_slug);
                    let field = field.ok_or(Problem::WrongValue)?;
                    if !fields.contains(&field) {
                        fields.push(field);
                    }
                }
                self.fields = fields;
            }
            // Where it is an object, each of its entries is a setting.
            "limits" => return Err(Problem::WrongValue),
            _ => return Err(Problem::UnknownKey),
        }
        Ok(())
    }
}

fn text(value: &Value) -> Result<&str, Problem> {
    value.as_str().ok_or(Problem::WrongValue)
}

/// Whether the tag, such as `zh-TW`, is of a language that the panel speaks.
fn is_spoken(tag: &str) -> bool {
    let language = tag.split('-').next().unwrap_or_default();
    LANGUAGES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(language))
}

/// Adds what is wrong with that entry, if anything is.
fn complain(complaints: &mut Vec<Complaint>, key: &str, outcome: Result<(), Problem>) {
    if let Err(problem) = outcome
        && complaints.len() < MOST_COMPLAINTS
    {
        complaints.push(Complaint {
            key: key.chars().take(40).collect(),
            problem,
        });
    }
}

fn set_time(time_ms: &mut u64, value: &Value) -> Result<(), Problem> {
    set_number(time_ms, value, TIMES_MS)
}

fn set_number(number: &mut u64, value: &Value, (least, most): (u64, u64)) -> Result<(), Problem> {
    let asked = value.as_u64().ok_or(Problem::WrongValue)?;
    *number = asked.clamp(least, most);
    if *number == asked {
        Ok(())
    } else {
        Err(Problem::OutOfRange)
    }
}

/// Whether the text is an origin as a browser writes it: scheme, host and maybe a port, and
/// nothing behind them. `*` is none, and for a `secure` page, no `http:` is one.
fn is_origin(secure: bool, text: &str) -> bool {
    address(secure, text).is_some_and(|host| {
        !host.is_empty()
            && host.chars().all(|c| {
                c.is_ascii_lowercase()
                    || c.is_ascii_digit()
                    || matches!(c, '.' | '-' | ':' | '[' | ']')
            })
    })
}

/// What stands behind the scheme of an address that a page, `secure` or not, may use.
fn address(secure: bool, text: &str) -> Option<&str> {
    text.strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://").filter(|_| !secure))
}

/// The gateway's base without a slash at its end. Only a path on the page's own origin
/// or a plain http(s) address is one, and for a `secure` page no http; the Guid must not go
/// anywhere else.
fn gateway_base(secure: bool, text: &str) -> Result<String, Problem> {
    let plain = text
        .chars()
        .all(|c| c.is_ascii_graphic() && !"\\?#@\"'<>".contains(c));
    let known = match address(secure, text) {
        Some(rest) => !rest.is_empty() && !rest.starts_with('/'),
        None => text.is_empty() || (text.starts_with('/') && !text.starts_with("//")),
    };
    if plain && known {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err(Problem::WrongValue)
    }
}

//! The body of a sign-in, typed as its page says or as its example and the clients have it:
//! `{"password":"","phonenum":"40038","status":"4","autoanswer":"false"}`.

use serde_json::{Map, Value};

use crate::world::retcode::Retcode;
use crate::world::sign_in::{First, SignIn};

/// What the agent asks for. Any password will do except `wrong`, none too; a telephone
/// number may be left out.
///
/// # Errors
/// 000-006 if it is no JSON object, 100-001 without a password, for a number or password
/// that is too long and for a `status` that does not exist, 100-004 if the password is
/// `wrong`.
pub fn wishes(body: &[u8]) -> Result<SignIn, Retcode> {
    let body: Map<String, Value> =
        serde_json::from_slice(body).map_err(|_no_object| Retcode::BadMessage)?;
    let password = text(&body, "password")?.ok_or(Retcode::BadSignIn)?;
    let phone_number = text(&body, "phonenum")?.unwrap_or_default();
    if password.chars().count() > 32 || phone_number.chars().count() > 24 {
        return Err(Retcode::BadSignIn);
    }
    if password == "wrong" {
        return Err(Retcode::WrongPassword);
    }
    let first = match text(&body, "status")?.as_deref() {
        None | Some("" | "4") => First::Idle,
        Some("3") => First::Busy,
        Some("5") => First::Work,
        Some(_) => return Err(Retcode::BadSignIn),
    };
    let flag = |name| match text(&body, name) {
        Ok(Some(text)) => Ok(text == "true"),
        Ok(None) => Ok(true),
        Err(retcode) => Err(retcode),
    };
    Ok(SignIn {
        phone: Some(phone_number).filter(|number| !number.is_empty()),
        first,
        auto_answer: flag("autoanswer")?,
        auto_enter_idle: flag("autoenteridle")?,
    })
}

/// A field as text, whether it came as a text, a number or a boolean.
fn text(body: &Map<String, Value>, name: &str) -> Result<Option<String>, Retcode> {
    match body.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(value @ (Value::Number(_) | Value::Bool(_))) => Ok(Some(value.to_string())),
        Some(_) => Err(Retcode::BadSignIn),
    }
}

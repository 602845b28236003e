//! The medium of a call: the panel shows voice calls, video among them.

/// Whether it is a session of another medium, such as a text chat, which may go on beside a
/// voice call.
///
/// `ability` is `mediaAbility` (`cec_07_0513`): 1 voice, 2 video, 3 both, 5 text, 6 video in the
/// browser. `kind` is `mediaType`, by the table "Description of Call Media Types" (`cec_07_0843`).
/// What is not told, or is a number without a name, speaks for no other medium.
pub(super) fn is_another_medium(ability: Option<i64>, kind: Option<i64>) -> bool {
    matches!(ability, Some(5 | 6)) || kind.is_some_and(is_not_a_call)
}

/// Chat, escorted browsing, e-mail, fax, whiteboard, sharing, file transfer, messages,
/// messages left on the web, desktop sharing, and all of eMedia (50 to 99).
const fn is_not_a_call(kind: i64) -> bool {
    matches!(kind, 1 | 3 | 6 | 7 | 9..=11 | 17 | 20 | 21 | 50..=99)
}

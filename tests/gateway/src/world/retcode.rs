//! The result codes that this gateway answers with.

/// Writes a code's name, number and text on one line each.
macro_rules! retcodes {
    ($($name:ident $code:literal $message:literal)*) => {
        /// A result code of the gateway, of those that the simulation has a use for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Retcode {
            $(#[doc = $code] $name,)*
        }

        impl Retcode {
            /// The code as it stands in `retcode`.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// A text for `message`.
            pub const fn message(self) -> &'static str {
                match self {
                    $(Self::$name => $message,)*
                }
            }
        }
    };
}

retcodes! {
    BadParameter "000-002" "URL or parameter incorrect"
    Expired "000-003" "no permission, authentication may have expired"
    BadMessage "000-006" "message parameter error"
    Repeated "000-007" "interface repeatedly invoked"
    BadSignIn "100-001" "sign-in parameter empty or invalid"
    SignedInAlready "100-002" "the agent has signed in already"
    WrongPassword "100-004" "wrong user name or password"
    NotSignedIn "100-006" "the agent has not signed in"
    OperationFailed "100-007" "the operation is not possible now"
    StateNotSet "100-009" "the agent's status cannot be set now"
    SignOutRefused "100-010" "the agent cannot sign out in this state"
    BadAgentId "100-011" "agent ID invalid"
    BadNumber "200-001" "the number to call is wrong"
    NothingToAnswer "200-002" "there is no call to answer"
    NothingToMute "200-003" "there is no call to mute"
    NotMutable "200-004" "the call cannot be muted in its state"
    NothingToConnect "200-005" "there is no call to connect"
    NoneHeldToConnect "200-006" "there is no call on hold to connect"
    NothingToUnmute "200-007" "there is no call to end the mute of"
    NotMuted "200-008" "the call is not muted"
    NothingToJoin "200-010" "there is no call for three parties"
    NoneHeldToJoin "200-011" "there is no call on hold for three parties"
    NothingToTransfer "200-012" "there is no call to transfer"
    NothingToHold "200-013" "there is no call to hold"
    NotHoldable "200-014" "the call cannot be held in its state"
    NoneHeld "200-015" "there is no call on hold"
    NotResumable "200-016" "the call on hold cannot be taken back in its state"
    NothingToRelease "200-017" "there is no call to release"
    NothingToHelpWith "200-018" "there is no call to ask for help with"
    NotInLastCall "200-204" "the number is not in the last call"
    NoneHeldToList "400-003" "there is no call on hold to tell of"
}

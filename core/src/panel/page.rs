//! What the panel knows of the page that it stands in.

/// Whether anybody looks, and whether there is a network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    /// The page can be seen.
    pub visible: bool,
    /// The browser believes that it has a network.
    pub online: bool,
}

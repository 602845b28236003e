//! Which sources a build is made of.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::step;
use crate::workspace::Workspace;

/// The state of the repository's files.
pub struct Revision {
    /// The commit's hash; nothing where there is no git or no repository.
    pub commit: Option<String>,
    /// Whether files differ from that commit, or are not in it and not ignored.
    pub is_modified: bool,
    /// When it was, in seconds since 1970: `SOURCE_DATE_EPOCH`, as builds that can be
    /// repeated have agreed on, else the commit's own time; now, where there is neither.
    pub moment: u64,
}

impl Revision {
    /// Asks git.
    pub fn of(workspace: &Workspace) -> Self {
        let git = |words: &str| step::answer(&mut workspace.line(&format!("git {words}")));
        // A folder of sources inside somebody else's repository is none of its commits.
        let is_root = git("rev-parse --show-prefix").is_some_and(|prefix| prefix.is_empty());
        let commit = git("rev-parse HEAD").filter(|_| is_root);
        let epoch = env::var("SOURCE_DATE_EPOCH").ok();
        let committed = commit.as_ref().and_then(|_| git("log -1 --format=%ct"));
        let moment = [epoch, committed]
            .into_iter()
            .flatten()
            .find_map(|text| text.parse().ok());
        Self {
            is_modified: commit.is_some()
                && git("status --porcelain").is_none_or(|changes| !changes.is_empty()),
            commit,
            moment: moment.unwrap_or_else(now),
        }
    }
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs())
}

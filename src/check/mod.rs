//! Is a loaded family sound? A table of small functions; each ensures one thing.
//!
//! To add a rule: add its name to [`Code`](crate::diagnostics::Code), a function to one of the modules below,
//! a line to [`CHECKS`], and a mistake to `tests/fixtures/mistakes`.

mod blanks;
pub mod characters;
mod clauses;
mod parties;
mod references;
mod topics;

use crate::diagnostics::Diagnostics;
use crate::model::Family;
use crate::source::Sources;

/// A rule for a whole family.
struct Check {
    /// Files of the family that must be readable, else the rule would blame every clause for them.
    needs: &'static [&'static str],
    /// Adds a diagnostic for every breach.
    run: fn(&Family, &mut Diagnostics),
}

const CHECKS: &[Check] = &[
    Check { needs: &[], run: clauses::numbers_are_in_order },
    Check { needs: &[], run: clauses::text_is_there_unless_announced },
    Check { needs: &["taxonomy.yaml"], run: topics::every_topic_is_known },
    Check { needs: &[], run: topics::no_topic_is_repeated },
    Check { needs: &["blanks.yaml"], run: blanks::every_blank_is_registered },
    Check { needs: &["blanks.yaml"], run: blanks::defaults_agree },
    Check { needs: &["blanks.yaml"], run: blanks::every_registered_blank_is_used },
    Check { needs: &[], run: references::every_reference_resolves },
    Check { needs: &["family.yaml"], run: parties::labels_belong_to_the_part },
];

/// Runs every check that can be judged after what loading has found.
pub fn check(sources: &Sources, family: &Family, loading: &Diagnostics) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    characters::check(sources, &mut diagnostics);
    for check in CHECKS {
        if !check.needs.iter().any(|path| loading.has_error_in(sources, path)) {
            (check.run)(family, &mut diagnostics);
        }
    }
    diagnostics
}

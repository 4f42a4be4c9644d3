//! Is a loaded family sound? A table of small functions; each ensures one thing.
//!
//! To add a rule: add its name to [`Code`](crate::diagnostics::Code), a function to one of the modules below,
//! a line to `CHECKS`, and a mistake to `tests/fixtures/mistakes`.

mod annotations;
mod blanks;
pub mod characters;
mod choosing;
mod clauses;
mod parties;
mod quotes;
mod references;
pub(crate) mod size;
mod statutes;
mod topics;

use jiff::civil::Date;

use crate::diagnostics::Diagnostics;
use crate::load;
use crate::model::Family;
use crate::source::Sources;

/// A rule for a whole family.
struct Check {
    /// What must have been read, else the rule would blame every clause for it.
    needs: Option<Need>,
    /// Adds a diagnostic for every breach.
    run: fn(&Family, &mut Diagnostics),
}

/// A file, or the files of a kind, that all variants share.
#[derive(Clone, Copy)]
enum Need {
    Family,
    Taxonomy,
    Blanks,
    Statutes,
    Annotations,
}

impl Need {
    fn is_met(self, sources: &Sources, family: &Family, loading: &Diagnostics) -> bool {
        let (was_read, path) = match self {
            Self::Annotations => return family.annotations.len() == load::annotation_files(sources).count(),
            Self::Family => (!family.variant_ids.is_empty(), "family.yaml"),
            Self::Taxonomy => (!family.taxonomy.subjects.is_empty(), "taxonomy.yaml"),
            Self::Blanks => (!family.blanks.is_empty(), "blanks.yaml"),
            Self::Statutes => (!family.statutes.is_empty(), "statutes.yaml"),
        };
        was_read || !loading.has_error_in(sources, path)
    }
}

const CHECKS: &[Check] = &[
    Check { needs: None, run: clauses::numbers_are_in_order },
    Check { needs: None, run: clauses::text_is_there_unless_announced },
    Check { needs: Some(Need::Taxonomy), run: topics::every_topic_is_known },
    Check { needs: None, run: topics::no_topic_is_repeated },
    Check { needs: Some(Need::Blanks), run: blanks::every_blank_is_registered },
    Check { needs: Some(Need::Blanks), run: blanks::defaults_agree },
    Check { needs: None, run: references::every_reference_resolves },
    Check { needs: Some(Need::Family), run: parties::labels_belong_to_the_part },
    Check { needs: Some(Need::Taxonomy), run: annotations::every_point_is_answered },
    Check { needs: Some(Need::Family), run: annotations::every_variant_is_known },
    Check { needs: Some(Need::Family), run: annotations::every_reference_of_explanations_resolves },
    Check { needs: None, run: annotations::explanations_have_their_shape },
    Check { needs: Some(Need::Taxonomy), run: annotations::profile_points_are_known },
    Check { needs: None, run: quotes::every_claim_holds },
    Check { needs: Some(Need::Statutes), run: statutes::every_citation_is_known },
    Check { needs: Some(Need::Annotations), run: choosing::all_evidence_is_there },
];

/// Advice: judged only where there is no error, because what is missing would set it off.
const ADVICE: &[fn(&Family, &mut Diagnostics)] = &[
    blanks::every_registered_blank_is_used,
    annotations::every_subject_is_annotated,
    statutes::every_article_is_cited,
];

/// What only the passing of time makes wrong: laws that were not compared for more than a year before `today`.
pub fn age(family: &Family, today: Date) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    statutes::every_statute_is_fresh(family, today, &mut diagnostics);
    diagnostics
}

/// Runs every check that can be judged after what loading has found.
pub fn check(sources: &Sources, family: &Family, loading: &Diagnostics) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    characters::check(sources, &mut diagnostics);
    for check in CHECKS {
        if check.needs.is_none_or(|need| need.is_met(sources, family, loading)) {
            (check.run)(family, &mut diagnostics);
        }
    }
    if !loading.has_errors() && !diagnostics.has_errors() {
        ADVICE.iter().for_each(|advise| advise(family, &mut diagnostics));
    }
    diagnostics
}

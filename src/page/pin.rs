//! Passages that show what the editors say, with a link to each.

use serde::Serialize;

use super::compared::{ClauseLink, VariantLink};
use crate::model::{Claim, Family, Pin, Variant};

/// A passage, or words that are not there.
#[derive(Debug, Serialize)]
pub struct PinView<'a> {
    variant: VariantLink<'a>,
    /// None if the whole variant is meant.
    clause: Option<ClauseLink<'a>>,
    quote: Option<&'a str>,
    /// Words that do not occur in the clause or variant.
    lacks: Vec<&'a str>,
}

/// The passages of a note or answer.
pub(super) fn pin_views<'a>(family: &'a Family, pins: &'a [Pin]) -> Vec<PinView<'a>> {
    pins.iter().map(|pin| pin_view(family, pin)).collect()
}

fn pin_view<'a>(family: &'a Family, pin: &'a Pin) -> PinView<'a> {
    let variant = family.variant(&pin.variant).expect("`check::annotations` lets no other variant pass");
    let clause = pin.clause.as_ref().map(|clause| clause_link(variant, clause));
    let (quote, lacks) = match &pin.claim {
        Claim::Quote(quote) => (Some(quote.as_str()), Vec::new()),
        Claim::Lacks(words) => (None, words.iter().map(|word| word.as_str()).collect()),
        Claim::Announced => (None, Vec::new()),
    };
    PinView { variant: VariantLink::new(variant), clause, quote, lacks }
}

/// The clause that a pin names by its address.
pub(super) fn clause_link<'a>(variant: &'a Variant, clause: &str) -> ClauseLink<'a> {
    ClauseLink::new(variant, &variant.clause(clause).expect("`check::quotes` lets no other clause pass"))
}

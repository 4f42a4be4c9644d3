//! Topics: what a clause is compared under.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Family;

/// Ensures that every topic that a clause names is in the taxonomy.
pub(super) fn every_topic_is_known(family: &Family, diagnostics: &mut Diagnostics) {
    let known: BTreeSet<&str> = family.taxonomy.topics().map(|(_, topic)| topic.id.value.as_str()).collect();
    for (_, _, clause) in family.variants.iter().flat_map(|variant| variant.clauses()) {
        for topic in std::iter::once(&clause.topic).chain(&clause.also) {
            // A missing topic has been reported by the loader.
            if !topic.is_empty() && !known.contains(topic.value.as_str()) {
                let message = format!("unknown topic `{}`", topic.value);
                diagnostics.push_cured(Diagnostic::new(Code::UnknownTopic, topic.span, message), |found| {
                    found.did_you_mean(topic, known.iter().copied(), "the topics are in `taxonomy.yaml`")
                });
            }
        }
    }
}

/// Ensures that a clause names each of its topics once.
pub(super) fn no_topic_is_repeated(family: &Family, diagnostics: &mut Diagnostics) {
    for (_, _, clause) in family.variants.iter().flat_map(|variant| variant.clauses()) {
        let mut seen = BTreeSet::from([&clause.topic.value]);
        for topic in &clause.also {
            if !seen.insert(&topic.value) {
                let message = format!("the clause names the topic `{}` twice", topic.value);
                diagnostics.push(Diagnostic::new(Code::RepeatedTopic, topic.span, message).help("remove it here"));
            }
        }
    }
}

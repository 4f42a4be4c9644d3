//! The comparison: what it finds in small texts, the laws that it keeps, and what it makes of the real clauses.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clausebook::collate::{Band, Collation, Comparison, Literal, Presence, Reading, compare, compare_literally};
use clausebook::data;
use clausebook::model::Family as Model;
use clausebook::page::Settings;
use clausebook::{pipeline, storage};
use proptest::prelude::*;

use crate::family::Family;
use crate::laws::{assert_equal_to_itself, assert_exact, assert_marked_text_is_the_text, assert_mirrored};

const LEXICON: &str = include_str!("../../clauses/lexicon.yaml");

/// A family whose variants a and b say `a` and `b` on one topic; in b the labels mean the opposite parties.
fn family(a: &str, b: &str) -> Model {
    let article = |text: &str| {
        format!("---\npart: body\narticle: \"1\"\ntitle: 题\n---\n\n## 1.1 题 {{topic=amount}}\n\n{text}\n")
    };
    let sources = Family::sound()
        .replace("a/variant.yaml", ", {id: notes, heading: 说明}", "")
        .replace("b/variant.yaml", "{服务方: provider, 客户方: client}", "{甲方: provider, 乙方: client}")
        .without("a/notes-1.md")
        .with("lexicon.yaml", LEXICON)
        .with("a/body-01.md", &article(a))
        .with("b/body-01.md", &article(b))
        .sources();
    pipeline::read(&sources, &Settings::default()).family
}

fn real() -> Model {
    let sources = storage::read_sources(Path::new(env!("CARGO_MANIFEST_DIR")), Path::new("clauses")).unwrap();
    pipeline::read(&sources, &Settings::default()).family
}

/// The differences of two readings, one line each, as `compare` prints them.
fn shown(a: &Reading<'_>, b: &Reading<'_>, comparison: &Comparison) -> Vec<String> {
    let words = |reading: &Reading<'_>, tokens: &[usize]| {
        let texts: Vec<_> =
            tokens.iter().map(|token| &reading.flat.text[reading.tokens[*token].range.clone()]).collect();
        if texts.is_empty() { "∅".to_owned() } else { texts.join("…") }
    };
    let differences = comparison.differences.iter();
    differences
        .map(|found| format!("{} {} → {}", data::word(&found.kind), words(a, &found.a), words(b, &found.b)))
        .collect()
}

fn check(a: &str, b: &str, band: Band, expected: &[&str]) {
    let family = family(a, b);
    let collation = Collation::new(&family);
    let (left, right) = (&collation.rows[0].readings[0], &collation.rows[0].readings[1]);
    let comparison = compare(left, right);
    assert_eq!(
        (comparison.band, shown(left, right, &comparison)),
        (band, expected.iter().map(ToString::to_string).collect()),
        "{a} | {b}"
    );
}

#[test]
fn what_is_written_in_another_way_is_the_same() {
    check("甲方在30日内付款10%。", "乙方在三十日内付款百分之十。", Band::Same, &[]);
    check("甲方在30天内,付款：", "乙方在３０日内，付款", Band::Same, &[]);
    check("1. 甲方付款；\n2. 乙方服务。", "乙方付款、甲方服务", Band::Same, &[]);
    check("见[第1.1条](clause:1.1)，支付5万元。", "见[上条](clause:1.1)，支付50000元。", Band::Same, &[]);
    check("自2024年1月1日起", "自二〇二四年一月一日起", Band::Same, &[]);
    check("甲方付[金额]元。", "乙方付[总额|金额]元。", Band::Same, &[]);
    check("甲方和ISO 27001。", "乙方和iso27001。", Band::Same, &[]);
}

#[test]
fn figures_that_differ_are_typed() {
    check("甲方应当在30日内付款。", "乙方应当在15日内付款。", Band::Rewritten, &["deadline 30日 → 15日"]);
    check("甲方应当在3日内付款。", "乙方应当在3个工作日内付款。", Band::Rewritten, &["deadline 3日 → 3个工作日"]);
    check("付款百分之五的违约金。", "付款10%的违约金。", Band::Rewritten, &["percentage 百分之五 → 10%"]);
    check("合同总额为8万元整。", "合同总额为800元整。", Band::Rewritten, &["amount 8万元 → 800元"]);
    check("正本一式两份。", "正本一式4份。", Band::Rewritten, &["number 两份 → 4份"]);
    check("至2024年12月31日止。", "至2025年12月31日止。", Band::Rewritten, &["date 2024年12月31日 → 2025年12月31日"]);
    check("甲方在[期限:30日]内付款。", "乙方在15日内付款。", Band::Rewritten, &["deadline [期限：30日] → 15日"]);
    check("提前30日通知。", "提前通知。", Band::Rewritten, &["deadline 30日 → ∅"]);
    // A float would round the last digits away.
    let account = "number 6222021234567890123 → 6222021234567890124";
    check("汇入6222021234567890123账户。", "汇入6222021234567890124账户。", Band::Rewritten, &[account]);
}

/// What a reader sees of two texts when labels, numerals and punctuation count: the changed words of each.
fn check_literally(a: &str, b: &str, band: Band, expected: &[(&str, &str)]) {
    let family = family(a, b);
    let collation = Collation::new(&family);
    let (left, right) = (Literal::new(&collation.rows[0].readings[0]), Literal::new(&collation.rows[0].readings[1]));
    let by_role = compare(left.reading, right.reading);
    let comparison = compare_literally(&left, &right, &by_role);
    let words = |literal: &Literal<'_>, range: &std::ops::Range<usize>| {
        literal.tokens[range.clone()].iter().map(|token| token.n.clone()).collect::<String>()
    };
    let changed = comparison.segments.iter().flatten().filter(|segment| !segment.equal);
    let found: Vec<_> = changed.map(|segment| (words(&left, &segment.a), words(&right, &segment.b))).collect();
    let expected: Vec<_> = expected.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
    assert_eq!((comparison.band, found), (band, expected), "{a} | {b}");
}

#[test]
fn what_is_written_in_another_way_is_literally_another_text() {
    check_literally("甲方在30日内付款。", "乙方在30日内付款。", Band::Wording, &[("甲方", "乙方")]);
    check_literally(
        "在30日内付款，不得拖延。",
        "在三十日内付款、不得拖延。",
        Band::Wording,
        &[("30日", "三十日"), ("，", "、")],
    );
    check_literally("按月支付[金额]元整。", "按月支付[总额|金额]元整。", Band::Wording, &[("[金额]", "[总额]")]);
    // In b the label 甲方 is the provider: printed alike, and yet another party must pay. That stays a difference of substance.
    check_literally("甲方应当付款。", "甲方应当付款。", Band::Same, &[]);
    check_literally("款项由双方按月结算。", "知识产权归属于委托的一方。", Band::Different, &[]);
}

/// What is easily misread: a party that is not the subject, figures that do not answer each other.
#[test]
fn nothing_is_typed_that_the_text_does_not_say() {
    // The subject stands far from the modal word, another party near it but in another phrase.
    check("乙方使用甲方资料的，应当取得授权。", "甲方使用乙方资料的，应当取得授权。", Band::Same, &[]);
    check("款项应当由甲方支付。", "乙方应当支付款项。", Band::Different, &[]);
    check("任何一方均可以解除。", "甲方、乙方均可以解除。", Band::Wording, &[]);
    check(
        "[期限]内付款，逾期3日催告，再逾期5日解除。",
        "30日内付款。",
        Band::Different,
        &["deadline 3日 → ∅", "deadline 5日 → ∅", "blank [期限] → 30日"],
    );
    check("合格率≥95%。", "合格率≤95%。", Band::Rewritten, &["scope ∅ → ≤", "scope ≥ → ∅"]);
    check("付款[期限:30日]内。", "付款[期乙|期限:30日]内。", Band::Same, &[]);
    check("违约金：10,000元", "违约金为1万元", Band::Wording, &[]);
    check("第31日和一年", "第31日和12个月", Band::Same, &[]);
}

#[test]
fn numerals_that_are_words_are_no_figures() {
    check(
        "任何一方或者第三方通知另一方，双方一致同意。",
        "任何一方或者第三方通知另一方，双方一致同意。",
        Band::Same,
        &[],
    );
    check("第三方、第二年和附件三。", "第四方、第五年和附件六。", Band::Rewritten, &[]);
}

#[test]
fn parties_modality_and_scope_are_typed() {
    // In b the label 甲方 is the provider: the same label is another party.
    check("甲方应当付款。", "甲方应当付款。", Band::Rewritten, &["party 甲方 → 甲方", "party 甲方…应当 → 甲方…应当"]);
    check("甲方应当付款。", "乙方可以付款。", Band::Rewritten, &["party ∅ → 乙方…可以", "party 甲方…应当 → ∅"]);
    check("款项应当在每月底支付。", "款项可以在每月底支付。", Band::Rewritten, &["modality 应当 → 可以"]);
    check(
        "赔偿直接损失和费用。",
        "赔偿全部损失和费用。",
        Band::Rewritten,
        &["scope ∅ → 全部损失", "scope 直接损失 → ∅"],
    );
    check("甲方逾期或者拒绝付款。", "乙方逾期并且拒绝付款。", Band::Rewritten, &["scope 或者 → 并且"]);
    check("甲方、乙方均有权起诉。", "甲方和乙方均有权起诉。", Band::Rewritten, &[]);
}

#[test]
fn bands_tell_wording_from_rewriting() {
    check("因履行本合同发生的款项由双方按月结算。", "因履行本合同产生的款项由双方按月结算。", Band::Wording, &[]);
    check("款项由双方按月结算。", "知识产权归属于委托的一方。", Band::Different, &[]);
}

/// Where the thresholds of the bands lie: pairs of the real clauses just above and just below.
#[test]
fn the_bands_of_real_clauses_are_as_a_lawyer_would_put_them() {
    let family = real();
    let collation = Collation::new(&family);
    let band = |topic: &str, a: usize, b: usize| {
        let row = collation.rows.iter().find(|row| row.topic.id.value == topic).unwrap();
        compare(&row.readings[a - 1], &row.readings[b - 1]).band
    };
    assert_eq!(band("fee-amount", 3, 4), Band::Same);
    assert_eq!(band("signing-date", 3, 5), Band::Same);
    assert_eq!(band("governing-law", 1, 5), Band::Wording);
    assert_eq!(band("confidentiality-duty", 1, 5), Band::Wording);
    assert_eq!(band("rescission-grounds", 4, 5), Band::Rewritten);
    assert_eq!(band("service-term", 2, 5), Band::Rewritten);
    assert_eq!(band("third-party-purpose", 4, 5), Band::Different);
    assert_eq!(band("damages", 1, 4), Band::Different);
    assert_eq!(band("personal-information-processing", 1, 6), Band::Absent);
}

#[test]
fn the_share_of_each_band_is_as_it_was() {
    let family = real();
    let collation = Collation::new(&family);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for row in &collation.rows {
        for (a, left) in row.readings.iter().enumerate() {
            for right in &row.readings[a + 1..] {
                if left.presence() == Presence::Present && right.presence() == Presence::Present {
                    *counts.entry(data::word(&compare(left, right).band)).or_default() += 1;
                }
            }
        }
    }
    snapbox::assert_data_eq!(
        format!("{counts:?}"),
        snapbox::str![[r#"{"different": 461, "rewritten": 33, "same": 3, "wording": 11}"#]]
    );
}

/// Every pair of readings of the real clauses on one topic.
fn for_all_pairs(mut check: impl FnMut(&Reading<'_>, &Reading<'_>)) {
    let family = real();
    let collation = Collation::new(&family);
    for row in &collation.rows {
        for left in &row.readings {
            row.readings.iter().for_each(|right| check(left, right));
        }
    }
}

#[test]
fn exchanging_two_real_readings_mirrors_the_result() {
    for_all_pairs(assert_mirrored);
}

/// The same normalized form may be a number in one text and a place in the other.
#[test]
fn exchanging_mirrors_where_a_number_meets_a_place() {
    let family = family("附件v2和l v2", "附件v2和i说明二t");
    let collation = Collation::new(&family);
    let (left, right) = (&collation.rows[0].readings[0], &collation.rows[0].readings[1]);
    assert!(compare(left, right).segments.is_some());
    assert_mirrored(left, right);
}

#[test]
fn real_alignments_cover_both_texts() {
    for_all_pairs(assert_exact);
}

#[test]
fn a_real_reading_compared_with_itself_shows_nothing() {
    for_all_pairs(|left, _| assert_equal_to_itself(left));
}

/// What a reader sees on the page, marks and all, read in order, is the text of the clause.
#[test]
fn marked_text_read_in_order_is_the_text_of_the_clause() {
    let family = real();
    let templates = clausebook::templates::Templates::new(&BTreeMap::new()).unwrap();
    let generated = pipeline::pages(&Collation::new(&family), &templates, &Settings::default()).unwrap();
    let pages: String =
        generated.sections.iter().flat_map(|section| &section.pages).map(|page| without_tags(&page.html)).collect();
    for (_, _, clause) in family.variants.iter().flat_map(|variant| variant.clauses()) {
        for line in clausebook::model::Flat::new([clause]).text.lines().filter(|line| !line.contains('[')) {
            let count = pages.matches(line).count();
            // Once in the full text, once on the subject page (equal readings share a cell), in five pairs.
            assert!(count >= 6, "{} {line}: {count}", clause.anchor);
        }
    }
}

/// The text of a page without tags, without the words that only the other reading has, numbers of notes and hidden words.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text += &rest[..at];
        rest = &rest[at..];
        let hidden = [
            ("<del class=\"cb-omitted\"", "</del>"),
            ("<span class=\"cb-sr\"", "</span>"),
            ("<sup class=\"cb-mark\"", "</sup>"),
            ("<script", "</script>"),
        ];
        let skipped = hidden
            .iter()
            .find(|(open, _)| rest.starts_with(open))
            .and_then(|(_, close)| Some(rest.find(close)? + close.len()));
        let end = skipped.unwrap_or_else(|| rest.find('>').map_or(rest.len(), |at| at + 1));
        rest = &rest[end..];
    }
    (text + rest).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn the_order_of_the_variants_changes_no_comparison() {
    let sources = |order: &str| {
        let read = storage::read_sources(Path::new(env!("CARGO_MANIFEST_DIR")), Path::new("clauses")).unwrap();
        let files = read.iter().map(|(_, file)| {
            let mut file = file.clone();
            file.text = file.text.replace("[v1, v2, v3, v4, v5, v6]", order);
            file
        });
        clausebook::source::Sources::new("clauses", files.collect())
    };
    let bands = |order: &str| {
        let family = pipeline::read(&sources(order), &Settings::default()).family;
        let collation = Collation::new(&family);
        let mut bands = BTreeMap::new();
        for row in &collation.rows {
            for left in &row.readings {
                for right in &row.readings {
                    let key =
                        (row.topic.id.value.clone(), left.variant.id.value.clone(), right.variant.id.value.clone());
                    bands.insert(key, shown(left, right, &compare(left, right)));
                }
            }
        }
        bands
    };
    assert_eq!(bands("[v1, v2, v3, v4, v5, v6]"), bands("[v6, v3, v5, v1, v4, v2]"));
}

/// Text of a clause: words, figures, parties and punctuation, in no sense but in every order.
fn clause_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("甲方".to_owned()),
        Just("乙方".to_owned()),
        Just("应当".to_owned()),
        Just("不得".to_owned()),
        Just("，".to_owned()),
        Just("；".to_owned()),
        Just("[金额]".to_owned()),
        Just("[期限]".to_owned()),
        (1u32..200).prop_map(|number| format!("{number}日")),
        (1u32..100).prop_map(|number| format!("{number}%")),
        "[付款服务保密通知违约]{1,4}",
    ];
    proptest::collection::vec(piece, 1..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn laws_hold_for_any_text(a in clause_text(), b in clause_text()) {
        let family = family(&a, &b);
        let collation = Collation::new(&family);
        let (left, right) = (&collation.rows[0].readings[0], &collation.rows[0].readings[1]);
        assert_mirrored(left, right);
        assert_exact(left, right);
        assert_equal_to_itself(left);
        assert_marked_text_is_the_text(&collation, 0, 1);
    }

    #[test]
    fn labels_exchanged_with_the_roles_show_nothing(text in clause_text()) {
        let exchanged = text.replace("甲方", "丙").replace("乙方", "甲方").replace('丙', "乙方");
        let family = family(&text, &exchanged);
        let collation = Collation::new(&family);
        let readings = &collation.rows[0].readings;
        prop_assert_eq!(compare(&readings[0], &readings[1]).band, Band::Same);
    }

    #[test]
    fn width_and_numbering_show_nothing(text in clause_text()) {
        let exchanged = text.replace("甲方", "丙").replace("乙方", "甲方").replace('丙', "乙方");
        let wide: String = exchanged.chars().map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c }).collect();
        let listed = format!("1. {}", wide.replace('，', "、").replace('；', "。"));
        let family = family(&text, &listed);
        let collation = Collation::new(&family);
        let readings = &collation.rows[0].readings;
        prop_assert_eq!(compare(&readings[0], &readings[1]).band, Band::Same);
    }

    #[test]
    fn a_figure_that_differs_is_always_typed(text in clause_text(), number in 300u32..400) {
        let family = family(&format!("{text}，在{number}日内"), &format!("{text}，在{}日内", number + 100));
        let collation = Collation::new(&family);
        let readings = &collation.rows[0].readings;
        let comparison = compare(&readings[0], &readings[1]);
        let lines = shown(&readings[0], &readings[1], &comparison);
        prop_assert!(lines.iter().any(|line| line.starts_with("deadline") || line.starts_with("blank")), "{:?}", lines);
    }
}

#[test]
fn long_and_many_readings_are_compared_in_bounded_time() {
    let long = "甲方应当付款，乙方应当服务。".repeat(8_000);
    check(&long, &long.replace("甲方", "丙").replace("乙方", "甲方").replace('丙', "乙方"), Band::Same, &[]);
    let other = "通知与送达另行约定；".repeat(10_000);
    let family = family(&long, &other);
    let collation = Collation::new(&family);
    let readings = &collation.rows[0].readings;
    assert_eq!(compare(&readings[0], &readings[1]).segments, None, "too long to be aligned");
    // What never ends as a number: at every digit the rest was looked at.
    for digit in ["1", "一", "十"] {
        let digits = digit.repeat(80_000);
        check(&digits, &digits, Band::Same, &[]);
    }
}

#[test]
fn forty_clauses_on_one_topic_are_one_reading() {
    let clauses: String = (1..=40).map(|n| format!("\n## 1.{n} 款 {{topic=amount}}\n\n甲方付款{n}次。\n")).collect();
    let article = format!("---\npart: body\narticle: \"1\"\ntitle: 题\n---\n{clauses}");
    let sources = Family::sound().without("a/notes-1.md").with("a/body-01.md", &article).sources();
    let checked = pipeline::read(&sources, &Settings::default());
    let collation = Collation::new(&checked.family);
    assert_eq!(collation.rows[0].readings[0].clauses.len(), 40);
    assert_eq!(collation.rows[0].readings[0].flat.text.lines().count(), 40);
}

#[test]
fn a_variant_without_roles_is_a_mistake() {
    let family = Family::sound().replace("b/variant.yaml", "{服务方: provider, 客户方: client}", "{}").replace(
        "b/body-01.md",
        "客户方",
        "一方",
    );
    let found = family.messages();
    assert!(
        found.contains("clauses/b/variant.yaml:9:14: error[invalid-value]: the part `body` names no party"),
        "{found}"
    );
}

#[test]
fn data_is_json_with_a_version() {
    let json: serde_json::Value = serde_json::from_str(&pipeline::data(&Collation::new(&real()))).unwrap();
    assert_eq!(json["version"], data::VERSION);
    assert_eq!(json["variants"].as_array().map(Vec::len), Some(6));
    assert_eq!(json["topics"].as_array().map(Vec::len), Some(108));
}

/// With up to twelve variants every pair is given, with more only those with the base of the row: the first that has a text.
#[test]
fn many_variants_have_the_pairs_with_the_base() {
    let pairs = |count: usize| {
        let ids: Vec<String> = (1..=count).map(|number| format!("w{number}")).collect();
        let mut family = Family::sound().replace("family.yaml", "[a, b]", &format!("[{}]", ids.join(", ")));
        for (at, id) in ids.iter().enumerate() {
            let roles = "roles: {甲方: client, 乙方: provider}\narticle_label: \"{number}.\"\nparts: [{id: body, heading: 正文}]";
            let variant = format!(
                "id: {id}\nsiglum: 第{at}\ntitle: 范本{at}\ncharacterization: 短\norigin: project\nprovenance: 自拟。\n{roles}\n"
            );
            let topic = if at == 0 { "deadline" } else { "amount" };
            let article =
                format!("---\npart: body\narticle: \"1\"\ntitle: 题\n---\n\n## 1.1 {{topic={topic}}}\n\n甲方付款。\n");
            family = family.with(&format!("{id}/variant.yaml"), &variant).with(&format!("{id}/body-01.md"), &article);
        }
        let model = pipeline::read(&family.sources(), &Settings::default()).family;
        let topic = serde_json::to_value(data::topic(&Collation::new(&model).rows[0])).unwrap();
        let pairs = topic["pairs"].as_array().unwrap().clone();
        let bases: BTreeSet<_> = pairs.iter().map(|pair| pair["a"].as_str().unwrap().to_owned()).collect();
        (pairs.len(), bases.len(), bases.contains("w2"))
    };
    assert_eq!(pairs(12), (11 * 10 / 2, 10, true));
    assert_eq!(pairs(13), (11, 1, true));
}

/// The edits of a page count UTF-16 units of the text that a browser finds in the cell.
#[test]
fn edits_point_at_the_words_that_differ() {
    let family = family("甲方在30日内付款。", "乙方在15日内付款。");
    let collation = Collation::new(&family);
    let json = serde_json::to_value(data::pair_of(&collation.rows[0], 0, 1)).unwrap();
    assert_eq!(json["pairs"][0]["edits"], serde_json::json!([[3, 6, 3, 6]]));
    assert_eq!(json["pairs"][0]["differences"][0]["a"][0], serde_json::json!({"text": "30日", "start": 3, "end": 6}));
}

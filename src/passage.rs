//! Finds the passage of a text that is nearest to a quote.

/// A passage that is like a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its words.
    pub text: String,
    /// Whether no other passage comes near, and the words occur only once.
    pub is_unique: bool,
}

/// A stretch of a line, in characters, with the number of edits between it and the quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Match {
    distance: usize,
    line: usize,
    start: usize,
    end: usize,
}

/// Quotes and texts whose lengths multiplied are greater are not compared: the time grows with the product.
const MOST_WORK: usize = 2_000_000;

/// The stretch of a line of `text` with the fewest edits to `quote`; none if more than half would have to change.
pub fn nearest(quote: &str, text: &str) -> Option<Passage> {
    let quote: Vec<char> = quote.chars().collect();
    if quote.len().saturating_mul(text.len()) > MOST_WORK {
        return None;
    }
    let lines: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
    let mut matches: Vec<Match> =
        lines.iter().enumerate().flat_map(|(index, line)| ends(&quote, line, index)).collect();
    // Of equally near stretches the one that begins and ends as the quote does is meant.
    let loose_ends = |hit: &Match| {
        let words = &lines[hit.line][hit.start..hit.end];
        usize::from(words.first() != quote.first()) + usize::from(words.last() != quote.last())
    };
    let length = |hit: &Match| (hit.end - hit.start).abs_diff(quote.len());
    matches.sort_by_key(|hit| (hit.distance, loose_ends(hit), length(hit), hit.line, hit.start));
    let best = *matches.first().filter(|hit| hit.distance * 2 <= quote.len() && hit.start < hit.end)?;
    let apart = |hit: &&Match| hit.line != best.line || hit.end <= best.start || best.end <= hit.start;
    let second = matches.iter().find(apart);
    let words: String = lines[best.line][best.start..best.end].iter().collect();
    // A rival must be clearly worse: half as many edits again, and at least two more.
    let is_unique = second.is_none_or(|hit| hit.distance >= best.distance + (best.distance / 2).max(2))
        && text.matches(&words).count() == 1;
    Some(Passage { text: words, is_unique })
}

/// For every end in the line the stretch with the fewest edits to the quote, by Sellers' algorithm (1980): the edit
/// distance in which leaving out what stands before and behind costs nothing. Time is the product of the lengths.
fn ends(quote: &[char], line: &[char], index: usize) -> Vec<Match> {
    // Column by column: cost and start of the cheapest match of each prefix of the quote that ends here.
    let mut column: Vec<(usize, usize)> = (0..=quote.len()).map(|cost| (cost, 0)).collect();
    let mut matches = Vec::with_capacity(line.len());
    for (at, letter) in line.iter().enumerate() {
        let mut diagonal = column[0];
        column[0] = (0, at + 1);
        for row in 1..=quote.len() {
            let change = (diagonal.0 + usize::from(quote[row - 1] != *letter), diagonal.1);
            let leave_out = (column[row - 1].0 + 1, column[row - 1].1);
            let add = (column[row].0 + 1, column[row].1);
            diagonal = column[row];
            column[row] = [change, leave_out, add].into_iter().min_by_key(|(cost, _)| *cost).unwrap_or(change);
        }
        let (distance, start) = column[quote.len()];
        matches.push(Match { distance, line: index, start, end: at + 1 });
    }
    matches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(quote: &str, text: &str, expected: Option<(&str, bool)>) {
        let found = nearest(quote, text);
        assert_eq!(found.as_ref().map(|passage| (passage.text.as_str(), passage.is_unique)), expected, "{quote}");
    }

    #[test]
    fn finds_changed_words() {
        let text = "出现下列情形：\n一方严重违约，自通知之日起满15日仍未纠正；\n不可抗力致使合同无法履行";
        check("通知之日起满30日仍未纠正", text, Some(("通知之日起满15日仍未纠正", true)));
        check("自通知之日起，满15日仍未纠正", text, Some(("自通知之日起满15日仍未纠正", true)));
        check("通知之日起满十五个日历日仍未改正", text, Some(("通知之日起满15日仍未纠正", true)));
        check("[金额]元", "付款[金额]万元，在期限内", Some(("[金额]万元", true)));
        check("保密义务持续有效", text, None);
        check("", text, None);
    }

    #[test]
    fn rivals_make_it_ambiguous() {
        check("甲方付款", "甲方垫款，甲方收款", Some(("甲方垫款", false)));
        check("十日内付款", "十日内支付，十日内支付", Some(("十日内支付", false)));
    }
}

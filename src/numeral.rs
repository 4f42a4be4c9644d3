//! Numbers in the numeral systems that a variant may ask for; a system is added here and nowhere else.

const HAN_DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// A number from 1 to 999 in Han numerals, as the counter style `simp-chinese-informal` of CSS writes it.
pub fn han(number: u32) -> String {
    let digit = |value: u32| HAN_DIGITS[(value % 10) as usize];
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut text = String::new();
    if hundreds > 0 {
        text += digit(hundreds);
        text += "百";
    }
    match (hundreds, tens) {
        (0, 0) => {}
        (_, 0) if ones > 0 => text += "零",
        (_, 0) => {}
        (0, 1) => text += "十",
        _ => {
            text += digit(tens);
            text += "十";
        }
    }
    text + digit(ones)
}

/// Reads Han numerals up to 9999 万, also written digit by digit (二〇二四); `None` if it is no number.
pub fn parse_han(text: &str) -> Option<u64> {
    let digits: Option<Vec<u64>> = text.chars().map(han_digit).collect();
    if let Some(digits) = digits.filter(|digits| !digits.is_empty()) {
        return (digits.len() <= 12).then(|| digits.iter().fold(0, |value, digit| value * 10 + digit));
    }
    match text.split_once('万') {
        Some((thousands, rest)) => {
            let rest = if rest.is_empty() { 0 } else { section(rest)? };
            Some(section(thousands)? * 10_000 + rest)
        }
        None => section(text),
    }
}

/// Whether a character can be part of a Han numeral.
pub fn is_han(c: char) -> bool {
    han_digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万')
}

/// What a Han character behind Arabic digits multiplies them by, as in 5千.
pub fn place_of_han(c: char) -> Option<u64> {
    match c {
        '百' => Some(100),
        '千' => Some(1000),
        '万' => Some(10_000),
        _ => None,
    }
}

fn han_digit(c: char) -> Option<u64> {
    let digit = "零一二三四五六七八九".chars().position(|other| other == c);
    let digit = digit.or(match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => None,
    })?;
    Some(digit as u64)
}

/// A number below ten thousand, written with 十, 百 and 千.
fn section(text: &str) -> Option<u64> {
    let (mut value, mut digit, mut last_place) = (0, None, u64::MAX);
    for c in text.chars() {
        let place = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            c => {
                digit = Some(han_digit(c)?);
                continue;
            }
        };
        if place >= last_place {
            return None;
        }
        last_place = place;
        value += digit.take().unwrap_or(1) * place;
    }
    (!text.is_empty()).then(|| value + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{han, parse_han};

    #[test]
    fn what_is_written_can_be_read() {
        for number in 1..1000 {
            assert_eq!(parse_han(&han(number)), Some(u64::from(number)));
        }
        assert_eq!(parse_han("两"), Some(2));
        assert_eq!(parse_han("二〇二四"), Some(2024));
        assert_eq!(parse_han("三万五千"), Some(35_000));
        assert_eq!(parse_han("十百"), None);
        assert_eq!(parse_han(""), None);
    }

    #[test]
    fn han_numerals_follow_the_counter_style() {
        for (number, expected) in [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (21, "二十一"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (215, "二百一十五"),
        ] {
            assert_eq!(han(number), expected);
        }
    }
}

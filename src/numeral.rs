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

#[cfg(test)]
mod tests {
    use super::han;

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

//! Digests, encodings of bytes, and what is drawn.

use super::{Computed, Given, Native, Run, entry, result};
use crate::mysql::session::Session;
use crate::mysql::value::Value;
use md5::Digest as _;
use sha2::Digest as _;
use std::fmt::Write;

pub(super) fn table() -> Vec<Native> {
    use Run::{Pure, Session as S};
    vec![
        entry("md5", 1, 1, result::text32, Pure(|given| Value::from(hexadecimal(&md5::Md5::digest(given.bytes(0)))))),
        entry("sha", 1, 1, result::text40, Pure(|given| Value::from(hexadecimal(&sha1(&given.bytes(0)))))),
        entry("sha1", 1, 1, result::text40, Pure(|given| Value::from(hexadecimal(&sha1(&given.bytes(0)))))),
        entry("sha2", 2, 2, result::sha2, Pure(sha2)),
        entry("password", 1, 1, result::text64, Pure(password)),
        entry("crc32", 1, 2, result::sum32, Pure(crc32)),
        entry("hex", 1, 1, result::hex, Pure(hex)),
        entry("unhex", 1, 1, result::unhex, Pure(unhex)),
        entry("to_base64", 1, 1, result::long_text, Pure(|given| Value::from(to_base64(&given.bytes(0))))),
        entry("from_base64", 1, 1, result::blob, Pure(from_base64)),
        entry("uuid", 0, 0, result::uuid, S(|session, _| Ok(session.draw("UUID()")))),
        entry("sys_guid", 0, 0, result::uuid, S(|session, _| Ok(session.draw("SYS_GUID()")))),
        entry("uuid_short", 0, 0, result::unsigned, S(|session, _| Ok(session.draw("UUID_SHORT()")))),
        entry("rand", 0, 1, result::plain_double, S(rand)),
        entry(
            "random_bytes",
            1,
            1,
            result::blob,
            S(|session, given| Ok(session.draw(&format!("RANDOM_BYTES({})", given.integer(0))))),
        ),
    ]
}

/// Lower case digits.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn sha1(bytes: &[u8]) -> [u8; 20] {
    let mut state: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    let mut message = bytes.to_vec();
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend_from_slice(&(bytes.len() as u64 * 8).to_be_bytes());
    for block in message.chunks_exact(64) {
        sha1_block(&mut state, block);
    }
    let mut digest = [0; 20];
    for (target, word) in digest.chunks_exact_mut(4).zip(state) {
        target.copy_from_slice(&word.to_be_bytes());
    }
    digest
}

#[expect(clippy::many_single_char_names, reason = "the standard names them so")]
fn sha1_block(state: &mut [u32; 5], block: &[u8]) {
    let mut words = [0u32; 80];
    for (word, bytes) in words.iter_mut().zip(block.chunks_exact(4)) {
        *word = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    }
    for at in 16..80 {
        words[at] = (words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16]).rotate_left(1);
    }
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for (at, word) in words.iter().enumerate() {
        let (mix, constant) = match at {
            0..20 => ((b & c) | (!b & d), 0x5a82_7999),
            20..40 => (b ^ c ^ d, 0x6ed9_eba1),
            40..60 => ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc),
            _ => (b ^ c ^ d, 0xca62_c1d6u32),
        };
        let next = a.rotate_left(5).wrapping_add(mix).wrapping_add(e).wrapping_add(constant).wrapping_add(*word);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
    }
    for (sum, part) in state.iter_mut().zip([a, b, c, d, e]) {
        *sum = sum.wrapping_add(part);
    }
}

fn sha2(given: &Given<'_>) -> Value {
    let bytes = given.bytes(0);
    Value::from(match given.integer(1) {
        224 => hexadecimal(&sha2::Sha224::digest(bytes)),
        0 | 256 => hexadecimal(&sha2::Sha256::digest(bytes)),
        384 => hexadecimal(&sha2::Sha384::digest(bytes)),
        512 => hexadecimal(&sha2::Sha512::digest(bytes)),
        _ => return Value::Null,
    })
}

fn password(given: &Given<'_>) -> Value {
    let bytes = given.bytes(0);
    if bytes.is_empty() {
        return Value::from("");
    }
    Value::from(format!("*{}", hexadecimal(&sha1(&sha1(&bytes))).to_uppercase()))
}

fn crc32(given: &Given<'_>) -> Value {
    let (start, bytes) = if given.count() > 1 {
        (given.integer(0).cast_unsigned() & 0xffff_ffff, given.bytes(1))
    } else {
        (0, given.bytes(0))
    };
    let start = u32::try_from(start).unwrap_or(0);
    let sum = bytes.iter().fold(!start, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    });
    Value::UInt(u64::from(!sum))
}

fn hex(given: &Given<'_>) -> Value {
    match given.value(0) {
        Value::Text(_) | Value::Bytes(_) | Value::Label(_) | Value::Date(_) | Value::DateTime(_) | Value::Time(_) => {
            Value::from(hexadecimal(&given.bytes(0)).to_uppercase())
        }
        Value::UInt(value) => Value::from(format!("{value:X}")),
        _ => Value::from(format!("{:X}", given.integer(0))),
    }
}

fn unhex(given: &Given<'_>) -> Value {
    let text = given.characters(0);
    let padded = if text.len().is_multiple_of(2) { text.to_string() } else { format!("0{text}") };
    let pairs = padded.as_bytes().chunks(2).map(|pair| {
        std::str::from_utf8(pair)
            .ok()
            .filter(|pair| !pair.starts_with('+'))
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
    });
    pairs.collect::<Option<Vec<u8>>>().map_or(Value::Null, Value::bytes)
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A line ends after 76 characters.
fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for (at, group) in bytes.chunks(3).enumerate() {
        if at > 0 && at % 19 == 0 {
            text.push('\n');
        }
        let word = group.iter().chain(&[0, 0]).take(3).fold(0usize, |word, byte| (word << 8) | usize::from(*byte));
        for place in 0..4 {
            let digit = (word >> (18 - 6 * place)) & 63;
            text.push(if place <= group.len() { char::from(ALPHABET[digit]) } else { '=' });
        }
    }
    text
}

fn from_base64(given: &Given<'_>) -> Value {
    let text = given.characters(0);
    let (mut bytes, mut word, mut bits) = (Vec::new(), 0u32, 0);
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    if !digits.len().is_multiple_of(4) {
        return Value::Null;
    }
    let body = digits.iter().rposition(|byte| *byte != b'=').map_or(0, |last| last + 1);
    if digits.len() - body > 2 {
        return Value::Null;
    }
    for digit in &digits[..body] {
        let Some(value) = ALPHABET.iter().position(|known| known == digit) else { return Value::Null };
        word = (word << 6) | u32::try_from(value).unwrap_or(0);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((word >> bits) & 0xff).unwrap_or(0));
        }
    }
    Value::bytes(bytes)
}

/// The server's own generator begins anew with a seed: what it draws then is known.
#[expect(
    clippy::unnecessary_wraps,
    reason = "the table of functions has one signature for all that look at the session"
)]
fn rand(session: &mut Session, given: &Given<'_>) -> Computed {
    if given.count() == 0 {
        return Ok(session.draw("RAND()"));
    }
    if !matches!(given.nodes[0].kind, super::super::plan::NodeKind::Constant(_)) {
        return Ok(Value::unknown("RAND of a seed that changes"));
    }
    Ok(Value::unknown("RAND of a seed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_the_known_ones() {
        assert_eq!(hexadecimal(&sha1(b"abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!(hexadecimal(&md5::Md5::digest(b"abc")), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(to_base64(b"abcd"), "YWJjZA==");
    }
}

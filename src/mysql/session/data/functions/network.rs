//! Functions of network addresses.

use super::{Given, Native, Run, entry, result};
use crate::mysql::value::Value;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

pub(super) fn table() -> Vec<Native> {
    use Run::Pure;
    vec![
        entry("inet_aton", 1, 1, result::unsigned, Pure(inet_aton)),
        entry("inet_ntoa", 1, 1, result::text40, Pure(inet_ntoa)),
        entry("inet6_aton", 1, 1, result::blob, Pure(inet6_aton)),
        entry("inet6_ntoa", 1, 1, result::text40, Pure(inet6_ntoa)),
        entry("is_ipv4", 1, 1, result::truth, Pure(|given| Value::truth(is_ipv4(&given.characters(0))))),
        entry(
            "is_ipv6",
            1,
            1,
            result::truth,
            Pure(|given| Value::truth(given.characters(0).parse::<Ipv6Addr>().is_ok())),
        ),
        entry("is_ipv4_compat", 1, 1, result::truth, Run::Unknown),
        entry("is_ipv4_mapped", 1, 1, result::truth, Run::Unknown),
    ]
}

fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// `1.2` is `1.0.0.2`.
fn inet_aton(given: &Given<'_>) -> Value {
    let text = given.characters(0);
    let parts: Option<Vec<u64>> = text.split('.').map(|part| part.parse().ok().filter(|part| *part < 256)).collect();
    match parts {
        Some(parts) if (1..=4).contains(&parts.len()) => {
            let shift = 8 * (4 - u32::try_from(parts.len()).unwrap_or(4));
            let (last, before) = parts.split_last().expect("there is one");
            let high = before.iter().fold(0u64, |sum, part| (sum << 8) | part);
            Value::UInt((high << 8 << shift) | last)
        }
        _ => Value::Null,
    }
}

fn inet_ntoa(given: &Given<'_>) -> Value {
    match u32::try_from(given.integer(0)) {
        Ok(address) => Value::from(Ipv4Addr::from(address).to_string()),
        Err(_) => Value::Null,
    }
}

fn inet6_aton(given: &Given<'_>) -> Value {
    match given.characters(0).parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => Value::bytes(address.octets()),
        Ok(IpAddr::V6(address)) => Value::bytes(address.octets()),
        Err(_) => Value::Null,
    }
}

fn inet6_ntoa(given: &Given<'_>) -> Value {
    let bytes = given.bytes(0);
    if let Ok(four) = <[u8; 4]>::try_from(&*bytes) {
        return Value::from(Ipv4Addr::from(four).to_string());
    }
    match <[u8; 16]>::try_from(&*bytes) {
        Ok(sixteen) => Value::from(Ipv6Addr::from(sixteen).to_string()),
        Err(_) => Value::Null,
    }
}

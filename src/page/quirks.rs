//! Which doctypes mean that a page counts on the mistakes of old browsers.
//!
//! The HTML standard (13.2.6.4.1) lists them; here this matters for one rule alone: in quirks mode
//! a `table` does not close the `p` it stands in.

/// Public identifiers that begin so, in lower case. The standard names each version; what these names have in common is
/// enough, since no later version of them came.
const PREFIXES: &[&str] = &[
    "+//silmaril//dtd html pro",
    "-//advasoft ltd//dtd html 3.0",
    "-//as//dtd html 3.0",
    "-//ietf//dtd html",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer",
    "-//netscape comm. corp.//dtd ",
    "-//o'reilly and associates//dtd html ",
    "-//softquad software//dtd hotmetal pro",
    "-//softquad//dtd hotmetal pro",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sq//dtd html 2.0 hotmetal",
    "-//sun microsystems corp.//dtd hotjava",
    "-//w3c//dtd html 3",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental ",
    "-//w3c//dtd w3 html 3.0//",
    "-//w3o//dtd w3 html ",
    "-//webtechs//dtd mozilla html",
];

/// Public identifiers that mean it only where there is no system identifier.
const WITHOUT_SYSTEM: &[&str] = &["-//w3c//dtd html 4.01 frameset//", "-//w3c//dtd html 4.01 transitional//"];

/// Whether a doctype, from `!DOCTYPE` on, is one of them.
pub fn is_quirky(doctype: &str) -> bool {
    let doctype = doctype.to_ascii_lowercase();
    let after = doctype.trim_start_matches("!doctype").trim_ascii_start();
    let (name, after) = after.split_at(after.find(|c: char| c.is_ascii_whitespace()).unwrap_or(after.len()));
    if name != "html" {
        return true;
    }
    let mut quoted = after.split(['"', '\'']);
    let keyword = quoted.next().unwrap_or_default().trim_ascii();
    let (public, system) = match keyword {
        "public" => (quoted.next(), quoted.nth(1)),
        "system" => (None, quoted.next()),
        _ => (None, None),
    };
    if system == Some("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd") {
        return true;
    }
    public.is_some_and(|public| {
        matches!(public, "html" | "-/w3c/dtd html 4.0 transitional/en" | "-//w3o//dtd w3 html strict 3.0//en//")
            || PREFIXES.iter().any(|prefix| public.starts_with(prefix))
            || system.is_none() && WITHOUT_SYSTEM.iter().any(|prefix| public.starts_with(prefix))
    })
}

#[cfg(test)]
mod tests {
    use super::is_quirky;

    #[test]
    fn old_doctypes_are_known() {
        for (doctype, want) in [
            ("!DOCTYPE html", false),
            ("!doctype HTML SYSTEM \"about:legacy-compat\"", false),
            ("!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://x/x.dtd\"", false),
            ("!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\" \"http://x/loose.dtd\"", false),
            ("!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\"", true),
            ("!DOCTYPE html PUBLIC '-//W3C//DTD HTML 3.2 Final//EN'", true),
            ("!DOCTYPE", true),
            ("!DOCTYPE svg", true),
        ] {
            assert_eq!(is_quirky(doctype), want, "{doctype}");
        }
    }
}

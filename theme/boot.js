// Before anything is painted: the colours that the reader chose, what mdBook's script of the sidebar wants to know, and what
// the other scripts share.
"use strict";

(() => {
    const html = document.documentElement;
    const LIGHT = html.classList[0];
    const DARK = html.dataset.dark;

    window.path_to_root = html.dataset.root;

    /** What the browser remembers under a name; with a value, remembers it. Storage may be switched off. */
    function stored(name, value) {
        try {
            if (value === undefined) {
                return localStorage.getItem(name);
            }
            localStorage.setItem(name, value);
        } catch {
            return null;
        }
        return value;
    }

    /** Puts values into the address of the page, and takes out those that are empty; with `isStep`, “back” returns to the old one. */
    function putInAddress(values, isStep = false) {
        const url = new URL(location.href);
        for (const [name, value] of Object.entries(values)) {
            if (value) {
                url.searchParams.set(name, value);
            } else {
                url.searchParams.delete(name);
            }
        }
        if (isStep) {
            history.pushState(history.state, "", url);
        } else {
            history.replaceState(history.state, "", url);
        }
    }

    /** What stands among the words of a text and is none of them. */
    const NO_WORDS = ".cb-sr, .cb-mark, .cb-omitted";

    window.clausebook = { stored, putInAddress, NO_WORDS };

    const chosen = stored("mdbook-theme");
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? DARK : LIGHT;
    html.classList.replace(LIGHT, [LIGHT, DARK].includes(chosen) ? chosen : system);
    html.classList.add("js");
})();

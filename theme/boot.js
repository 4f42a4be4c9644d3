// Before anything is painted: the colours that the reader chose, what mdBook's script of the sidebar wants to know, and what
// the other scripts share.
"use strict";

(() => {
    const html = document.documentElement;
    const LIGHT = html.classList[0];
    const DARK = "navy";

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

    window.clausebook = { stored };

    const chosen = stored("mdbook-theme");
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? DARK : LIGHT;
    html.classList.replace(LIGHT, [LIGHT, DARK].includes(chosen) ? chosen : system);
    html.classList.add("js");
})();

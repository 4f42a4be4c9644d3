// Before anything is painted: the colours that the reader chose, and what mdBook's script of the sidebar wants to know.
"use strict";

(() => {
    const html = document.documentElement;
    const LIGHT = html.classList[0];
    const DARK = "navy";

    window.path_to_root = html.dataset.root;

    /** Storage may be switched off. */
    function stored(name) {
        try {
            return localStorage.getItem(name);
        } catch {
            return null;
        }
    }

    const chosen = stored("mdbook-theme");
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? DARK : LIGHT;
    html.classList.replace(LIGHT, [LIGHT, DARK].includes(chosen) ? chosen : system);
    html.classList.add("js");
})();

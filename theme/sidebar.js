// The sidebar: beside the page where there is room, over it where there is none. This runs before anything of the page is
// there, so that nothing has to move.
"use strict";

(() => {
    const { stored } = window.clausebook;
    const STORE = "mdbook-sidebar";
    const WIDE = 1080;
    const anchor = document.getElementById("mdbook-sidebar-toggle-anchor");

    function show() {
        document.documentElement.classList.toggle("sidebar-visible", anchor.checked);
        document.getElementById("mdbook-sidebar-toggle")?.setAttribute("aria-expanded", String(anchor.checked));
        document.getElementById("mdbook-sidebar")?.toggleAttribute("inert", !anchor.checked);
    }

    anchor.checked = document.body.clientWidth >= WIDE && stored(STORE) !== "hidden";
    show();
    document.addEventListener("DOMContentLoaded", show);
    document.addEventListener("click", ({ target }) => {
        const isOver = document.body.clientWidth < WIDE;
        if (target.closest("#mdbook-sidebar-toggle")) {
            anchor.checked = !anchor.checked;
            show();
            if (!isOver) {
                stored(STORE, anchor.checked ? "visible" : "hidden");
            }
        } else if (isOver && anchor.checked && !target.closest("#mdbook-sidebar")) {
            anchor.checked = false;
            show();
        }
    });
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && anchor.checked && document.body.clientWidth < WIDE) {
            anchor.checked = false;
            show();
            document.getElementById("mdbook-sidebar-toggle").focus();
        }
    });
})();

// The columns of a comparison: on a wide screen the names of the variants stay above the row that is read; on a narrow one a
// reader sees one variant at a time, and switches.
"use strict";

(() => {
    const bar = document.querySelector(".cb-bar");
    const form = document.querySelector("form.cb-controls");
    if (!bar || !form) {
        return;
    }
    const { stored } = window.clausebook;
    const MENU = document.querySelector("#mdbook-menu-bar").offsetHeight;
    const heads = bar.querySelector(".cb-heads");
    const rows = [...document.querySelectorAll(".cb-row[data-topic]")];
    const grids = new Map(rows.map((row) => [row, row.querySelector(".cb-cells")]));

    /** The row that is read: the first that ends below the bar. */
    function current() {
        const edge = bar.getBoundingClientRect().bottom;
        return rows.find((row) => !row.hidden && row.getBoundingClientRect().bottom > edge);
    }

    // The names above the columns.

    let named;

    function name() {
        const grid = grids.get(current());
        // Below the columns stand notes, which have none.
        heads.classList.toggle("cb-done", !grid || grid.getBoundingClientRect().bottom < bar.getBoundingClientRect().bottom);
        const cells = [...(grid?.children ?? [])].filter((cell) => !cell.hidden);
        const titles = cells.map((cell) => cell.querySelector(".cb-name").textContent);
        if (titles.join("\n") !== named) {
            named = titles.join("\n");
            heads.replaceChildren(...titles.map((title) => Object.assign(document.createElement("span"), { textContent: title })));
        }
        heads.scrollLeft = grid?.scrollLeft ?? 0;
    }

    /** The names can be scrolled as well: the row follows. */
    function follow() {
        const grid = grids.get(current());
        if (grid && grid.scrollLeft !== heads.scrollLeft) {
            grid.scrollLeft = heads.scrollLeft;
        }
    }

    /** A row needs no scrolling of its own where all columns fit; there a text stays beside a longer one, if the window holds it. */
    function fit() {
        const room = window.innerHeight - bar.getBoundingClientRect().height - 2 * MENU;
        const cells = [...document.querySelectorAll(".cb-cell")].map((cell) => [cell, cell.offsetHeight > room]);
        const found = [...grids.values()].filter((grid) => grid).map((grid) => [grid, grid.scrollWidth <= grid.clientWidth]);
        found.forEach(([grid, fits]) => grid.classList.toggle("cb-fits", fits));
        cells.forEach(([cell, isTall]) => cell.classList.toggle("cb-tall", isTall));
        name();
    }

    let isAsked = false;

    function nameSoon() {
        if (!isAsked) {
            isAsked = true;
            requestAnimationFrame(() => {
                isAsked = false;
                name();
            });
        }
    }

    document.addEventListener("scroll", (event) => (event.target === heads ? follow() : nameSoon()), { capture: true, passive: true });
    new ResizeObserver(fit).observe(bar);

    // Switching.

    const AT = "clausebook-at";
    const BOTH = "clausebook-both";
    const { both } = form.elements;
    const choices = bar.querySelector(".cb-switch");
    const buttons = [...choices.children];
    let shown = { show: [], base: "" };
    let at = stored(AT);

    function showAt() {
        const other = shown.show.find((id) => id !== shown.base);
        const id = shown.show.includes(at) ? at : (other ?? shown.base);
        for (const button of buttons) {
            button.setAttribute("aria-pressed", String(button.dataset.variant === id));
            button.classList.toggle("cb-of-base", button.dataset.variant === shown.base);
            if (button.dataset.variant === id) {
                choices.scrollLeft = button.offsetLeft - choices.clientWidth / 2;
            }
        }
        for (const element of document.querySelectorAll(".cb-cells > *, .cb-silent > *")) {
            const isBase = both.checked && element.matches(`[data-variant="${shown.base}"]`);
            element.classList.toggle("cb-at", element.dataset.variant === id || isBase);
        }
        for (const row of rows) {
            row.classList.toggle("cb-lacks", !row.querySelector(":is(.cb-cells, .cb-silent) > .cb-at:not([hidden])"));
        }
    }

    /** Shows another variant, and keeps the row that is read in its place while those above it grow or shrink. */
    function switchTo(id) {
        const row = current();
        const before = row?.getBoundingClientRect().top ?? 0;
        at = id;
        stored(AT, id);
        showAt();
        const moved = (row?.getBoundingClientRect().top ?? 0) - before;
        if (before < bar.getBoundingClientRect().bottom) {
            window.scrollBy({ top: moved, behavior: "instant" });
        }
    }

    /** An address may lead to a cell that a narrow screen does not show. */
    function followAddress() {
        const target = document.querySelector(".cb-cell :target");
        const cell = target?.closest(".cb-cell");
        if (cell && cell.offsetParent === null) {
            at = cell.dataset.variant;
            showAt();
            target.scrollIntoView();
        }
    }

    for (const button of buttons) {
        button.addEventListener("click", () => switchTo(button.dataset.variant));
    }
    both.checked = stored(BOTH) === "1";
    both.addEventListener("change", () => {
        stored(BOTH, both.checked ? "1" : "0");
        showAt();
    });
    form.addEventListener("clausebook:drawn", ({ detail }) => {
        shown = detail;
        showAt();
        fit();
    });
    window.addEventListener("hashchange", followAddress);
    window.addEventListener("load", followAddress);
    bar.hidden = false;
    document.documentElement.dataset.columns = "ready";
})();

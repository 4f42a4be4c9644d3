// The frame of a page: colours, tables, keys for the pages before and after.
"use strict";

(() => {
    const html = document.documentElement;
    const element = (id) => document.getElementById(id);

    const { stored } = window.clausebook;

    // Colours.

    const THEME = "mdbook-theme";
    const button = element("mdbook-theme-toggle");
    const list = element("mdbook-theme-list");
    const choices = [...list.querySelectorAll("button")];
    const [, light, dark] = choices.map((choice) => choice.dataset.theme);
    const darkness = matchMedia("(prefers-color-scheme: dark)");

    function showTheme() {
        const chosen = [light, dark].includes(stored(THEME)) ? stored(THEME) : "";
        html.classList.remove(light, dark);
        html.classList.add(chosen || (darkness.matches ? dark : light));
        for (const choice of choices) {
            choice.setAttribute("aria-checked", String(choice.dataset.theme === chosen));
        }
    }

    function openThemes(isOpen) {
        list.hidden = !isOpen;
        button.setAttribute("aria-expanded", String(isOpen));
        if (isOpen) {
            choices.find((choice) => choice.getAttribute("aria-checked") === "true")?.focus();
        }
    }

    showTheme();
    darkness.addEventListener("change", showTheme);
    button.addEventListener("click", () => openThemes(list.hidden));
    list.addEventListener("click", (event) => {
        const choice = event.target.closest("button");
        if (choice) {
            stored(THEME, choice.dataset.theme);
            showTheme();
            openThemes(false);
            button.focus();
        }
    });
    list.addEventListener("keydown", (event) => {
        const at = choices.indexOf(document.activeElement);
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) {
            event.preventDefault();
            choices[(at + step + choices.length) % choices.length].focus();
        } else if (event.key === "Escape") {
            openThemes(false);
            button.focus();
        }
    });
    list.addEventListener("focusout", (event) => {
        if (!list.contains(event.relatedTarget)) {
            openThemes(false);
        }
    });
    document.addEventListener("click", (event) => {
        if (!list.hidden && !list.contains(event.target) && !button.contains(event.target)) {
            openThemes(false);
        }
    });

    // Tables.

    const sizes = new ResizeObserver((entries) => {
        const found = entries.map(({ target }) => [target, target.scrollWidth <= target.clientWidth]);
        found.forEach(([table, fits]) => table.classList.toggle("cb-fits", fits));
    });
    document.addEventListener("DOMContentLoaded", () => {
        for (const table of document.querySelectorAll(".cb-table")) {
            sizes.observe(table);
        }
    });

    // The pages before and after.

    const KEYS = { ArrowLeft: ".nav-chapters.previous", ArrowRight: ".nav-chapters.next" };
    document.addEventListener("keydown", (event) => {
        const isBusy = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing;
        const isElsewhere = event.target.closest?.("input, textarea, select, button, summary, [contenteditable], [role=menu], .cb-search, .cb-table");
        const link = KEYS[event.key] && document.querySelector(KEYS[event.key]);
        // On pages with columns an arrow is for these.
        if (link && !isBusy && !isElsewhere && !document.querySelector(".cb-cells")) {
            event.preventDefault();
            link.click();
        }
    });
})();

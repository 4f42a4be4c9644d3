// The pages of subjects: which variants are shown, which one the others are measured against, which differences count.
// The page itself shows all, measured against the first.
"use strict";

(() => {
    const form = document.querySelector("form.cb-controls");
    const { stored, putInAddress, comparison } = window.clausebook;
    if (!form || !comparison) {
        return;
    }
    const { rows, baseCell, measure, arrange } = comparison;
    // The boxes stand above the points, the rest of the form above the clauses.
    const boxes = [...form.elements].filter((element) => element.name === "show");
    const all = boxes.map((box) => box.value);
    const titles = new Map(boxes.map((box) => [box.value, box.parentElement.textContent.trim()]));
    const { base: baseOf, by: byOf, kind: kindOf, only: onlyOf } = form.elements;
    const bases = [...(baseOf?.options ?? [])].map((option) => option.value);
    const kinds = new Map([...kindOf.options].map((option) => [option.value, option.textContent]));
    const output = form.querySelector("output");
    const nothing = document.querySelector(".cb-nothing");
    const notes = [...document.querySelectorAll(".cb-note[data-variants]")];
    /** The items that lead to a place on the page, and the rows that it stands in. */
    const links = [...document.querySelectorAll(".cb-topics a, .cb-index .cb-lines a")].map((link) => ({
        item: link.closest("li"),
        row: rows.find((row) => row.section.contains(document.getElementById(link.hash.slice(1)))),
    }));
    const first = form.dataset.base;
    let drawn = { base: first, by: "" };

    // What is shown.

    function filter(row, chosen) {
        let others = 0;
        const base = baseCell(row, chosen.base);
        for (const cell of row.cells) {
            const lines = [...cell.element.querySelectorAll(":scope > .cb-differences > li")];
            for (const line of lines) {
                line.hidden = chosen.kind !== "" && line.dataset.kind !== chosen.kind;
            }
            const hasKind = chosen.kind === "" || lines.some((line) => !line.hidden);
            const differs = !chosen.only || !cell.head.querySelector(".cb-same");
            const isChosen = chosen.show.includes(cell.id);
            cell.element.hidden = !isChosen || (cell !== base && !(hasKind && differs));
            others += cell.element.hidden || cell === base ? 0 : 1;
        }
        // That a variant has no text differs from a base that has one, and is of no kind.
        const silent = chosen.only && chosen.kind === "" && base ? row.silent.filter((item) => chosen.show.includes(item.dataset.variant)) : [];
        row.section.hidden = (chosen.only || chosen.kind !== "") && others + silent.length === 0;
    }

    /** The choice in words; paper has no controls, and these words. */
    function inWords(chosen, hiddenNotes) {
        const { dataset } = form;
        const isShown = chosen.show.includes(chosen.base);
        const hidden = all.filter((id) => !chosen.show.includes(id)).map((id) => titles.get(id));
        return [
            dataset.shown.replace("{count}", chosen.show.length),
            dataset.from.replace("{base}", titles.get(chosen.base)) + (isShown ? "" : dataset.unseen),
            hidden.length > 0 ? dataset.without.replace("{titles}", hidden.join(dataset.and)) : "",
            chosen.by ? dataset.literal : "",
            chosen.kind ? dataset.kind.replace("{kind}", kinds.get(chosen.kind)) : "",
            chosen.only ? dataset.only : "",
            hiddenNotes > 0 ? dataset.notes.replace("{count}", hiddenNotes) : "",
        ].filter((part) => part).join(dataset.comma) + dataset.stop;
    }

    function show(chosen) {
        if (chosen.base !== drawn.base || chosen.by !== drawn.by) {
            rows.forEach((row) => measure(row, chosen));
        }
        if (chosen.base !== drawn.base) {
            rows.forEach((row) => arrange(row, chosen.base));
        }
        rows.forEach((row) => filter(row, chosen));
        for (const cell of document.querySelectorAll(".cb-points [data-variant], .cb-switch [data-variant], .cb-silent [data-variant]")) {
            cell.hidden = !chosen.show.includes(cell.dataset.variant);
        }
        const isForeign = ({ dataset }) => dataset.variants !== undefined && !dataset.variants.split(" ").some((id) => chosen.show.includes(id));
        for (const note of notes) {
            note.hidden = isForeign(note);
        }
        for (const { item, row } of links) {
            item.hidden = isForeign(item) || (row?.section.hidden ?? false);
        }
        for (const box of boxes) {
            box.checked = chosen.show.includes(box.value);
            box.disabled = box.checked && chosen.show.length === 1;
        }
        [byOf.value, kindOf.value, onlyOf.checked] = [chosen.by, chosen.kind, chosen.only];
        if (baseOf) {
            baseOf.value = chosen.base;
        }
        document.querySelectorAll(".cb-base-title").forEach((title) => (title.textContent = titles.get(chosen.base)));
        nothing.hidden = rows.some((row) => !row.section.hidden);
        output.textContent = inWords(chosen, notes.filter((note) => note.hidden).length);
        drawn = chosen;
        form.dispatchEvent(new CustomEvent("clausebook:drawn", { detail: chosen }));
    }

    // The choice: in the address, so that it can be passed on; remembered for the next subject.

    const STORE = "clausebook-compare";

    function remembered() {
        try {
            return JSON.parse(stored(STORE)) ?? {};
        } catch {
            return {};
        }
    }

    function chosen() {
        const show = boxes.filter((box) => box.checked).map((box) => box.value);
        return { show, base: baseOf?.value ?? first, by: byOf.value, kind: kindOf.value, only: onlyOf.checked };
    }

    /** What the address asks for, else what was chosen `before`; with whether anything of it does not exist. */
    function asked(before) {
        const address = new URLSearchParams(location.search);
        const wanted = address.get("show")?.split(" ") ?? (Array.isArray(before.show) ? before.show : all);
        const show = all.filter((id) => wanted.includes(id));
        const base = address.get("base") ?? before.base ?? first;
        const by = address.get("by") ?? before.by ?? "";
        const kind = address.get("kind") ?? "";
        const isKnown = {
            show: !address.has("show") || wanted.every((id) => all.includes(id)),
            base: base === first || bases.includes(base),
            by: ["", "text"].includes(by),
            kind: kinds.has(kind),
        };
        return {
            isWrong: !isKnown.show || !isKnown.kind || (address.has("base") && !isKnown.base) || (address.has("by") && !isKnown.by),
            show: show.length > 0 ? show : all,
            base: isKnown.base ? base : first,
            by: isKnown.by ? by : "",
            kind: isKnown.kind ? kind : "",
            only: address.get("only") === "1",
        };
    }

    /** The choice as the address has it: what is usual is left out. */
    function inAddress(choice) {
        return {
            show: choice.show.length === all.length ? "" : choice.show.join(" "),
            base: choice.base === first ? "" : choice.base,
            by: choice.by,
            kind: choice.kind,
            only: choice.only ? "1" : "",
        };
    }

    function choose(choice) {
        show(choice);
        putInAddress(inAddress(choice), true);
        const isAll = choice.show.length === all.length;
        stored(STORE, JSON.stringify({ show: isAll ? undefined : choice.show, base: choice.base, by: choice.by }));
    }

    /** An address may lead to what the choice hides; it is shown then. */
    function followAddress() {
        const target = document.getElementById(location.hash.slice(1));
        const row = rows.find(({ section }) => section.contains(target));
        const variant = target?.closest(".cb-cell")?.dataset.variant;
        if (row?.section.hidden || target?.closest(".cb-cell")?.hidden) {
            show({ ...drawn, kind: "", only: false, show: all.filter((id) => id === variant || drawn.show.includes(id)) });
            putInAddress(inAddress(drawn));
            target.scrollIntoView();
        }
    }

    document.addEventListener("change", ({ target }) => {
        // The other boxes belong to other scripts, and are no part of what is compared.
        if (target.form === form && ["show", "base", "by", "kind", "only"].includes(target.name)) {
            choose(chosen());
        }
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    nothing.querySelector("button").addEventListener("click", () => {
        choose({ ...drawn, show: all, kind: "", only: false });
        kindOf.focus();
    });
    window.addEventListener("popstate", () => show(asked({})));
    window.addEventListener("hashchange", followAddress);

    const { isWrong, ...choice } = asked(remembered());
    show(choice);
    // From here on the address alone says what is shown: for “back”, and for whom it is sent to.
    putInAddress(inAddress(choice));
    followAddress();
    if (isWrong) {
        output.textContent = form.dataset.unknown;
    }
    for (const controls of document.querySelectorAll(".cb-controls")) {
        controls.hidden = false;
    }
    document.documentElement.dataset.compare = "ready";
})();

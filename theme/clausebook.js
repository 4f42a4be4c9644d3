// What pages do in a browser beyond what they show. Every page is complete without it.
"use strict";

(() => {
    const { stored, putInAddress } = window.clausebook;
    const asked = () => new URLSearchParams(location.search);

    // Reading as client or as provider: what is bad for the reader comes first and is told in his words.

    const VIEWPOINT = "clausebook-viewpoint";
    const SIDES = ["client", "provider"];
    /** What the page itself says of a tag. */
    const written = new WeakMap();

    function side(favours, viewpoint) {
        if (!viewpoint || !SIDES.includes(favours)) {
            return "";
        }
        return favours === viewpoint ? "good" : "bad";
    }

    function showViewpoint(control, viewpoint) {
        for (const tag of document.querySelectorAll(".cb-favours")) {
            if (!written.has(tag)) {
                written.set(tag, [...tag.childNodes]);
            }
            const which = side(tag.dataset.favours, viewpoint);
            if (which) {
                tag.dataset.side = which;
                tag.textContent = control.dataset[which];
            } else {
                delete tag.dataset.side;
                tag.replaceChildren(...written.get(tag));
            }
        }
        const order = { bad: 0, "": 1, good: 2 };
        for (const list of document.querySelectorAll(".cb-lines, .cb-notes")) {
            const items = [...list.children];
            items.forEach((item, index) => {
                item.dataset.place ??= index;
            });
            const rank = (item) => order[side(item.dataset.favours, viewpoint)];
            items.sort((a, b) => rank(a) - rank(b) || a.dataset.place - b.dataset.place);
            list.append(...items);
        }
    }

    function startViewpoint(control) {
        const take = (side) => {
            const viewpoint = SIDES.includes(side) ? side : "";
            for (const choice of control.querySelectorAll("input")) {
                choice.checked = choice.value === viewpoint;
            }
            showViewpoint(control, viewpoint);
            return viewpoint;
        };
        putInAddress({ as: take(asked().get("as") ?? stored(VIEWPOINT)) });
        control.hidden = false;
        window.addEventListener("popstate", () => take(asked().get("as")));
        control.addEventListener("change", (event) => {
            stored(VIEWPOINT, event.target.value);
            putInAddress({ as: take(event.target.value) });
        });
    }

    // The overview of all points: by subject and by variant.

    function showFiltered(form, table) {
        const subject = form.elements.subject.value;
        const boxes = [...form.querySelectorAll("input[name=variant]")];
        const variants = boxes.filter((box) => box.checked).map((box) => box.value);
        for (const box of boxes) {
            box.disabled = box.checked && variants.length === 1;
        }
        let points = 0;
        for (const group of table.querySelectorAll("tbody[data-subject]")) {
            group.hidden = subject !== "" && group.dataset.subject !== subject;
            points += group.hidden ? 0 : group.querySelectorAll("th[scope=row]").length;
        }
        for (const cell of table.querySelectorAll("[data-variant]")) {
            cell.hidden = !variants.includes(cell.dataset.variant);
        }
        for (const head of table.querySelectorAll("th[scope=rowgroup]")) {
            head.colSpan = variants.length + 1;
        }
        const count = form.querySelector(".cb-count");
        count.textContent = count.dataset.count.replace("{points}", points).replace("{variants}", variants.length);
        putInAddress({ subject, variants: variants.length === boxes.length ? "" : variants.join(" ") });
    }

    function startFilter(form) {
        const table = form.parentElement.querySelector(".cb-points");
        const subject = asked().get("subject") ?? "";
        if ([...form.elements.subject.options].some((option) => option.value === subject)) {
            form.elements.subject.value = subject;
        }
        const boxes = [...form.querySelectorAll("input[name=variant]")];
        const variants = asked().get("variants")?.split(" ") ?? [];
        const known = boxes.some((box) => variants.includes(box.value));
        for (const box of boxes) {
            box.checked = !known || variants.includes(box.value);
        }
        form.hidden = false;
        showFiltered(form, table);
        form.addEventListener("change", () => showFiltered(form, table));
        form.addEventListener("submit", (event) => event.preventDefault());
    }

    document.querySelectorAll(".cb-viewpoint").forEach(startViewpoint);
    document.querySelectorAll(".cb-filter").forEach(startFilter);
})();

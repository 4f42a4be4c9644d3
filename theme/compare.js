// The pages of subjects: which variants are shown, which one the others are measured against, which differences count.
// The page itself shows all, measured against the first; the comparisons of all pairs lie in it as data.
"use strict";

(() => {
    const form = document.querySelector(".cb-controls");
    const data = document.querySelector(".cb-data");
    if (!form || !data) {
        return;
    }
    const { stored, putInAddress, texts } = window.clausebook;
    const topics = new Map(JSON.parse(data.textContent).map((topic) => [topic.id, topic]));
    const boxes = [...form.querySelectorAll("input[name=show]")];
    const all = boxes.map((box) => box.value);
    const { base: baseOf, by: byOf, kind: kindOf, only: onlyOf } = form.elements;
    const bases = [...(baseOf?.options ?? [])].map((option) => option.value);
    const titles = new Map([...kindOf.options].map((option) => [option.value, option.textContent]));
    const rows = [...document.querySelectorAll(".cb-row[data-topic]")].map(read);
    const first = form.dataset.base;
    let drawn = { base: first, by: "" };

    /** A row: its data, and its cells in the order of the family. */
    function read(section) {
        const cells = [...section.querySelectorAll(".cb-cell")].map((element) => ({
            element,
            id: element.dataset.variant,
            head: element.querySelector(":scope > header"),
        }));
        return { section, cells, silent: [...section.querySelectorAll(".cb-silent > li")], topic: topics.get(section.dataset.topic) };
    }

    // Comparisons.

    /** What the data says of two variants, in the order asked for. */
    function pair(topic, a, b, by) {
        const found = topic.pairs.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a));
        if (!found) {
            return { differences: [], edits: [] };
        }
        const { band, edits = [] } = by === "text" && found.literal ? found.literal : found;
        const differences = found.differences ?? [];
        if (found.a === a) {
            return { band, differences, edits };
        }
        return {
            band,
            differences: differences.map(({ kind, a, b }) => ({ kind, a: b, b: a })),
            edits: edits.map(([from, to, start, end]) => [start, end, from, to]),
        };
    }

    /** The cell that the others of a row are measured against: the chosen variant, else the first that has a text. */
    function baseCell(row, base) {
        return row.cells.find((cell) => cell.id === base) ?? row.cells[0];
    }

    const words = (places) =>
        places.map(({ text, role }, at) => {
            const gap = at > 0 && places[at - 1].role ? "……" : "";
            const whose = role ? form.querySelector("template[data-roles]").content.querySelector(`[data-role=${role}]`).textContent : "";
            return gap + text + whose;
        }).join("");

    /** Differences in words; what only one side has is gathered by kind. */
    function gathered(differences) {
        const lines = [];
        for (const { kind, a, b } of differences) {
            const last = lines.at(-1);
            const [left, right] = [a, b].map((places) => (places.length > 0 ? [words(places)] : []));
            const isOneSided = last?.kind === kind && ((last.a.length === 0 && left.length === 0) || (last.b.length === 0 && right.length === 0));
            if (isOneSided) {
                last.a = [...new Set([...last.a, ...left])];
                last.b = [...new Set([...last.b, ...right])];
            } else {
                lines.push({ kind, a: left, b: right });
            }
        }
        return lines;
    }

    const quoted = (list) => (list.length > 0 ? list.map((text) => `“${text}”`).join("") : form.dataset.none);

    function element(name, className, ...children) {
        const made = document.createElement(name);
        made.className = className;
        made.append(...children);
        return made;
    }

    function list(differences) {
        const items = gathered(differences).map(({ kind, a, b }) => {
            const item = element("li", "", element("span", "cb-kind", titles.get(kind)), quoted(a), element("span", "cb-arrow", "→"), quoted(b));
            item.dataset.kind = kind;
            return item;
        });
        return items.length > 0 ? [element("ul", "cb-differences", ...items)] : [];
    }

    const band = (name) => form.querySelector(`template[data-band="${name}"]`).content.firstElementChild.cloneNode(true);

    function measure(row, { base, by }) {
        const from = baseCell(row, base);
        row.cells.forEach((cell) => texts.unmark(cell.element));
        const baseText = from ? texts.text(from.element) : "";
        for (const cell of row.cells) {
            const isBase = cell === from;
            const found = isBase ? { band: "base", differences: [], edits: [] } : pair(row.topic, from.id, cell.id, by);
            cell.element.classList.toggle("cb-base", isBase);
            cell.head.querySelector(".cb-band")?.remove();
            cell.head.append(...(found.band ? [band(found.band)] : []));
            cell.element.querySelector(":scope > .cb-differences")?.remove();
            cell.head.after(...list(found.differences));
            texts.mark(cell.element, found.edits, baseText);
        }
    }

    /** The base stands in the first column. */
    function arrange(row, base) {
        const from = baseCell(row, base);
        const others = row.cells.filter((cell) => cell !== from);
        from?.element.parentElement.append(from.element, ...others.map((cell) => cell.element));
    }

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
        for (const box of boxes) {
            box.checked = chosen.show.includes(box.value);
            box.disabled = box.checked && chosen.show.length === 1;
        }
        [byOf.value, kindOf.value, onlyOf.checked] = [chosen.by, chosen.kind, chosen.only];
        if (baseOf) {
            baseOf.value = chosen.base;
        }
        const title = boxes[all.indexOf(chosen.base)].parentElement.textContent.trim();
        form.querySelector("output").textContent = form.dataset.shown.replace("{count}", chosen.show.length).replace("{base}", title);
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
            kind: titles.has(kind),
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

    form.addEventListener("change", (event) => {
        // The other boxes belong to other scripts, and are no part of what is compared.
        if (["show", "base", "by", "kind", "only"].includes(event.target.name)) {
            const choice = chosen();
            show(choice);
            putInAddress(inAddress(choice), true);
            const isAll = choice.show.length === all.length;
            stored(STORE, JSON.stringify({ show: isAll ? undefined : choice.show, base: choice.base, by: choice.by }));
        }
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("popstate", () => show(asked({})));

    const { isWrong, ...choice } = asked(remembered());
    show(choice);
    // From here on the address alone says what is shown: for “back”, and for whom it is sent to.
    putInAddress(inAddress(choice));
    if (isWrong) {
        form.querySelector("output").textContent = form.dataset.unknown;
    }
    form.hidden = false;
    document.documentElement.dataset.compare = "ready";
})();

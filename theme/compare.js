// The pages of subjects: which variants are shown, which one the others are measured against, which differences count.
// The page itself shows all, measured against the first; the comparisons of all pairs lie in it as data.
"use strict";

(() => {
    const form = document.querySelector(".cb-controls");
    const data = document.querySelector(".cb-data");
    if (!form || !data) {
        return;
    }
    const topics = new Map(JSON.parse(data.textContent).map((topic) => [topic.id, topic]));
    const boxes = [...form.querySelectorAll("input[name=show]")];
    const all = boxes.map((box) => box.value);
    const { base: baseOf, kind: kindOf, only: onlyOf } = form.elements;
    const rows = [...document.querySelectorAll(".cb-row[data-topic]")].map(read).filter((row) => row.topic);
    let shownBase = form.dataset.base;

    // The texts of a page: pieces in reading order, with offsets as the data counts them.

    function read(section) {
        const cells = [...section.querySelectorAll(".cb-cell")].map((element) => {
            const same = (element.dataset.same ?? "").split(" ").filter((id) => id);
            return { element, id: element.dataset.variant, ids: [element.dataset.variant, ...same] };
        });
        return { section, cells, topic: topics.get(section.dataset.topic) };
    }

    const SKIPPED = ".cb-sr, .cb-mark, .cb-omitted, .cb-source, .cb-announced";

    /** The pieces of a cell's text: text nodes, and choices, which the data counts as their name in brackets. */
    function pieces(cell) {
        const found = [];
        let offset = 0;
        const add = (node, length) => {
            found.push({ node, start: offset, end: offset + length });
            offset += length;
        };
        const walk = (node) => {
            if (node.nodeType === Node.TEXT_NODE) {
                const isLayout = node.data.includes("\n") && node.data.trim() === "";
                if (!isLayout) {
                    add(node, node.data.length);
                }
            } else if (node.nodeType === Node.ELEMENT_NODE && node.matches(".cb-choice")) {
                add(node, node.dataset.printed.length);
            } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(SKIPPED)) {
                node.childNodes.forEach(walk);
            }
        };
        cell.element.querySelectorAll(".cb-text").forEach(walk);
        return found;
    }

    /** The text of a cell as the data has it, without line feeds. */
    function text(cell) {
        return pieces(cell).map(({ node }) => (node.nodeType === Node.TEXT_NODE ? node.data : node.dataset.printed)).join("");
    }

    function unmark(cell) {
        cell.element.querySelectorAll(".cb-text .cb-omitted").forEach((omitted) => omitted.remove());
        cell.element.querySelectorAll(".cb-text ins").forEach((ins) => ins.replaceWith(...ins.childNodes));
        cell.element.querySelectorAll(".cb-text").forEach((part) => part.normalize());
    }

    /** Puts marks into a cell; edits are in order, and are made from the last to the first, so that offsets stay valid. */
    function mark(cell, edits, baseText) {
        for (const [from, to, start, end] of edits.toReversed()) {
            const list = pieces(cell);
            const inside = list.filter((piece) => piece.end > start && piece.start < end);
            const place = inside[0] ?? list.findLast((piece) => piece.end <= start || piece.start < start) ?? list[0];
            if (!place) {
                return;
            }
            const wrapped = inside.toReversed().map((piece) => wrap(piece, start, end));
            const omitted = baseText.slice(from, to);
            if (omitted !== "") {
                const element = document.createElement("del");
                element.className = "cb-omitted";
                element.textContent = omitted;
                (wrapped.at(-1) ?? cutBehind(place, start)).before(element);
            }
        }
    }

    /** Wraps the part of a piece that lies between two offsets. */
    function wrap({ node, start: from }, start, end) {
        let part = node;
        if (node.nodeType === Node.TEXT_NODE) {
            const first = Math.max(0, start - from);
            const last = Math.min(node.data.length, end - from);
            part = node.splitText(first);
            part.splitText(last - first);
        }
        const ins = document.createElement("ins");
        part.replaceWith(ins);
        ins.append(part);
        return ins;
    }

    /** A node before which something can be put at an offset of a piece. */
    function cutBehind({ node, start: from }, offset) {
        if (node.nodeType === Node.TEXT_NODE) {
            return node.splitText(Math.min(node.data.length, Math.max(0, offset - from)));
        }
        const behind = document.createTextNode("");
        node.after(behind);
        return behind;
    }

    // Comparisons.

    /** What the data says of two variants, in the order asked for. */
    function pair(topic, a, b) {
        const found = topic.pairs.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a));
        if (!found || found.a === a) {
            return found;
        }
        const differences = (found.differences ?? []).map(({ kind, a, b }) => ({ kind, a: b, b: a }));
        const edits = (found.edits ?? []).map(([from, to, start, end]) => [start, end, from, to]);
        return { ...found, a, b, differences, edits };
    }

    /** The cell that the others of a row are measured against: the chosen variant, else the first that has a text. */
    function baseCell(row, base) {
        return row.cells.find((cell) => cell.ids.includes(base)) ?? row.cells[0];
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

    const titles = new Map([...kindOf.options].map((option) => [option.value, option.textContent]));
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

    function measure(row, base) {
        const from = baseCell(row, base);
        row.cells.forEach(unmark);
        const baseText = from ? text(from) : "";
        for (const cell of row.cells) {
            const isBase = cell === from;
            const found = isBase ? null : pair(row.topic, from.id, cell.id);
            cell.element.classList.toggle("cb-base", isBase);
            cell.element.querySelector(":scope > header .cb-band")?.remove();
            cell.element.querySelector(":scope > header").append(band(isBase ? "base" : (found?.band ?? "absent")));
            cell.element.querySelector(":scope > .cb-differences")?.remove();
            cell.element.querySelector(":scope > header").after(...list(found?.differences ?? []));
            mark(cell, found?.edits ?? [], baseText);
        }
    }

    // What is shown.

    function filter(row, chosen) {
        let others = 0;
        const base = baseCell(row, chosen.base);
        for (const cell of row.cells) {
            const isChosen = cell.ids.some((id) => chosen.show.includes(id));
            const lines = [...cell.element.querySelectorAll(":scope > .cb-differences > li")];
            for (const line of lines) {
                line.hidden = chosen.kind !== "" && line.dataset.kind !== chosen.kind;
            }
            const hasKind = chosen.kind === "" || lines.some((line) => !line.hidden);
            const differs = !chosen.only || !cell.element.querySelector(":scope > header .cb-same");
            cell.element.hidden = !isChosen || (cell !== base && !(hasKind && differs));
            others += cell.element.hidden || cell === base ? 0 : 1;
        }
        for (const silent of row.section.querySelectorAll(".cb-silent > li")) {
            silent.hidden = !chosen.show.includes(silent.dataset.variant);
        }
        row.section.hidden = (chosen.only || chosen.kind !== "") && others === 0;
    }

    function show(chosen) {
        if (chosen.base !== shownBase) {
            rows.forEach((row) => measure(row, chosen.base));
            shownBase = chosen.base;
        }
        rows.forEach((row) => filter(row, chosen));
        for (const cell of document.querySelectorAll(".cb-points [data-variant]")) {
            cell.hidden = !chosen.show.includes(cell.dataset.variant);
        }
        for (const box of boxes) {
            box.checked = chosen.show.includes(box.value);
            box.disabled = box.checked && chosen.show.length === 1;
        }
        [baseOf.value, kindOf.value, onlyOf.checked] = [chosen.base, chosen.kind, chosen.only];
        const title = baseOf.selectedOptions[0].textContent;
        form.querySelector("output").textContent = form.dataset.shown.replace("{count}", chosen.show.length).replace("{base}", title);
    }

    // The choice: in the address, so that it can be passed on; remembered for the next subject.

    const STORE = "clausebook-compare";

    function stored(value) {
        try {
            if (value === undefined) {
                return JSON.parse(localStorage.getItem(STORE)) ?? {};
            }
            localStorage.setItem(STORE, JSON.stringify(value));
        } catch {
            return {};
        }
        return value;
    }

    function chosen() {
        return { show: boxes.filter((box) => box.checked).map((box) => box.value), base: baseOf.value, kind: kindOf.value, only: onlyOf.checked };
    }

    /** What the address asks for, else what was chosen before; with what of it does not exist. */
    function asked() {
        const address = new URLSearchParams(location.search);
        const before = stored();
        const wanted = address.get("show")?.split(" ") ?? (Array.isArray(before.show) ? before.show : all);
        const show = all.filter((id) => wanted.includes(id));
        const base = address.get("base") ?? before.base ?? form.dataset.base;
        const kind = address.get("kind") ?? "";
        const isWrong = (address.has("show") && wanted.some((id) => !all.includes(id))) || (address.has("base") && !all.includes(base)) || !titles.has(kind);
        return {
            isWrong,
            show: show.length > 0 ? show : all,
            base: all.includes(base) ? base : form.dataset.base,
            kind: titles.has(kind) ? kind : "",
            only: address.get("only") === "1",
        };
    }

    function remember(choice) {
        const url = new URL(location.href);
        const values = {
            show: choice.show.length === all.length ? "" : choice.show.join(" "),
            base: choice.base === form.dataset.base ? "" : choice.base,
            kind: choice.kind,
            only: choice.only ? "1" : "",
        };
        for (const [name, value] of Object.entries(values)) {
            if (value) {
                url.searchParams.set(name, value);
            } else {
                url.searchParams.delete(name);
            }
        }
        history.pushState(history.state, "", url);
        stored({ show: choice.show, base: choice.base });
    }

    form.addEventListener("change", () => {
        show(chosen());
        remember(chosen());
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("popstate", () => show(asked()));

    const { isWrong, ...choice } = asked();
    show(choice);
    if (isWrong) {
        form.querySelector("output").textContent = form.dataset.unknown;
    }
    form.hidden = false;
    document.documentElement.dataset.compare = "ready";
    window.clausebookCompare = { text: (topic, id) => rows.filter((row) => row.topic.id === topic).flatMap((row) => row.cells.filter((cell) => cell.id === id).map(text))[0] };
})();

// The rows of a comparison: each text measured against the base, with its band, its differences in words and its marks, from the
// comparisons of all pairs, which lie in the page as data.
"use strict";

(() => {
    const form = document.querySelector("form.cb-controls");
    const data = document.querySelector(".cb-data");
    if (!form || !data) {
        return;
    }
    const { texts } = window.clausebook;
    const topics = new Map(JSON.parse(data.textContent).map((topic) => [topic.id, topic]));
    const titles = new Map([...form.elements.kind.options].map((option) => [option.value, option.textContent]));

    /** A row: its data, its cells in the order of the family, and the variants that have no text. */
    function read(section) {
        const cells = [...section.querySelectorAll(".cb-cell")].map((element) => ({
            element,
            id: element.dataset.variant,
            head: element.querySelector(":scope > header"),
        }));
        return { section, cells, silent: [...section.querySelectorAll(".cb-silent > li")], topic: topics.get(section.dataset.topic) };
    }

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

    const rows = [...document.querySelectorAll(".cb-row[data-topic]")].map(read);
    window.clausebook.comparison = { rows, baseCell, measure, arrange };
})();

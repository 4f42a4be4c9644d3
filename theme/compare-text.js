// The texts in the cells of a comparison: their words in the order of the data, and marks put in and taken off at offsets.
"use strict";

(() => {
    const { NO_WORDS } = window.clausebook;

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
            } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(NO_WORDS)) {
                node.childNodes.forEach(walk);
            }
        };
        cell.querySelectorAll(".cb-text").forEach(walk);
        return found;
    }

    /** The text of a cell as the data has it, without line feeds. */
    function text(cell) {
        return pieces(cell).map(({ node }) => (node.nodeType === Node.TEXT_NODE ? node.data : node.dataset.printed)).join("");
    }

    function unmark(cell) {
        cell.querySelectorAll(".cb-text .cb-omitted").forEach((omitted) => omitted.remove());
        cell.querySelectorAll(".cb-text ins").forEach((ins) => ins.replaceWith(...ins.childNodes));
        cell.querySelectorAll(".cb-text").forEach((part) => part.normalize());
    }

    /** Puts marks into a cell; edits are in order, and are made from the last to the first, so that offsets stay valid. */
    function mark(cell, edits, baseText) {
        const list = pieces(cell);
        const first = list[0];
        for (const [from, to, start, end] of first ? edits.toReversed() : []) {
            // What lies behind this edit is done; what it cuts goes on before it.
            let firstMark = null;
            while (list.length > 0 && list.at(-1).end > start) {
                const piece = list.at(-1);
                if (piece.start < end) {
                    firstMark = wrap(piece, start, end);
                }
                if (piece.start < start) {
                    piece.end = start;
                } else {
                    list.pop();
                }
            }
            if (from < to) {
                const element = document.createElement("del");
                element.className = "cb-omitted";
                element.textContent = baseText.slice(from, to);
                (firstMark ?? cutBehind(list.at(-1) ?? first, start)).before(element);
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

    window.clausebook.texts = { text, mark, unmark };
})();

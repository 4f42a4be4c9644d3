// Whom a party label means, behind every label of the texts on a page of a subject: 甲方 buys in one text and sells in
// another. The words are painted by the style sheet, so that the text and its offsets stay as they are.
"use strict";

(() => {
    const box = document.querySelector(".cb-controls input[name=parties]");
    if (!box) {
        return;
    }
    const { stored, NO_WORDS } = window.clausebook;
    const STORE = "clausebook-parties";
    const lookAlikes = box.form.dataset.lookAlikes.split(" ").filter((word) => word);

    /** The labels of a clause: label to role. */
    function labels(clause) {
        const words = clause.dataset.parties.trim().split(" ");
        return new Map(words.flatMap((word, at) => (at % 2 === 0 && words[at + 1] ? [[word, words[at + 1]]] : [])));
    }

    /** The label that stands at a place of a text; none if it is a part of a word that only looks like it. */
    function labelAt(text, at, roles) {
        const isWord = lookAlikes.some((word) => text.startsWith(word, at));
        const found = [...roles.keys()].filter((label) => text.startsWith(label, at));
        return isWord ? "" : found.reduce((longest, label) => (label.length > longest.length ? label : longest), "");
    }

    function wrap(node, roles) {
        for (let at = 0; at < node.data.length; at += 1) {
            const label = labelAt(node.data, at, roles);
            if (label !== "") {
                const part = node.splitText(at);
                const rest = part.splitText(label.length);
                const party = document.createElement("span");
                party.className = "cb-party";
                party.dataset.role = roles.get(label);
                part.replaceWith(party);
                party.append(part);
                wrap(rest, roles);
                return;
            }
        }
    }

    function show() {
        for (const party of document.querySelectorAll(".cb-party")) {
            const parent = party.parentNode;
            party.replaceWith(...party.childNodes);
            parent.normalize();
        }
        if (!box.checked) {
            return;
        }
        for (const clause of document.querySelectorAll(".cb-clause-text[data-parties]")) {
            const roles = labels(clause);
            const walker = document.createTreeWalker(clause, NodeFilter.SHOW_TEXT, (node) =>
                node.parentElement.closest(".cb-text") && !node.parentElement.closest(`${NO_WORDS}, .cb-choice`)
                    ? NodeFilter.FILTER_ACCEPT
                    : NodeFilter.FILTER_REJECT);
            const nodes = [];
            while (walker.nextNode()) {
                nodes.push(walker.currentNode);
            }
            nodes.forEach((node) => wrap(node, roles));
        }
    }

    box.checked = stored(STORE) === "1";
    box.addEventListener("change", () => {
        stored(STORE, box.checked ? "1" : "0");
        show();
    });
    // Other marks draw the texts anew.
    box.form.addEventListener("clausebook:drawn", show);
})();

// Copying a clause: number, heading and text with its blanks, without the numbers of notes.
"use strict";

(() => {
    const WORDS = { copy: "复制", copied: "已复制", failed: "没有复制成功" };
    const { NO_WORDS } = window.clausebook;

    function words(element) {
        const copy = element.cloneNode(true);
        copy.querySelectorAll(NO_WORDS).forEach((skipped) => skipped.remove());
        return copy.textContent.replace(/\s*\n\s*/g, "").trim();
    }

    /** The lines of a text; items begin with the number that the page prints by its style. */
    function lines(element, indent = "") {
        return [...element.children].flatMap((child) => {
            if (child.matches("ol, ul")) {
                const start = Number(child.getAttribute("start") ?? 1);
                return [...child.children].flatMap((item, at) => {
                    const number = child.matches("ol") ? `（${start + at}）` : "· ";
                    const [first = "", ...rest] = item.children.length > 0 ? lines(item, `${indent}    `) : [words(item)];
                    return [`${indent}${number}${first.trim()}`, ...rest];
                });
            }
            if (child.matches(".cb-table")) {
                return [...child.querySelectorAll("tr")].map((row) => indent + [...row.cells].map(words).join(" | "));
            }
            return [indent + words(child)];
        });
    }

    async function write(text) {
        try {
            await navigator.clipboard.writeText(text);
        } catch {
            // A page from a disk may have no clipboard.
            const before = document.activeElement;
            const area = document.createElement("textarea");
            area.value = text;
            document.body.append(area);
            area.select();
            const isDone = document.execCommand("copy");
            area.remove();
            before?.focus();
            return isDone;
        }
        return true;
    }

    /** Where a clause stands: the name of its text, its number and heading. */
    function title(clause) {
        if (clause.matches(".cb-clause")) {
            const heading = [...clause.querySelector("h4").childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
            const number = clause.querySelector(".cb-number").textContent;
            return [document.querySelector("h1").textContent, number, ...heading.map((node) => node.data.trim())].filter((part) => part).join(" ");
        }
        return `${clause.closest(".cb-cell").querySelector(".cb-name a").textContent} ${clause.querySelector(".cb-source a").textContent}`;
    }

    // For who listens.
    const status = document.createElement("p");
    status.className = "cb-sr";
    status.setAttribute("role", "status");
    document.querySelector("main").append(status);

    for (const clause of document.querySelectorAll(".cb-clause, .cb-cell .cb-clause-text")) {
        const text = clause.querySelector(":scope > .cb-text");
        const place = clause.querySelector(":scope > h4, :scope > .cb-source");
        if (!text || !place || (!clause.matches(".cb-clause") && !clause.closest(".cb-cell").querySelector(".cb-name a"))) {
            continue;
        }
        const button = document.createElement("button");
        button.type = "button";
        button.className = "cb-copy";
        const say = (word) => {
            button.textContent = word;
            button.setAttribute("aria-label", `${word} ${title(clause)}`);
        };
        say(WORDS.copy);
        button.addEventListener("click", async () => {
            const isDone = await write(`${title(clause)}\n${lines(text).join("\n")}\n`);
            say(isDone ? WORDS.copied : WORDS.failed);
            status.textContent = button.getAttribute("aria-label");
            setTimeout(() => say(WORDS.copy), 2000);
        });
        place.append(button);
    }
})();

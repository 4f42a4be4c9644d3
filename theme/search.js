// The search panel: mdBook's place and look, our index behind it. Without it the page of headings and terms remains.
"use strict";

(() => {
    const search = window.clausebookSearch;
    const { putInAddress } = window.clausebook;
    const root = new URL("../", document.currentScript.src).href;
    const menu = document.querySelector("#mdbook-menu-bar");
    if (!search || !menu) {
        return;
    }

    const WORDS = {
        label: "检索全站",
        toggle: "检索（/）",
        placeholder: "检索条款、注释和说明，例如：违约金、30日、附件三",
        again: "检索数据没有加载出来，请稍后再试。",
        empty: "请输入字、词、数字或者条款编号。",
        none: (query) => `没有找到“${query}”。`,
        found: (count) => `找到${count}条`,
        nearest: "没有更多完全相符的。以下最接近，只含其中大部分词语：",
        related: (words) => `相关：${words.join("、")}`,
        more: (count) => `再显示${count}条`,
        index: "按条目查",
        all: "全部",
        byKind: "按类别",
        byVariant: "按范本",
    };
    const KINDS = { page: "页面", clause: "条款", point: "要点", topic: "对照", note: "注释", prose: "说明", statute: "法条" };
    const INDEX_PAGE = "overviews/terms.html";
    const PAGE = 10;
    const PAUSE = 80;
    const EXCERPT = 76;

    /** An element with attributes and children; texts are text, never markup. */
    function make(name, attributes = {}, ...children) {
        const element = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) {
            element.setAttribute(key, value);
        }
        element.append(...children);
        return element;
    }

    function icon() {
        const namespace = "http://www.w3.org/2000/svg";
        const svg = document.createElementNS(namespace, "svg");
        svg.setAttribute("viewBox", "0 0 16 16");
        svg.setAttribute("aria-hidden", "true");
        const path = document.createElementNS(namespace, "path");
        path.setAttribute("d", "M7 2a5 5 0 1 0 0 10a5 5 0 1 0 0 -10M10.7 10.7L14.5 14.5");
        svg.append(path);
        return svg;
    }

    const toggle = make("button", {
        id: "mdbook-search-toggle",
        class: "icon-button cb-search-toggle",
        type: "button",
        title: WORDS.toggle,
        "aria-label": WORDS.label,
        "aria-expanded": "false",
        "aria-keyshortcuts": "/ s",
        "aria-controls": "mdbook-search-wrapper",
    }, icon());
    const input = make("input", {
        type: "search",
        id: "mdbook-searchbar",
        placeholder: WORDS.placeholder,
        "aria-label": WORDS.label,
        "aria-controls": "mdbook-searchresults",
        "aria-describedby": "mdbook-searchresults-header",
        autocomplete: "off",
        enterkeyhint: "search",
    });
    const header = make("div", { id: "mdbook-searchresults-header", class: "searchresults-header", role: "status" });
    const facets = make("div", { class: "cb-facets" });
    const list = make("ul", { id: "mdbook-searchresults" });
    const more = make("button", { type: "button", class: "cb-more", hidden: "" });
    const results = make("div", { id: "mdbook-searchresults-outer", class: "searchresults-outer hidden" }, header, facets, list, more);
    const form = make("form", { id: "mdbook-searchbar-outer", class: "searchbar-outer" },
        make("div", { class: "search-wrapper" }, input));
    const panel = make("div", { id: "mdbook-search-wrapper", class: "cb-search hidden", role: "search", "aria-label": WORDS.label }, form, results);
    // mdBook's own keys keep still while somebody types.
    window.search = { hasFocus: () => panel.contains(document.activeElement) };

    /** Puts the search into the page, if the site has an index. */
    async function start() {
        if (!(await search.isAvailable(root))) {
            return;
        }
        menu.querySelector(".left-buttons")?.append(toggle);
        menu.after(panel);
        document.addEventListener("keydown", press);
        if (parameter("search")) {
            chosen = { in: parameter("in"), type: parameter("type") };
            input.value = parameter("search");
            open();
            ask(input.value);
        }
    }

    // The address of the page holds the query, so that it can be passed on and survives going back.

    const parameter = (name) => new URLSearchParams(location.search).get(name) ?? "";

    // Opening and closing.

    const isOpen = () => !panel.classList.contains("hidden");

    /** Where the reader was. */
    let place = 0;

    function open() {
        place = isOpen() ? place : window.scrollY;
        panel.classList.remove("hidden");
        toggle.setAttribute("aria-expanded", "true");
        window.scrollTo(0, 0);
        input.select();
        input.focus();
        search.open(root).catch(() => (header.textContent = WORDS.again));
    }

    function close() {
        panel.classList.add("hidden");
        toggle.setAttribute("aria-expanded", "false");
        putInAddress({ search: "", in: "", type: "" });
        toggle.focus({ preventScroll: true });
        window.scrollTo(0, place);
    }

    // Results.

    let run = 0;
    let found = [];
    let index = null;
    let chosen = { in: "", type: "" };

    async function ask(query) {
        run += 1;
        const own = run;
        panel.setAttribute("aria-busy", "true");
        await answer(query, own);
        if (own === run) {
            panel.setAttribute("aria-busy", "false");
        }
    }

    async function answer(query, own) {
        putInAddress({ search: query.trim().slice(0, 200), ...chosen });
        if (query.trim() === "") {
            show([], "");
            results.classList.add("hidden");
            return;
        }
        try {
            const manifest = await search.open(root);
            const answers = search.units(query).length > 0 ? await search.search(query) : null;
            if (own === run) {
                index = manifest;
                results.classList.remove("hidden");
                show(answers ?? [], answers ? query.trim() : "");
            }
        } catch {
            if (own === run) {
                results.classList.remove("hidden");
                header.textContent = WORDS.again;
            }
        }
    }

    const kindOf = (answer) => index.documents.kind[answer.number];
    const variantsOf = (answer) => index.documents.variants[answer.number].map((number) => index.variants[number]);

    function show(answers, query) {
        found = answers;
        const kinds = Object.keys(KINDS).filter((kind) => answers.some((answer) => kindOf(answer) === kind));
        const variants = (index?.variants ?? []).filter((title) => answers.some((answer) => variantsOf(answer).includes(title)));
        chosen = { in: variants.includes(chosen.in) ? chosen.in : "", type: kinds.includes(chosen.type) ? chosen.type : "" };
        const choices = (name, label, values, title, count) => values.length < 2 ? [] : [make("div", { role: "group", "aria-label": label },
            ...["", ...values].map((value) => choice(name, value, value ? `${title(value)} ${count(value)}` : WORDS.all)))];
        facets.replaceChildren(
            ...choices("type", WORDS.byKind, kinds, (kind) => KINDS[kind], (kind) => answers.filter((answer) => kindOf(answer) === kind).length),
            ...choices("in", WORDS.byVariant, variants, (title) => title, (title) => answers.filter((answer) => variantsOf(answer).includes(title)).length),
        );
        showChosen(query);
    }

    function choice(name, value, text) {
        const button = make("button", { type: "button", "aria-pressed": String(chosen[name] === value), "data-name": name, "data-value": value }, text);
        button.addEventListener("click", () => {
            chosen[name] = value;
            putInAddress(chosen);
            for (const other of facets.querySelectorAll(`[data-name="${name}"]`)) {
                other.setAttribute("aria-pressed", String(other === button));
            }
            showChosen(input.value.trim());
        });
        return button;
    }

    function showChosen(query) {
        const shown = found.filter((answer) => (!chosen.type || kindOf(answer) === chosen.type) && (!chosen.in || variantsOf(answer).includes(chosen.in)));
        list.replaceChildren();
        header.replaceChildren(query === "" ? WORDS.empty : shown.length > 0 ? WORDS.found(shown.length) : WORDS.none(shorten(query)));
        if (shown.length === 0) {
            header.append(" ", make("a", { href: root + INDEX_PAGE }, WORDS.index));
        }
        append(shown, 0);
    }

    const shorten = (text) => ([...text].length > 40 ? `${[...text].slice(0, 40).join("")}…` : text);

    /** Shows the next results; excerpts follow when their texts have come. */
    function append(shown, from) {
        const own = run;
        for (const answer of shown.slice(from, from + PAGE)) {
            if (answer.nearest && !list.querySelector(".cb-nearest")) {
                list.append(make("li", { class: "cb-nearest" }, WORDS.nearest));
            }
            const item = make("li");
            list.append(item);
            search.text(answer.number).then((text) => own === run && fill(item, answer, text)).catch(() => item.remove());
        }
        const rest = shown.length - from - PAGE;
        more.hidden = rest <= 0;
        more.textContent = WORDS.more(Math.min(rest, PAGE));
        more.onclick = () => {
            const next = list.children.length;
            append(shown, from + PAGE);
            list.children[next]?.querySelector("a")?.focus();
        };
    }

    /** Where a result leads, with the words that the page is to highlight. */
    function address(answer, anchor, words) {
        const page = root + index.pages[index.documents.page[answer.number]][0];
        const query = words.length > 0 ? `?${new URLSearchParams({ highlight: words.join(" ") })}` : "";
        return page + query + (anchor ? `#${encodeURIComponent(anchor)}` : "");
    }

    /** Puts a result into its item: heading, what and where it is, excerpt. */
    function fill(item, answer, { heading, anchor, body }) {
        const { documents } = index;
        const inHeading = search.stretches(heading, answer.marks, 0);
        const inBody = search.stretches(body, answer.marks, documents.measures[answer.number][1] + 1);
        const cut = (text, places) => places.map(([start, end]) => text.slice(start, end));
        const words = [...new Set([...cut(body, inBody), ...cut(heading, inHeading)])].filter((word) => !word.includes("\n"));
        const link = make("a", { href: address(answer, anchor, words.slice(0, 6)) }, ...marked(heading, inHeading));
        item.append(link, whereabouts(answer));
        if (body !== "") {
            const [start, end] = excerpt(body, inBody);
            const within = inBody.filter((place) => place[0] >= start && place[1] <= end).map((place) => place.map((at) => at - start));
            const teaser = make("span", { class: "teaser" }, ...marked(body.slice(start, end).replaceAll("\n", " "), within));
            teaser.prepend(start > 0 ? "…" : "");
            teaser.append(end < body.length ? "…" : "");
            item.append(teaser);
        }
    }

    function whereabouts(answer) {
        const { documents, pages, subjects } = index;
        const kind = documents.kind[answer.number];
        const page = pages[documents.page[answer.number]][1];
        const subject = subjects[documents.subject[answer.number]];
        const titles = kind === "note" ? variantsOf(answer).join("、") : "";
        const parts = [KINDS[kind], page, subject === page ? "" : subject, titles].filter((part) => part);
        const place = make("span", { class: "cb-where" }, parts.join(" · "));
        if (answer.related.length > 0) {
            place.append(" · ", make("em", {}, WORDS.related(answer.related)));
        }
        return place;
    }

    /** The stretch of a text that holds the most marks. */
    function excerpt(text, places) {
        let [best, most] = [0, -1];
        for (const [start] of places) {
            const from = Math.max(0, start - 16);
            const count = places.filter((place) => place[0] >= from && place[1] <= from + EXCERPT).length;
            if (count > most) {
                [best, most] = [from, count];
            }
        }
        const from = Math.max(0, Math.min(best, text.length - EXCERPT));
        return [isLow(text, from) ? from - 1 : from, isLow(text, from + EXCERPT) ? from + EXCERPT + 1 : Math.min(text.length, from + EXCERPT)];
    }

    /** Whether a cut here would part the halves of a character. */
    const isLow = (text, at) => /[\udc00-\udfff]/.test(text[at] ?? "");

    function marked(text, places) {
        const pieces = [];
        let at = 0;
        for (const [start, end] of places) {
            pieces.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
            at = end;
        }
        return [...pieces, text.slice(at)].filter((piece) => piece !== "");
    }

    // Keys and events.

    let timer = 0;
    input.addEventListener("input", (event) => {
        // What an input method has not finished is no query.
        if (!event.isComposing) {
            panel.setAttribute("aria-busy", "true");
            clearTimeout(timer);
            timer = setTimeout(() => ask(input.value), PAUSE);
        }
    });
    input.addEventListener("compositionend", () => ask(input.value));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const first = list.querySelector("a");
        if (first && parameter("search") === input.value.trim()) {
            first.click();
        } else {
            ask(input.value);
        }
    });
    toggle.addEventListener("click", () => (isOpen() ? close() : open()));

    function move(step) {
        const links = [input, ...list.querySelectorAll("a")];
        const next = links[links.indexOf(document.activeElement) + step];
        next?.focus();
    }

    function press(event) {
        if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
            return;
        }
        const inPanel = panel.contains(event.target);
        const isTyping = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
        if (inPanel && event.key === "Escape") {
            event.preventDefault();
            close();
        } else if (inPanel && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
            event.preventDefault();
            move(event.key === "ArrowDown" ? 1 : -1);
        } else if (!isTyping && !event.shiftKey && (event.key === "/" || event.key.toLowerCase() === "s")) {
            event.preventDefault();
            open();
        }
    }

    // Highlights on the page that a result led to: painted over the text, which stays as it is.

    /** What the address points to, with the section that it is the heading of. */
    function target() {
        return document.querySelector(":target")?.closest("section, li, tr") ?? document.querySelector("main");
    }

    function highlight(words) {
        const place = target();
        if (!place || !window.Highlight || words.length === 0) {
            return;
        }
        const nodes = [];
        let text = "";
        const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT, (node) =>
            node.parentElement.closest("script, style, template") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
        while (walker.nextNode()) {
            nodes.push({ node: walker.currentNode, start: text.length });
            text += walker.currentNode.data;
        }
        const ranges = [];
        for (const word of words) {
            for (let at = text.indexOf(word); at >= 0 && ranges.length < 2000; at = text.indexOf(word, at + word.length)) {
                const range = document.createRange();
                range.setStart(...boundary(nodes, at));
                range.setEnd(...boundary(nodes, at + word.length - 1, 1));
                ranges.push(range);
            }
        }
        CSS.highlights.set("cb-search", new Highlight(...ranges));
    }

    function boundary(nodes, at, behind = 0) {
        let [low, high] = [0, nodes.length - 1];
        while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            if (nodes[middle].start <= at) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return [nodes[low].node, at - nodes[low].start + behind];
    }

    const highlightAsked = () => highlight(parameter("highlight").split(" ").filter((word) => word !== ""));
    highlightAsked();
    // Other marks draw the texts anew.
    document.addEventListener("clausebook:drawn", highlightAsked, true);
    start();
})();

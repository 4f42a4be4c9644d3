// Full-text search over the index that the build writes; knows nothing of the page. ARCHITECTURE.md tells the format.
"use strict";

window.clausebookSearch = (() => {
    /** A query is cut here; nobody types more, and a pasted page finds nothing. */
    const MOST_UNITS = 48;
    /** Fewer results than this, and what has most of the query is shown too. */
    const FEW = 5;
    const KIND_WEIGHT = { page: 1.5, clause: 1.3, point: 1.2, topic: 1.1, note: 0.85, prose: 0.7, statute: 0.5 };

    // Text to units and terms, as `src/units.rs` does; both are tested with the same vectors.

    function fold(c) {
        const code = c.codePointAt(0);
        const narrow = code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : c;
        const lower = narrow.toLowerCase();
        return [...lower].length === 1 ? lower : narrow;
    }

    const IDEOGRAPH = /[\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
    const LETTER = /\p{Alphabetic}/u;
    const isIdeograph = (c) => c !== undefined && IDEOGRAPH.test(c);
    const isDigit = (c) => c !== undefined && c >= "0" && c <= "9";
    const isLetter = (c) => c !== undefined && LETTER.test(c) && !isIdeograph(c);

    function numberLength(chars, index) {
        for (let length = 1; ; ) {
            const c = chars[index + length];
            if (isDigit(c)) {
                length += 1;
            } else if ((c === "." || c === "," || c === ":") && isDigit(chars[index + length + 1])) {
                length += 2;
            } else {
                return c === "%" || c === "‰" ? length + 1 : length;
            }
        }
    }

    /** The units of a text: `start` and `end` are offsets of the text as it was given. */
    function units(text) {
        const printed = [...text];
        const chars = printed.map(fold);
        const found = [];
        let offset = 0;
        for (let index = 0; index < chars.length; ) {
            const first = chars[index];
            let kind = null;
            let length = 1;
            if (isIdeograph(first)) {
                kind = "ideograph";
            } else if (isDigit(first)) {
                kind = "number";
                length = numberLength(chars, index);
            } else if (isLetter(first)) {
                kind = "word";
                while (isLetter(chars[index + length])) {
                    length += 1;
                }
            }
            const end = offset + printed.slice(index, index + length).join("").length;
            if (kind) {
                const letters = chars.slice(index, index + length).filter((c) => kind !== "number" || c !== ",");
                found.push({ start: offset, end, text: letters.join(""), kind, joined: found.at(-1)?.end === offset });
            }
            offset = end;
            index += length;
        }
        return found;
    }

    const isPair = (unit, next) => next?.joined && unit.kind === "ideograph" && next.kind === "ideograph";

    /** The terms of units; the position of a term is its place in the list. */
    const terms = (list) => list.map((unit, at) => (isPair(unit, list[at + 1]) ? unit.text + list[at + 1].text : unit.text));

    // Files of the index, loaded as scripts: a page that was opened from a disk may not fetch.

    let root = "";
    const files = new Map();
    const waiting = new Map();

    function receive(name, data) {
        waiting.get(name)?.(data);
    }

    function load(name) {
        if (!files.has(name)) {
            const promise = new Promise((resolve, reject) => {
                waiting.set(name, resolve);
                const script = document.createElement("script");
                script.src = `${root}search/${name}.js`;
                script.addEventListener("load", () => script.remove());
                script.addEventListener("error", () => {
                    script.remove();
                    files.delete(name);
                    reject(new Error(`${name} could not be loaded`));
                });
                document.head.append(script);
            });
            files.set(name, promise);
        }
        return files.get(name);
    }

    /** Whether the site has an index; plain `mdbook build` writes none. */
    async function isAvailable(folder) {
        root = folder;
        try {
            return await load("available");
        } catch {
            return false;
        }
    }

    let index = null;

    /** Loads what every query needs; `folder` is the address of the site's root, with a slash behind. */
    async function open(folder) {
        root = folder;
        const manifest = await load("manifest");
        if (!index) {
            const characters = [...manifest.characters];
            const simpler = new Map();
            for (let at = 0; at < characters.length; at += 2) {
                simpler.set(characters[at], characters[at + 1]);
            }
            index = { ...manifest, simpler, shards: manifest.shards.map((c) => c.codePointAt(0)), words: words(manifest) };
        }
        return index;
    }

    /** Every word that widens a query, with what it is widened to. */
    function words(manifest) {
        const found = new Map();
        const add = (word, entry) => found.set(key(word), [...(found.get(key(word)) ?? []), entry]);
        for (const [word, term] of Object.entries(manifest.roles)) {
            add(word, { term, factor: 1 });
        }
        for (const [groups, factor, related] of [[manifest.same, 0.75, false], [manifest.related, 0.3, true]]) {
            for (const group of groups) {
                for (const word of group) {
                    for (const other of group.filter((other) => other !== word)) {
                        add(word, { word: other, factor, related });
                    }
                }
            }
        }
        return found;
    }

    const key = (word) => units(word).map((unit) => unit.text).join("");

    function last(list, isBelow) {
        let [low, high] = [0, list.length];
        while (low < high) {
            const middle = (low + high) >> 1;
            if (isBelow(list[middle])) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    const shardOf = (term) => last(index.shards, (first) => first <= term.codePointAt(0));
    const packOf = (number) => last(index.packs, (first) => first <= number);

    /** Loads the shards that hold these terms; afterwards they can be read without waiting. */
    async function loadShards(list) {
        const numbers = new Set(list.map(shardOf).filter((number) => number >= 0));
        await Promise.all([...numbers].map(async (number) => shards.set(number, await load(`shard-${number}`))));
    }

    const shards = new Map();

    // Terms to documents with positions.

    function decode(numbers, into, offset) {
        let number = 0;
        for (let at = 0; at < numbers.length; ) {
            number += numbers[at];
            const count = numbers[at + 1];
            at += 2;
            let position = 0;
            const positions = into.get(number) ?? new Set();
            for (const stop = at + count; at < stop; at += 1) {
                position += numbers[at];
                if (position >= offset) {
                    positions.add(position - offset);
                }
            }
            into.set(number, positions);
        }
        return into;
    }

    /** Where a term stands, shifted by `offset`; `accepts` widens it to others with the same first character. */
    function postings(term, offset, accepts) {
        const shard = shards.get(shardOf(term)) ?? {};
        const into = new Map();
        if (!accepts) {
            return Object.hasOwn(shard, term) ? decode(shard[term], into, offset) : into;
        }
        for (const other of Object.keys(shard)) {
            if (accepts(other)) {
                decode(shard[other], into, offset);
            }
        }
        return into;
    }

    /** What has to stand where, for units to stand side by side. */
    function lookups(list) {
        const found = [];
        list.forEach((unit, at) => {
            const next = list[at + 1];
            const isLast = at === list.length - 1;
            if (isPair(unit, next)) {
                found.push({ term: unit.text + next.text, offset: at });
            } else if (unit.kind === "ideograph") {
                if (!isPair(list[at - 1] ?? {}, unit)) {
                    found.push({ term: unit.text, offset: at, accepts: (other) => other.startsWith(unit.text) });
                }
            } else if (isLast && unit.kind === "word") {
                found.push({ term: unit.text, offset: at, accepts: (other) => other.startsWith(unit.text) });
            } else if (isLast) {
                const goesOn = (other) => other.startsWith(unit.text) && !isDigit(other[unit.text.length]);
                found.push({ term: unit.text, offset: at, accepts: goesOn });
            } else {
                found.push({ term: unit.text, offset: at });
            }
        });
        return found;
    }

    /** Documents in which units stand side by side, with the positions where they begin. */
    function phrase(list) {
        const all = lookups(list).map(({ term, offset, accepts }) => postings(term, offset, accepts));
        all.sort((a, b) => a.size - b.size);
        const [first, ...others] = all;
        const found = new Map();
        for (const [number, positions] of first ?? []) {
            const rest = [...positions].filter((position) => others.every((other) => other.get(number)?.has(position)));
            if (rest.length > 0) {
                found.set(number, rest.sort((a, b) => a - b));
            }
        }
        return found;
    }

    // A query to results.

    /** A piece of a query with everything that stands for it. */
    function piece(list) {
        const own = { hits: phrase(list), length: list.length, factor: 1 };
        const widened = (index.words.get(list.map((unit) => unit.text).join("")) ?? []).map((entry) => {
            const others = entry.term ? [] : units(entry.word);
            const hits = entry.term ? sorted(postings(entry.term, 0)) : phrase(others);
            return { ...entry, hits, length: others.length };
        });
        return [own, ...widened];
    }

    const sorted = (found) => new Map([...found].map(([number, positions]) => [number, [...positions]]));

    /** Everything that has to be loaded before `piece` can be asked. */
    function needs(list) {
        const entries = index.words.get(list.map((unit) => unit.text).join("")) ?? [];
        const others = entries.flatMap((entry) => (entry.term ? [entry.term] : lookups(units(entry.word)).map((lookup) => lookup.term)));
        return [...lookups(list).map((lookup) => lookup.term), ...others];
    }

    function weight(number, { hits, length, factor }) {
        const positions = hits.get(number);
        if (!positions) {
            return 0;
        }
        const [heading, , norm] = index.documents.measures[number];
        const count = index.documents.kind.length;
        const rarity = Math.log(1 + (count - hits.size + 0.5) / (hits.size + 0.5));
        const share = Math.min(1, (length || 2) / Math.max(1, heading));
        let frequency = 0;
        for (const position of positions) {
            frequency += position < heading ? 3 + 5 * share : 1;
        }
        return factor * rarity * (frequency / (frequency + 1.2 * (norm / 100)));
    }

    /**
     * Documents that have every piece, in whichever of its forms; the weight of a piece is that of its best form. The
     * words of the query itself weigh `boost` times as much as others.
     */
    function all(pieces, boost) {
        const found = new Map();
        const [first, ...others] = pieces;
        const numbers = new Set((first ?? []).flatMap((form) => [...form.hits.keys()]));
        for (const number of numbers) {
            if (others.every((forms) => forms.some((form) => form.hits.has(number)))) {
                found.set(number, result(number, pieces, boost));
            }
        }
        return found;
    }

    function result(number, pieces, boost) {
        let score = 0;
        let isOwn = true;
        const marks = [];
        const related = new Set();
        for (const forms of pieces) {
            let best = null;
            let most = 0;
            for (const form of forms) {
                const own = weight(number, form);
                if (own > most) {
                    [best, most] = [form, own];
                }
                for (const position of form.hits.get(number) ?? []) {
                    marks.push([position, form.length]);
                }
            }
            score += most;
            isOwn &&= best?.factor === 1;
            if (best?.related) {
                related.add(best.word);
            }
        }
        score *= (isOwn ? boost : Math.min(boost, 1)) * KIND_WEIGHT[index.documents.kind[number]];
        return { number, score, marks, related: [...related], nearest: false };
    }

    /** Runs of units that stand side by side in the query. */
    function segments(list) {
        const found = [];
        for (const unit of list) {
            if (unit.joined && found.length > 0) {
                found.at(-1).push(unit);
            } else {
                found.push([{ ...unit, joined: false }]);
            }
        }
        return found;
    }

    /** Cuts a segment into words that are known to widen a query and the longest pieces that stand in some text. */
    function cut(segment) {
        const pieces = [];
        for (let at = 0; at < segment.length; ) {
            let length = 0;
            for (let end = segment.length; end > at + 1 && !length; end -= 1) {
                const text = segment.slice(at, end).map((unit) => unit.text).join("");
                length = index.words.has(text) ? end - at : 0;
            }
            const isKnown = length > 0;
            while (!isKnown && at + length < segment.length) {
                const next = start(segment.slice(at, at + length + 1));
                if (length > 0 && (startsWord(segment, at + length) || phrase(next).size === 0)) {
                    break;
                }
                length += 1;
            }
            pieces.push(start(segment.slice(at, at + length)));
            at += length;
        }
        return pieces;
    }

    const start = ([first, ...others]) => [{ ...first, joined: false }, ...others];

    function startsWord(segment, at) {
        for (let end = segment.length; end > at + 1; end -= 1) {
            if (index.words.has(segment.slice(at, end).map((unit) => unit.text).join(""))) {
                return true;
            }
        }
        return false;
    }

    const isLone = (list) => list.length === 1 && list[0].kind === "ideograph";

    /** Documents that have at least half of what the query is made of. */
    function most(list) {
        const parts = lookups(list).map(({ term, accepts }) => ({ hits: sorted(postings(term, 0, accepts)), term }));
        const known = parts.filter((part) => part.hits.size > 0);
        const pieces = known.map((part) => [{ ...part, length: Math.min(2, [...part.term].length), factor: 1 }]);
        const counts = new Map();
        for (const part of known) {
            for (const number of part.hits.keys()) {
                counts.set(number, (counts.get(number) ?? 0) + 1);
            }
        }
        const enough = Math.max(2, Math.ceil(parts.length / 2));
        const found = new Map();
        for (const [number, count] of counts) {
            if (count >= enough) {
                found.set(number, { ...result(number, pieces, count / parts.length), nearest: true });
            }
        }
        return found;
    }

    /**
     * Results for a query, the best first: those with its words as they stand, those with all its words, and, where these
     * are few, those with most of it (`nearest`). `marks` are positions and lengths in units.
     */
    async function search(query) {
        const text = [...query].slice(0, 4 * MOST_UNITS).map((c) => index.simpler.get(c) ?? c).join("");
        const list = units(text).slice(0, MOST_UNITS);
        if (list.length === 0) {
            return [];
        }
        const parts = segments(list);
        await loadShards(parts.flatMap(needs));
        const found = all(parts.map(piece), 1.5);
        const add = (others) => others.forEach((other, number) => !found.has(number) && found.set(number, other));
        const isWordless = parts.every((part) => part.every((_, at) => !startsWord(part, at)) || index.words.has(part.map((unit) => unit.text).join("")));
        let isDropping = false;
        if (found.size < FEW || !isWordless) {
            await loadShards(list.map((unit) => unit.text));
            let pieces = parts.flatMap(cut);
            if (pieces.length > 1) {
                const kept = pieces.filter((piece) => !isLone(piece));
                isDropping = kept.length < pieces.length;
                pieces = kept.length > 0 ? kept : pieces;
            }
            await loadShards(pieces.flatMap(needs));
            const others = all(pieces.map(piece), 1);
            others.forEach((other) => (other.nearest = isDropping));
            add(others);
        }
        if (found.size < FEW) {
            add(most(list));
        }
        const rank = (a, b) => a.nearest - b.nearest || b.score - a.score || a.number - b.number;
        return [...found.values()].sort(rank);
    }

    /** What a reader sees of a document, with its place on its page. */
    async function text(number) {
        const pack = packOf(number);
        const [heading, anchor, body] = (await load(`text-${pack}`))[number - index.packs[pack]];
        return { heading, anchor, body };
    }

    /** Stretches of a text, `[start, end]` in order and without overlaps, for marks that begin at position `from`. */
    function stretches(text, marks, from) {
        const list = units(text);
        const found = [];
        for (const [position, length] of marks) {
            const first = list[position - from];
            if (first) {
                const label = length || labelLength(text.slice(first.start));
                const end = list[Math.min(position - from + Math.max(1, label), list.length) - 1].end;
                found.push([first.start, end]);
            }
        }
        found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
        return found.reduce((merged, next) => {
            const before = merged.at(-1);
            if (before && next[0] <= before[1]) {
                before[1] = Math.max(before[1], next[1]);
            } else {
                merged.push([...next]);
            }
            return merged;
        }, []);
    }

    /** How many units the name of a party has that stands here. */
    const labelLength = (text) => Math.max(1, ...index.labels.filter((label) => text.startsWith(label)).map((label) => units(label).length));

    return { receive, isAvailable, open, search, text, stretches, units, terms };
})();

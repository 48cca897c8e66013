// Every question at once: a page is loaded once for all of them.
ours => {
    const isAdmin = document.querySelector("body.wagtail, #wagtail, .wagtail-logo-container") !== null
        || location.pathname.startsWith("/admin/");
    const roots = isAdmin ? [...document.querySelectorAll(ours)] : [document.documentElement];
    const all = selector => roots.flatMap(
        root => [...(root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)]);
    const found = [];
    const fault = (criterion, what, element) =>
        found.push(`RGAA ${criterion}: ${what}: ${element.outerHTML.slice(0, 160)}`);

    // 1.2: what decorates is ignored whole; what informs says so.
    for (const svg of all("svg")) {
        if (svg.parentElement.closest("svg")) continue;
        const isHidden = svg.closest("[aria-hidden=true]") !== null;
        if (!isHidden && svg.getAttribute("role") !== "img") fault("1.2", "a nameless drawing", svg);
        if (isHidden && svg.querySelector("title, desc")) fault("1.2", "a title nobody hears", svg);
    }
    // 1.9: a caption belongs to its picture.
    for (const figure of all("figure:has(figcaption)")) {
        const caption = figure.querySelector("figcaption").textContent.replace(/\s+/g, " ").trim();
        const name = figure.getAttribute("aria-label")?.replace(/\s+/g, " ").trim();
        const isTied = ["figure", "group"].includes(figure.getAttribute("role")) && name === caption;
        if (figure.querySelector("img, svg, picture") && !isTied)
            fault("1.9", `the caption « ${caption} » is not the name`, figure);
    }
    // 8.2: no value that the standard refuses, no name twice.
    for (const element of all("[name='']")) fault("8.2", "an empty name", element);
    for (const element of all("[form]"))
        if (!element.form) fault("8.2", "a form that is not there", element);
    for (const input of all("input[type=search][role=combobox]"))
        fault("8.2", "a search cannot be a combobox", input);
    for (const input of all("input[type=hidden]"))
        if ([...input.attributes].some(({name}) => name.startsWith("aria-"))) fault("8.2", "what is hidden is described", input);
    for (const part of all("tr[role], th[role], td[role]"))
        if ([null, "table", "grid", "treegrid"].includes(part.closest("table")?.getAttribute("role") ?? null))
            fault("8.2", "a role in a table that has its own", part);
    for (const time of all("time[datetime]"))
        if (/\.\d{4,}/.test(time.dateTime)) fault("8.2", "a moment more precise than can be written", time);
    const ids = new Map();
    for (const element of document.querySelectorAll("[id]"))
        ids.set(element.id, (ids.get(element.id) ?? 0) + 1);
    for (const element of all("[id]"))
        if (ids.get(element.id) > 1) fault("8.2", "an id twice", element);
    for (const element of all("[for], [aria-describedby], [aria-labelledby], [aria-controls]"))
        for (const attribute of ["for", "aria-describedby", "aria-labelledby", "aria-controls"])
            for (const id of element.getAttribute(attribute)?.split(/\s+/).filter(Boolean) ?? [])
                if (!ids.has(id)) fault("8.2", `${attribute} names nothing`, element);
    // 10.1: how things look is for style sheets.
    const looks = "align, bgcolor, border, cellpadding, cellspacing, frameborder, hspace, vspace, valign";
    for (const element of all(looks.split(", ").map(name => `[${name}]`).join(", ")))
        fault("10.1", "looks in an attribute", element);
    for (const frame of all("iframe[width], iframe[height]")) fault("10.1", "looks in an attribute", frame);
    // 9.1: a paragraph that is wholly bold is a heading that nobody finds.
    for (const paragraph of all("main .rich-text > p, main .prose > p")) {
        const [only, ...others] = [...paragraph.childNodes].filter(node => node.textContent.trim());
        if (!others.length && /^(B|STRONG)$/.test(only?.nodeName)) fault("9.1", "a bold heading", paragraph);
    }
    // 10.3: without style sheets, words do not run into one another.
    const inline = new Set(["A", "ABBR", "B", "CITE", "CODE", "EM", "I", "MARK", "SMALL", "SPAN", "STRONG", "TIME"]);
    for (const element of all("body *")) {
        const next = element.nextSibling;
        if (!inline.has(element.nodeName) || !next) continue;
        // A letter in bold may begin a word; a « span » that templates write does not.
        if (!inline.has(next.nodeName) && !(next.nodeType === 3 && element.nodeName === "SPAN")) continue;
        if (element.closest("svg, script, template, [aria-hidden=true]")) continue;
        if (/[\p{L}\p{N}]$/u.test(element.textContent) && /^[\p{L}\p{N}]/u.test(next.textContent))
            fault("10.3", "words glued", element.parentElement);
    }
    // 11.1: each field is tied to its label by « for », or named in full by two ways.
    for (const field of all("input, select, textarea")) {
        if (["hidden", "submit", "button", "image", "reset"].includes(field.type)) continue;
        if (field.closest("[aria-hidden=true]")) continue;
        const hasLabel = [...(field.labels ?? [])].some(label => label.htmlFor === field.id && field.id);
        const hasNames = field.hasAttribute("aria-label") && field.title === field.getAttribute("aria-label");
        if (!hasLabel && !hasNames && !field.hasAttribute("aria-labelledby"))
            fault("11.1", "a field without « label for »", field);
    }
    return found;
}

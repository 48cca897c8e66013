// What scrolls sideways where letters are spaced as WCAG 1.4.12 wants, and which short words are in pieces there.
() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets.push(sheet);
    const scrolls = (element) => element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
    const width = document.documentElement.clientWidth;
    const wide = [...document.body.querySelectorAll("*")].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && box.right > width + 1 && element.checkVisibility() && !scrolls(element.parentElement);
    });
    const overflow = document.documentElement.scrollWidth;
    const said = wide.filter(element => ![...element.children].some(child => wide.includes(child)));
    const pieces = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (texts.nextNode()) {
        const words = texts.currentNode.data.trim().split(/[\s-]+/).filter(Boolean);
        const parent = texts.currentNode.parentElement;
        if (!words.length || words.some(word => word.length > 6)) continue;
        const isHeardAlone = parent.closest(".visually-hidden, svg") || getComputedStyle(parent).clipPath !== "none";
        if (isHeardAlone || !parent.checkVisibility()) continue;
        range.selectNodeContents(texts.currentNode);
        const lines = new Set([...range.getClientRects()].filter(box => box.width > 1).map(box => Math.round(box.top)));
        if (lines.size > words.length) pieces.push(`a word in pieces: ${parent.outerHTML.slice(0, 120)}`);
    }
    document.adoptedStyleSheets.pop();
    return overflow <= width ? pieces : [...pieces, `${overflow} > ${width} pixels, ${said.slice(0, 3).map(each => each.outerHTML.slice(0, 90))}`];
}

// What scrolls sideways once letters are twice as large, and spaced as WCAG 1.4.12 wants.
() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        html { font-size: 200% !important }
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
    document.adoptedStyleSheets.pop();
    return overflow > width ? [`${overflow} > ${width} pixels, ${said.slice(0, 3).map(each => each.outerHTML.slice(0, 90))}`] : [];
}

// Every line of text: where it stands in the page, its colour and its size. Then letters are hidden, for a picture of
// what is under them.
() => {
    const reached = new CSSStyleSheet();
    reached.replaceSync("* { pointer-events: auto !important }");
    document.adoptedStyleSheets.push(reached);
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const channels = colour => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const parent = node.parentElement;
        const isSeen = parent.checkVisibility({opacityProperty: true, visibilityProperty: true});
        if (!node.data.trim() || !isSeen || parent.closest(".visually-hidden, :disabled, svg, .leaflet-container")) continue;
        const style = getComputedStyle(parent);
        const [red, green, blue, alpha] = channels(style.color);
        if (alpha < 255) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            if (box.width < 2 || box.height < 2) continue;
            const stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            if (!stack.includes(parent)) continue; // cut off, or scrolled away
            lines.push({
                text: node.data.trim().slice(0, 60),
                colour: [red, green, blue],
                size: parseFloat(style.fontSize),
                bold: parseInt(style.fontWeight) >= 700,
                box: [box.left, box.top + scrollY, box.right, box.bottom + scrollY].map(Math.round),
            });
        }
    }
    document.adoptedStyleSheets.pop();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
        "* { color: transparent !important; text-decoration-color: transparent !important; text-shadow: none !important }"
        + " * , ::before, ::after { transition: none !important; caret-color: transparent !important }"
        + " svg, img, picture { visibility: visible }");
    document.adoptedStyleSheets.push(sheet);
    return lines;
}

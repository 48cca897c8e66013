// Of what is marked as current, which words one could not read.
() => {
    const marked = document.querySelectorAll(
        "a[aria-current], tr[aria-current], [role=option][aria-selected=true]");
    const letters = [...marked].flatMap(element => [element, ...element.querySelectorAll("*")]);
    const numbers = colour => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const ground = element => {
        for (let each = element; each; each = each.parentElement) {
            const [, , , alpha = 1] = numbers(getComputedStyle(each).backgroundColor);
            if (alpha) return numbers(getComputedStyle(each).backgroundColor).slice(0, 3);
        }
        return [255, 255, 255];
    };
    const light = ([red, green, blue]) => [red, green, blue].map(value => value / 255)
        .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
    return letters.filter(element => element.checkVisibility()
        && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    ).map(element => {
        const pair = [numbers(getComputedStyle(element).color), ground(element)].map(light).sort();
        return {text: element.outerHTML.slice(0, 120), contrast: (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)};
    }).filter(({contrast}) => contrast < 4.5).map(({text, contrast}) => `${contrast.toFixed(2)}: ${text}`);
}

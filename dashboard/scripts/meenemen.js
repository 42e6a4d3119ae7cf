// What a page cannot do for itself: a drawn chart as a picture file, the link of this view, and the foot of a print.
// One listener on the document: the framework draws and throws away what is on the page as it likes.
(() => {
  const MADE = "Effectmeting Schuldhulp";
  const today = () => new Date().toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });
  const NS = "http://www.w3.org/2000/svg";

  const element = (name, attributes = {}, text = "") => {
    const made = document.createElementNS(NS, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.textContent = text;
    return made;
  };

  // Lines of text no wider than the drawing, measured in the font of the page.
  const wrapped = (text, font, width) => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const lines = [];
    let line = "";
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word;
      if (line && pen.measureText(longer).width > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return line ? [...lines, line] : lines;
  };

  // A Plotly chart is a pile of SVGs of one size; an own drawing is an image of one SVG.
  const drawn = (box) => {
    const plot = box.querySelector(".js-plotly-plot");
    if (plot) {
      const { width, height } = plot.querySelector("svg.main-svg").getBoundingClientRect();
      const layers = [...plot.querySelectorAll("svg.main-svg")].map((layer) => layer.cloneNode(true));
      layers.forEach((layer) => {
        layer.querySelectorAll(".hoverlayer > *, .draglayer, .zoomlayer, .modebar-container").forEach((one) => one.remove());
        layer.style.background = "none";
        // Lines would stay as thin as they are on the screen in a picture twice as large.
        layer.querySelectorAll("[style*=vector-effect]").forEach((line) => line.style.removeProperty("vector-effect"));
      });
      return { width, height, layers };
    }
    const image = box.querySelector(".tekening img");
    const bytes = Uint8Array.from(atob(image.src.split(",")[1]), (letter) => letter.charCodeAt(0));
    const svg = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "image/svg+xml").documentElement;
    const { width, height } = image.getBoundingClientRect();
    if (!svg.getAttribute("viewBox")) svg.setAttribute("viewBox", `0 0 ${image.naturalWidth} ${image.naturalHeight}`);
    return { width, height, layers: [document.importNode(svg, true)] };
  };

  // The chart with its title above it, and its notes, source and day of making below it.
  const composed = (button) => {
    const { titel, noten, bron, alt } = button.closest(".meenemen").dataset;
    const box = document.querySelector(`.st-key-${CSS.escape(button.closest(".meenemen").dataset.beeld)}`);
    const { width, height, layers } = drawn(box);
    const page = getComputedStyle(document.querySelector('[data-testid="stApp"]'));
    const family = page.fontFamily, margin = 16, inner = Math.max(width, 320);
    const svg = element("svg", { xmlns: NS, width: inner + 2 * margin, "font-family": family, fill: page.color, role: "img" });
    svg.append(element("title", {}, titel), element("desc", {}, alt));
    const paper = element("rect", { width: "100%", height: "100%", fill: page.backgroundColor });
    svg.append(paper);
    let y = margin;
    const write = (text, size, weight, opacity = 1) => {
      for (const line of wrapped(text, `${weight} ${size}px ${family}`, inner)) {
        y += size * 1.35;
        svg.append(element("text", { x: margin, y: y - size * 0.3, "font-size": size, "font-weight": weight, opacity }, line));
      }
    };
    write(titel, 20, 700);
    y += 8;
    for (const layer of layers) {
      Object.entries({ x: margin, y, width, height }).forEach(([name, value]) => layer.setAttribute(name, value));
      layer.setAttribute("fill", layer.getAttribute("fill") || "#000");
      svg.append(layer);
    }
    y += height + 6;
    (noten ? noten.split("\n") : []).forEach((note) => write(note, 13, 400));
    y += 4;
    write(bron, 12, 400, 0.85);
    write(`${MADE}. Afbeelding gemaakt op ${today()}.`, 12, 400, 0.85);
    svg.setAttribute("height", y + margin);
    svg.setAttribute("viewBox", `0 0 ${inner + 2 * margin} ${y + margin}`);
    return svg;
  };

  // In a picture no font of the page is found, so it is put into it.
  const font = async (family) => {
    const first = family.split(",")[0].replaceAll('"', "").trim();
    for (const sheet of document.styleSheets) {
      let rules = [];
      try { rules = [...sheet.cssRules]; } catch { continue; }
      const face = rules.find((rule) => rule instanceof CSSFontFaceRule && rule.style.fontStyle !== "italic"
        && rule.style.fontFamily.replaceAll('"', "") === first);
      const path = face?.style.src?.match(/url\("?([^")]+)"?\)/)?.[1];
      if (!path) continue;
      const bytes = await (await fetch(new URL(path, sheet.href || location.href))).blob();
      const data = await new Promise((done) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result);
        reader.readAsDataURL(bytes);
      });
      return `@font-face{font-family:"${first}";font-weight:${face.style.fontWeight || "400"};src:url(${data})}`;
    }
    return "";
  };

  const written = (svg) => new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml;charset=utf-8" });

  const asPng = async (svg) => {
    svg.prepend(element("style", {}, await font(svg.getAttribute("font-family"))));
    const image = new Image(), address = URL.createObjectURL(written(svg));
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * image.width;
    canvas.height = 2 * image.height;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };

  const save = (blob, name) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  // The framework writes what a page chose for itself as a new step back, but only another page is one; what is chosen
  // on the next page it writes to the address of this one first; and what a link already names, it adds once more.
  let here = location.href;
  const rewrite = history.replaceState.bind(history);
  document.addEventListener("click", () => { here = location.href; }, true);
  for (const name of ["pushState", "replaceState"]) {
    const write = history[name].bind(history);
    history[name] = (state, title, address) => {
      const wanted = new URL(address ?? "", location.href);
      wanted.search = [...new Set(wanted.search.slice(1).split("&"))].join("&");
      const leaves = wanted.pathname !== location.pathname;
      if (leaves && new URL(here).pathname === location.pathname) rewrite(history.state, "", here);
      (leaves ? write : rewrite)(state, title, wanted.href);
    };
  }

  const say = (button, text) => {
    const place = button.parentElement.querySelector("output");
    if (place) place.textContent = text;
  };

  const takePicture = async (button, kind) => {
    const name = `${button.closest(".meenemen").dataset.naam}.${kind}`;
    try {
      const svg = composed(button);
      save(kind === "svg" ? written(svg) : await asPng(svg), name);
      say(button, `✓ ${name} staat bij uw downloads.`);
    } catch {
      say(button, "Dit lukte niet. Laad de pagina opnieuw en probeer het nog eens.");
    }
  };

  // Where the clipboard is closed to us (an address without https), the old way still works.
  const copyLink = async (button) => {
    const shown = button.parentElement.querySelector("input");
    shown.value = location.href;
    shown.hidden = false;
    shown.select();
    let copied = true;
    try { await navigator.clipboard.writeText(location.href); } catch { copied = document.execCommand("copy"); }
    say(button, copied ? "✓ De link is gekopieerd. Wie hem opent, ziet precies dit." : "Kopieer de link hiernaast.");
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-neem]");
    if (!button) return;
    if (button.dataset.neem === "link") copyLink(button);
    else if (button.dataset.neem === "druk") print();
    else takePicture(button, button.dataset.neem);
  });

  // On paper stands where it came from; and a chart that is wider than the paper is made smaller, not cut off.
  const PAPER = 680;
  addEventListener("beforeprint", () => {
    const foot = document.querySelector(".afdruk-voet") ?? document.body.appendChild(document.createElement("footer"));
    foot.className = "afdruk-voet";
    foot.textContent = `${MADE}. Afgedrukt op ${today()}. ${location.href}`;
    document.querySelector('[data-testid="stMainBlockContainer"]')?.append(foot);
    const [red, green, blue] = getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor.match(/[\d.]+/g);
    document.documentElement.toggleAttribute("data-donker", Number(red) + Number(green) + Number(blue) < 384);
    document.querySelectorAll(".js-plotly-plot").forEach((plot) => {
      const { width, height } = plot.getBoundingClientRect(), scale = Math.min(1, PAPER / width);
      plot.style.setProperty("--afdruk-schaal", scale);
      plot.closest('[data-testid="stElementContainer"]')?.style.setProperty("--afdruk-over", `${(1 - scale) * height}px`);
    });
  });
  addEventListener("afterprint", () => document.querySelector(".afdruk-voet")?.remove());
})();

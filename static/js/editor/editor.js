/* The glue between CKEditor 4 and the form; loaded after ckeditor.js, before it makes an editor. */
(() => {
  const PLACE_WORDS = 5;
  const MAX_PLACES = 3;
  const BLOCKS = "p,li,td,th,h1,h2,h3,h4,h5,h6,blockquote,div";

  const isOwn = (address, mediaUrl) => address.startsWith(mediaUrl) && !address.includes("..");

  const wordsFrom = (start, image) => {
    const range = image.ownerDocument.createRange();
    range.setStart(start, 0);
    range.setEndBefore(image);
    return range.toString().split(/\s+/).filter(Boolean);
  };

  /* Of its own paragraph, or of all before it when it opens one. */
  const wordsBefore = (image) => {
    const { body } = image.ownerDocument;
    const own = wordsFrom(image.closest(BLOCKS) ?? body, image);
    const before = own.length ? own : wordsFrom(body, image);
    const cut = before.length > PLACE_WORDS ? ["…"] : [];
    return [...cut, ...before.slice(-PLACE_WORDS)].join(" ");
  };

  const placeOf = (image, words) => {
    const headings = [...image.ownerDocument.querySelectorAll("h1,h2,h3,h4,h5,h6")];
    const above = headings.filter(
      (heading) => heading.compareDocumentPosition(image) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    if (above.length) {
      return words.belowHeading.replace("{heading}", above.at(-1).textContent.trim());
    }
    const before = wordsBefore(image);
    return before ? words.after.replace("{words}", before) : words.atTheBeginning;
  };

  /* A parsed document that is never shown loads nothing, so nothing is asked from another site. */
  const takeOutImages = (editor, html) => {
    const pasted = new DOMParser().parseFromString(html, "text/html");
    const foreign = [...pasted.querySelectorAll("img:not([data-image])")];
    for (const image of pasted.querySelectorAll("img[data-image]")) {
      if (!isOwn(image.getAttribute("src") ?? "", editor.config.mediaUrl)) {
        image.setAttribute("src", "data:,"); // its number says which one it is
      }
    }
    if (!foreign.length) {
      return pasted.body.innerHTML;
    }
    const places = [...new Set(foreign.map((image) => placeOf(image, editor.config.words)))];
    const more = places.length > MAX_PLACES ? ` ${editor.config.words.morePlaces}` : "";
    const named = places.slice(0, MAX_PLACES).join(", ") + more;
    foreign.forEach((image) => image.remove());
    const text = `${editor.config.words.imagesLeftOut}: ${foreign.length} (${named}).`;
    editor.showNotification(CKEDITOR.tools.htmlEncode(text), "warning", 0);
    return pasted.body.innerHTML;
  };

  const onPaste = ({ editor, data }) => {
    if (data.dataValue.toLowerCase().includes("<img")) {
      data.dataValue = takeOutImages(editor, data.dataValue);
    }
  };

  const nameStyles = ({ editor }) => {
    for (const style of editor.config.format_tags.split(";")) {
      editor.lang.format[`tag_${style}`] = editor.config.words[`tag_${style}`];
    }
  };

  /* As the menu of styles: CKEditor gives that one the style sheets of the configuration by itself. */
  const dressMenus = ({ editor }) => {
    editor.config.contextmenu_contentsCss = [CKEDITOR.skin.getPath("editor"), ...editor.config.contentsCss];
  };

  /* CKEditor's menu hides the browser's own, which corrects spelling: only tables need it. */
  const keepBrowserMenu = (event) => {
    if (!event.target.closest("table")) {
      event.stopImmediatePropagation();
    }
  };

  const dressTextArea = ({ editor }) => {
    const area = editor.editable().$;
    const label = document.querySelector(`label[for="${editor.element.getId()}"]`);
    area.classList.add("prose");
    area.lang = document.documentElement.lang;
    area.spellcheck = true;
    area.setAttribute("aria-label", label ? label.textContent.replace(/:\s*$/, "").trim() : editor.name);
    area.addEventListener("contextmenu", keepBrowserMenu, true);
  };

  /* The buttons of dialogs are links to `javascript:void(0)`, which the policy refuses aloud. */
  document.addEventListener("click", (event) => {
    if (event.target.closest?.('a[href^="javascript:void"]')) {
      event.preventDefault();
    }
  });

  /* CKEditor asks for protocols, anchors and "URL"; whoever writes has an address. */
  const simplifyLink = (fields, words) => {
    const kinds = fields.get("linkType");
    kinds.label = words.linkKind;
    kinds.items = kinds.items
      .filter(([, kind]) => kind !== "anchor")
      .map(([name, kind]) => [kind === "url" ? words.webAddress : name, kind]);
    const protocols = fields.get("protocol");
    protocols.label = words.beginsWith;
    protocols.items = protocols.items.filter(([, start]) => !["ftp://", "news://"].includes(start));
    fields.get("url").label = words.webAddress;
    fields.get("linkDisplayText").label = words.linkText;
  };

  CKEDITOR.on("dialogDefinition", ({ editor, data: { name, definition } }) => {
    if (name === "link") {
      simplifyLink(definition.getContents("info"), editor.config.words);
    } else if (name === "table") {
      // A table without headings cannot be understood by ear.
      definition.getContents("info").get("selHeaders").default = "row";
    }
  });

  CKEDITOR.on("instanceCreated", ({ editor }) => {
    editor.on("configLoaded", dressMenus);
    editor.on("langLoaded", nameStyles);
    editor.on("contentDom", dressTextArea);
    // Behind the filters for Word and Google Docs (3) and of CKEditor itself (6), before inserting.
    editor.on("paste", onPaste, null, null, 9);
  });
})();

/* The glue between CKEditor 4 and the form; loaded after ckeditor.js, before it makes an editor. */
(() => {
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

  /* CKEditor leaves its buttons out of the order of Tab; a row that is wider than the window is
     pushed along from its first one. */
  const reachButtons = ({ editor }) => {
    const row = editor.container.$.querySelector(".cke_toolbox");
    if (row && row.scrollWidth > row.clientWidth) {
      row.querySelector("a").tabIndex = 0;
    }
  };

  /* The buttons of dialogs are links to `javascript:void(0)`, which the policy refuses aloud. */
  document.addEventListener("click", (event) => {
    if (event.target.closest?.('a[href^="javascript:void"]')) {
      event.preventDefault();
    }
  });

  CKEDITOR.on("dialogDefinition", ({ data: { name, definition } }) => {
    if (name === "table") {
      // A table without headings cannot be understood by ear.
      definition.getContents("info").get("selHeaders").default = "row";
    }
  });

  CKEDITOR.on("instanceCreated", ({ editor }) => {
    editor.on("configLoaded", dressMenus);
    editor.on("langLoaded", nameStyles);
    editor.on("contentDom", dressTextArea);
    editor.on("instanceReady", reachButtons);
  });
})();

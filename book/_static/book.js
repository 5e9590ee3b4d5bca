// The little that pages do by themselves: colours, the contents drawer, copying, where one is.
// Interactive figures bring their own script, and only to pages that have one.

const root = document.documentElement;

// ---- light, dark, or as the system says ------------------------------------

const systemDark = matchMedia("(prefers-color-scheme: dark)");
const MODES = {
  auto: "Colours: follow the system",
  light: "Colours: light",
  dark: "Colours: dark",
};

function showMode(mode) {
  root.dataset.mode = mode;
  root.dataset.theme = mode === "auto" ? (systemDark.matches ? "dark" : "light") : mode;
  for (const button of document.querySelectorAll(".theme-switch-button")) {
    button.querySelector(".unseen").textContent = MODES[mode];
    button.title = MODES[mode];
  }
}

function nextMode() {
  const order = systemDark.matches ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
  const mode = order[(order.indexOf(root.dataset.mode) + 1) % 3];
  try {
    localStorage.setItem("mode", mode);
  } catch {
    // Storage is off: the choice lasts for this page.
  }
  showMode(mode);
}

showMode(root.dataset.mode in MODES ? root.dataset.mode : "auto");
systemDark.addEventListener("change", () => showMode(root.dataset.mode));
for (const button of document.querySelectorAll(".theme-switch-button")) {
  button.addEventListener("click", nextMode);
}

// ---- the contents: a column on wide windows, a drawer on narrow ones --------

const contents = document.getElementById("book-nav");
const menu = document.querySelector(".menu-button");
const narrow = matchMedia("(max-width: 61.99em)");

function fitContents() {
  if (narrow.matches) contents.setAttribute("popover", "auto");
  else contents.removeAttribute("popover");
}
fitContents();
narrow.addEventListener("change", fitContents);
menu.addEventListener("click", () => contents.togglePopover());
contents.addEventListener("toggle", (event) => {
  menu.setAttribute("aria-expanded", String(event.newState === "open"));
});

const here = contents.querySelector("a.current");
if (here && here.offsetTop > contents.clientHeight - 80) {
  contents.scrollTop = here.offsetTop - contents.clientHeight / 3;
}

const pageToc = document.querySelector(".page-toc");
const wide = matchMedia("(min-width: 80em)");
wide.addEventListener("change", () => {
  if (pageToc) pageToc.open = wide.matches;
});

// ---- which section is being read ---------------------------------------------

if (pageToc) {
  const links = new Map();
  for (const link of pageToc.querySelectorAll('a[href^="#"]')) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const seen = new Set();
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) seen.add(target);
        else seen.delete(target);
      }
      // Sections nest, so the last one in view is the innermost.
      const current = [...links.keys()].filter((section) => seen.has(section)).pop();
      for (const [section, link] of links) {
        if (section === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-15% 0px -70% 0px" },
  );
  for (const section of links.keys()) watcher.observe(section);
}

// ---- programs, and what is wide ---------------------------------------------

function copyButton(block) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(programOf(block));
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1600);
  });
  return button;
}

// A transcript is copied as the program that was typed, without prompts and answers.
function programOf(block) {
  const text = block.innerText.replace(/\n$/, "");
  if (!/^(>>>|\$) /m.test(text)) return text;
  const typed = text.split("\n").filter((line) => /^(>>>|\.\.\.|\$)( |$)/.test(line));
  return typed.map((line) => line.replace(/^(>>>|\.\.\.|\$) ?/, "")).join("\n");
}

if (navigator.clipboard) {
  const programs = "div[class*='highlight-']:not(.cell_output *) > .highlight > pre";
  for (const block of document.querySelectorAll(programs)) {
    block.closest("div[class*='highlight-']").append(copyButton(block));
  }
}

// What scrolls sideways must be reachable from the keyboard.
function fitSideways(elements) {
  const overflowing = [...elements].map((element) => element.scrollWidth > element.clientWidth + 1);
  elements.forEach((element, index) => {
    if (overflowing[index]) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  });
}
const sideways = document.querySelectorAll(".math-scroll, .pst-scrollable-table-container, pre");
requestAnimationFrame(() => fitSideways(sideways));
addEventListener("resize", () => fitSideways(sideways), { passive: true });
// How wide a formula is, is known once it is laid out, near the screen.
addEventListener(
  "contentvisibilityautostatechange",
  ({ target, skipped }) => {
    const formula = target.closest(".math-scroll");
    if (formula && !skipped) requestAnimationFrame(() => fitSideways([formula]));
  },
  true,
);

// ---- formulas for those who listen ----------------------------------------------

// A screen reader finds only the MathML that is laid out. All of it at once would hold up a page
// as it opens, so it is done a few formulas at a time, when there is nothing else to do.
const AT_ONCE = 20;
const whenIdle = window.requestIdleCallback ?? ((task) => setTimeout(task, 50));
const spoken = [...document.querySelectorAll(".katex-mathml")];

function laySpokenOut() {
  for (const formula of spoken.splice(0, AT_ONCE)) formula.style.contentVisibility = "visible";
  if (spoken.length) requestAnimationFrame(() => whenIdle(laySpokenOut));
}
addEventListener("load", () => whenIdle(laySpokenOut));

// ---- "/" goes to the search field ----------------------------------------------

addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (narrow.matches && contents.popover) contents.showPopover();
  document.querySelector(".search input")?.focus();
});

// ---- a linked fold, or one on paper, is open -------------------------------------

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
}
openTarget();
addEventListener("hashchange", openTarget);

let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details.fold:not([open])")];
  for (const fold of closed) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of closed) fold.open = false;
});

// Brings the figures of a page to life as the reader nears them. The bundle is fetched when the
// page has loaded and the browser is idle, or at once if a figure is already close.
const NEAR = "600px";
const script = document.querySelector("script[data-bundle]");
const address = new URL(script.dataset.bundle, import.meta.url).href;
const figures = document.querySelectorAll(".nn-explorable");

const bringToLife = async (element) => {
  try {
    const { mountOnPage } = await import(address);
    mountOnPage(element);
    element.dataset.alive = ""; // hides the description that stood in for the figure
  } catch (error) {
    element.dataset.failed = ""; // the description stays
    console.error(`This figure could not be started: ${error.message}`);
  }
};

const watcher = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    watcher.unobserve(target);
    bringToLife(target);
  }
}, { rootMargin: NEAR });
for (const figure of figures) watcher.observe(figure);

const fetchEarly = () => {
  const link = document.createElement("link");
  link.rel = "modulepreload";
  link.href = address;
  document.head.append(link);
};
const whenIdle = () => (window.requestIdleCallback ?? setTimeout)(fetchEarly);
if (document.readyState === "complete") whenIdle();
else addEventListener("load", whenIdle, { once: true });

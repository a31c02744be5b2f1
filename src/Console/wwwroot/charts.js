// Draws with Apache ECharts, which is loaded with the first chart. Options are data, never code.
let loading;
const load = source => loading ??= new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = source;
  script.onload = done;
  script.onerror = failed;
  document.head.append(script);
});

const drawn = new Map();

export async function draw(element, option, dark, source) {
  await load(source);
  remove(element);
  const chart = echarts.init(element, dark ? "dark" : null, { renderer: "svg" });
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) option.animation = false;
  chart.setOption({ backgroundColor: "transparent", textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }, ...option });
  const watch = new ResizeObserver(() => chart.resize());
  watch.observe(element);
  drawn.set(element, { chart, watch });
}

export function remove(element) {
  const old = drawn.get(element);
  if (!old) return;
  old.watch.disconnect();
  old.chart.dispose();
  drawn.delete(element);
}

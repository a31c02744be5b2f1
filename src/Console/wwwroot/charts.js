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

const ink = () => {
  const style = getComputedStyle(document.documentElement);
  const of = name => style.getPropertyValue(name).trim();
  return { text: of("--ke-text"), muted: of("--ke-muted"), line: of("--ke-line"), surface: of("--ke-surface") };
};

const axis = (given, colors) => Array.isArray(given) ? given.map(one => axis(one, colors)) : given && {
  ...given,
  axisLabel: { color: colors.muted, ...given.axisLabel },
  axisLine: { lineStyle: { color: colors.line }, ...given.axisLine },
  splitLine: { lineStyle: { color: colors.line }, ...given.splitLine },
};

export async function draw(element, option, source) {
  await load(source);
  remove(element);
  const colors = ink();
  const chart = echarts.init(element, null, { renderer: "svg" });
  chart.setOption({
    ...option,
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    backgroundColor: "transparent",
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colors.text },
    legend: option.legend && { ...option.legend, textStyle: { color: colors.text }, pageTextStyle: { color: colors.text }, pageIconColor: colors.text, pageIconInactiveColor: colors.muted },
    tooltip: option.tooltip && { backgroundColor: colors.surface, borderColor: colors.line, textStyle: { color: colors.text }, ...option.tooltip },
    xAxis: axis(option.xAxis, colors),
    yAxis: axis(option.yAxis, colors),
    series: option.series?.map(s => s.label ? { ...s, label: { color: colors.text, ...s.label } } : s),
  });
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

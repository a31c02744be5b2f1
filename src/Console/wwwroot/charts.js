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

const axis = (given, colors, wide, across) => Array.isArray(given) ? given.map(one => axis(one, colors, wide, across)) : given && {
  ...given,
  ...(given.type === "value" && across && { splitNumber: wide < narrow ? 2 : 5 }),
  nameTextStyle: { color: colors.muted },
  axisLabel: { color: colors.muted, hideOverlap: true, ...given.axisLabel, ...(given.axisLabel?.width && { width: Math.min(given.axisLabel.width, wide / 3) }) },
  axisLine: { lineStyle: { color: colors.line }, ...given.axisLine },
  splitLine: { lineStyle: { color: colors.line }, ...given.splitLine },
};

// What depends on the width: on a phone names take a third of the picture, numbers that would lie upon each other are left out, and a legend is one line.
const narrow = 500;
const sized = (option, colors, wide) => ({
  legend: option.legend && { type: wide < narrow ? "scroll" : "plain", ...option.legend, textStyle: { color: colors.text }, pageTextStyle: { color: colors.text }, pageIconColor: colors.text, pageIconInactiveColor: colors.muted },
  xAxis: axis(option.xAxis, colors, wide, true),
  yAxis: axis(option.yAxis, colors, wide, false),
});

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
    ...sized(option, colors, element.clientWidth),
    tooltip: option.tooltip && { backgroundColor: colors.surface, borderColor: colors.line, textStyle: { color: colors.text }, ...option.tooltip },
    series: option.series?.map(s => ({
      ...s,
      ...(s.label && { label: { color: colors.text, ...s.label } }),
      ...(s.markLine && { markLine: { ...s.markLine, label: { color: colors.text, textBorderWidth: 0, ...s.markLine.label } } }),
    })),
  });
  let wide = element.clientWidth;
  const watch = new ResizeObserver(() => {
    chart.resize();
    if (wide !== element.clientWidth) {
      wide = element.clientWidth;
      chart.setOption(sized(option, colors, wide));
    }
  });
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

"""A line plot with logarithmic axes, as SVG."""

import html
import math

WIDTH, HEIGHT = 760, 480
LEFT, RIGHT, TOP, BOTTOM = 90, 230, 40, 50
COLOURS = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c564b",
    "#7f7f7f", "#bcbd22", "#9467bd", "#ff0000", "#17becf", "#2c5f2d", "#ff9896", "#1f3a93",
]


def svg(title, x_label, y_label, series):
    """series: name -> [(x, y), ...], all above 0."""
    points = [point for line in series.values() for point in line]
    x_axis = Axis([x for x, _ in points], LEFT, WIDTH - RIGHT)
    y_axis = Axis([y for _, y in points], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        text(LEFT, 22, title, 'font-size="15"'),
        text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, x_label, 'text-anchor="middle"'),
        text(0, 0, y_label, f'text-anchor="middle" transform="translate(16 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)"'),
        *(tick for decade in x_axis.decades() for tick in x_tick(x_axis.at(10**decade), decade)),
        *(tick for decade in y_axis.decades() for tick in y_tick(y_axis.at(10**decade), decade)),
    ]
    for i, (name, line) in enumerate(series.items()):
        parts += curve(i, name, [(x_axis.at(x), y_axis.at(y)) for x, y in sorted(line)])
    return "\n".join([*parts, "</svg>", ""])


class Axis:
    def __init__(self, values, start, end):
        self.low, self.high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) - 0.1)
        self.high = max(self.high, self.low + 1)
        self.start, self.end = start, end

    def at(self, value):
        return self.start + (self.end - self.start) * (math.log10(value) - self.low) / (self.high - self.low)

    def decades(self):
        return range(self.low, self.high + 1)


def x_tick(x, decade):
    yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>'
    yield text(x, HEIGHT - BOTTOM + 18, power(decade), 'text-anchor="middle"')


def y_tick(y, decade):
    yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ddd"/>'
    yield text(LEFT - 6, y + 4, power(decade), 'text-anchor="end"')


def power(decade):
    return f"{10**decade:,}" if decade >= 0 else f"{10.0**decade:g}"


def curve(i, name, points):
    """Ours are drawn through, the others dashed."""
    colour = COLOURS[i % len(COLOURS)]
    dash = "" if name.startswith("regress") else ' stroke-dasharray="6 3"'
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
    for x, y in points:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
    y = TOP + 10 + 20 * i
    x = WIDTH - RIGHT + 15
    yield f'<line x1="{x}" y1="{y}" x2="{x + 28}" y2="{y}" stroke="{colour}" stroke-width="2"{dash}/>'
    yield text(x + 34, y + 4, name)


def text(x, y, words, more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{html.escape(words)}</text>'

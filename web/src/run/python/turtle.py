"""Python's turtle, drawn on a canvas of the page. The usual calls; no keys, no mouse, no timers.

What a program draws goes to the page as strokes (outputs.ts); the page draws them at the turtle's speed, so the program
itself never waits.
"""

import json
import math

import _chalkroom

_SPEEDS = {"fastest": 0, "fast": 10, "normal": 6, "slow": 3, "slowest": 1}
_state = {"mode": 1.0, "ground": "white", "turtles": 0}


class TurtleGraphicsError(Exception):
    """A call that makes no sense."""


class Vec2D(tuple):
    def __new__(cls, x, y):
        return tuple.__new__(cls, (x, y))

    def __add__(self, other):
        return Vec2D(self[0] + other[0], self[1] + other[1])

    def __sub__(self, other):
        return Vec2D(self[0] - other[0], self[1] - other[1])

    def __mul__(self, other):
        if isinstance(other, Vec2D):
            return self[0] * other[0] + self[1] * other[1]
        return Vec2D(self[0] * other, self[1] * other)

    __rmul__ = __mul__

    def __neg__(self):
        return Vec2D(-self[0], -self[1])

    def __abs__(self):
        return math.hypot(*self)

    def rotate(self, angle):
        turned = math.radians(angle)
        cos, sin = math.cos(turned), math.sin(turned)
        return Vec2D(self[0] * cos - self[1] * sin, self[1] * cos + self[0] * sin)

    def __repr__(self):
        return f"({self[0]:.2f},{self[1]:.2f})"


def _send(*strokes):
    _chalkroom.draw(json.dumps(strokes))


def _color(*given):
    """A name, "#rrggbb", or three numbers as colormode() says."""
    value = given[0] if len(given) == 1 else given
    if isinstance(value, str):
        return value
    try:
        red, green, blue = (round(part * 255 / _state["mode"]) for part in value)
    except (TypeError, ValueError):
        raise TurtleGraphicsError(f"bad color: {value!r}") from None
    if not all(0 <= part <= 255 for part in (red, green, blue)):
        raise TurtleGraphicsError(f"bad color sequence: {value!r}")
    return f"#{red:02x}{green:02x}{blue:02x}"


def _point(x, y=None):
    return Vec2D(*x) if y is None else Vec2D(x, y)


class Turtle:
    def __init__(self, shape="classic", undobuffersize=0, visible=True):
        _state["turtles"] += 1
        self._id = _state["turtles"]
        self._begin(visible)
        self._place()

    def _begin(self, visible=True):
        self._at, self._angle, self._circle = Vec2D(0.0, 0.0), 0.0, 360.0
        self._down, self._width, self._shown, self._speed = True, 1, visible, 3
        self._pen, self._fill, self._path = "black", "black", None
        self._shape = "classic"

    def _place(self):
        _send(["turtle", self._id, *self._at, self._degrees(), self._pen, self._shown])

    def _degrees(self):
        return self._angle * 360.0 / self._circle

    def _move(self, to):
        if self._down:
            _send(["line", *self._at, *to, self._pen, self._width])
        self._at = Vec2D(float(to[0]), float(to[1]))
        if self._path is not None:
            self._path.extend(self._at)
        self._place()

    # Moving

    def forward(self, distance):
        self._move(self._at + Vec2D(distance, 0).rotate(self._degrees()))

    def back(self, distance):
        self.forward(-distance)

    def right(self, angle):
        self.left(-angle)

    def left(self, angle):
        self._angle = (self._angle + angle) % self._circle
        self._place()

    def goto(self, x, y=None):
        self._move(_point(x, y))

    def teleport(self, x=None, y=None, *, fill_gap=False):
        was_down, self._down = self._down, False
        self._move((self._at[0] if x is None else x, self._at[1] if y is None else y))
        self._down = was_down

    def setx(self, x):
        self._move((x, self._at[1]))

    def sety(self, y):
        self._move((self._at[0], y))

    def setheading(self, to_angle):
        self._angle = to_angle % self._circle
        self._place()

    def home(self):
        self.goto(0, 0)
        self.setheading(0)

    def circle(self, radius, extent=None, steps=None):
        extent = self._circle if extent is None else extent
        share = abs(extent) / self._circle
        if steps is None:
            steps = 1 + int(min(11 + abs(radius) / 6.0, 59.0) * share)
        turn = extent / steps
        half = math.radians(turn * 180.0 / self._circle)
        length = 2.0 * radius * math.sin(half)
        if radius < 0:
            length, turn = -length, -turn
        self.left(turn / 2)
        for step in range(steps):
            self.forward(length)
            if step < steps - 1:
                self.left(turn)
        self.left(turn / 2)

    def dot(self, size=None, *color):
        size = size or max(self._width + 4, self._width * 2)
        _send(["dot", *self._at, size, _color(*color) if color else self._pen])

    def stamp(self):
        _send(["dot", *self._at, 9, self._pen])
        return 0

    def speed(self, speed=None):
        if speed is None:
            return self._speed
        speed = _SPEEDS[speed] if isinstance(speed, str) else speed
        self._speed = round(speed) if 0.5 < speed < 10.5 else 0
        _send(["speed", self._speed])

    # Asking

    def position(self):
        return self._at

    def xcor(self):
        return self._at[0]

    def ycor(self):
        return self._at[1]

    def heading(self):
        return self._angle

    def distance(self, x, y=None):
        return abs(self._other(x, y) - self._at)

    def towards(self, x, y=None):
        dx, dy = self._other(x, y) - self._at
        return round(math.degrees(math.atan2(dy, dx)), 10) % 360.0 * self._circle / 360.0

    def _other(self, x, y):
        return x.position() if isinstance(x, Turtle) else _point(x, y)

    def isdown(self):
        return self._down

    def isvisible(self):
        return self._shown

    # The pen

    def pendown(self):
        self._down = True

    def penup(self):
        self._down = False

    def pensize(self, width=None):
        if width is None:
            return self._width
        self._width = width

    def pencolor(self, *color):
        if not color:
            return self._pen
        self._pen = _color(*color)
        self._place()

    def fillcolor(self, *color):
        if not color:
            return self._fill
        self._fill = _color(*color)

    def color(self, *colors):
        if not colors:
            return self._pen, self._fill
        if len(colors) == 2:
            self._pen, self._fill = _color(colors[0]), _color(colors[1])
        else:
            self._pen = self._fill = _color(*colors)
        self._place()

    def filling(self):
        return self._path is not None

    def begin_fill(self):
        self._path = [*self._at]
        _send(["outline"])

    def end_fill(self):
        if self._path is not None:
            _send(["fill", self._fill, self._path])
        self._path = None

    def write(self, arg, move=False, align="left", font=("Arial", 8, "normal")):
        size = next((part for part in font if isinstance(part, (int, float))), 8)
        _send(["text", *self._at, str(arg), self._pen, size, align])

    # The turtle itself

    def hideturtle(self):
        self._shown = False
        self._place()

    def showturtle(self):
        self._shown = True
        self._place()

    def shape(self, name=None):
        if name is None:
            return self._shape
        self._shape = name

    def shapesize(self, *sizes, **named):
        """Turtles have one size here."""

    def degrees(self, fullcircle=360.0):
        self._angle *= fullcircle / self._circle
        self._circle = fullcircle

    def radians(self):
        self.degrees(2 * math.pi)

    def clear(self):
        _send(["clear"])

    def reset(self):
        self.clear()
        self._begin()
        self._place()

    def getscreen(self):
        return Screen()

    def getturtle(self):
        return self

    getpen = getturtle
    fd, bk, backward, rt, lt = forward, back, back, right, left
    setpos = setposition = goto
    seth, pos = setheading, position
    pd, down, pu, up, width = pendown, pendown, penup, penup, pensize
    ht, st, turtlesize = hideturtle, showturtle, shapesize


RawTurtle = RawPen = Pen = Turtle


class _Screen:
    def bgcolor(self, *color):
        if not color:
            return _state["ground"]
        _state["ground"] = _color(*color)
        _send(["ground", _state["ground"]])

    def colormode(self, cmode=None):
        if cmode is None:
            return _state["mode"]
        _state["mode"] = float(cmode)

    def tracer(self, n=None, delay=None):
        if n == 0:
            _send(["speed", 0])

    def clear(self):
        _send(["clear"])

    clearscreen = resetscreen = reset = clear

    def textinput(self, title, prompt):
        return input(f"{prompt} ")

    def numinput(self, title, prompt, default=None, minval=None, maxval=None):
        while True:
            answer = input(f"{prompt} ")
            try:
                number = float(answer) if answer or default is None else float(default)
            except ValueError:
                continue
            if (minval is None or number >= minval) and (maxval is None or number <= maxval):
                return number

    def window_width(self):
        return 600

    def window_height(self):
        return 450

    def _nothing(self, *args, **kwargs):
        """The page shows the drawing as it is, and keeps showing it."""

    setup = screensize = title = update = delay = bye = done = mainloop = exitonclick = _nothing
    setworldcoordinates = _nothing

    def _cannot(self, *args, **kwargs):
        raise TurtleGraphicsError("Keys, clicks and timers do not reach the turtle here.")

    onkey = onkeypress = onkeyrelease = onclick = onscreenclick = ontimer = _cannot

    def listen(self, *args):
        """Nothing to listen to: onkey says so."""


_screen = _Screen()


def Screen():
    return _screen


_default = None


def _of_default(name):
    def call(*args, **kwargs):
        global _default
        if _default is None:
            _default = Turtle()
        return getattr(_default, name)(*args, **kwargs)

    call.__name__ = name
    return call


for _name in dir(_Screen):
    if not _name.startswith("_"):
        globals()[_name] = getattr(_screen, _name)
# Where both have a call, the module's is the turtle's.
for _name in dir(Turtle):
    if not _name.startswith("_") and _name not in globals():
        globals()[_name] = _of_default(_name)
for _name in ("clear", "reset"):
    globals()[_name] = _of_default(_name)

__all__ = [_name for _name in globals() if not _name.startswith("_") and _name not in ("json", "math")]

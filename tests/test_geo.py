import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geotrack.geo import bounds, distance_km, great_circle, split_at_antimeridian, unwrapped

HALF_WAY_ROUND = math.pi * 6371.0088

lats = st.floats(-90, 90)
lons = st.floats(-180, 180)
points = st.tuples(lats, lons)
lines = st.lists(points, min_size=1, max_size=8)


def length(line):
    """Length in degrees on the flat map, the plane in which RFC 7946 cuts."""
    flat = list(zip((lat for lat, _ in line), unwrapped(lon for _, lon in line), strict=True))
    return sum(math.dist(a, b) for a, b in pairwise(flat))


def same(point, other):
    """The same point, whole turns aside; a pole has any longitude."""
    return point[0] == other[0] and (abs(point[0]) == 90 or turns(other[1] - point[1]))


def turns(degrees):
    return math.isclose(degrees / 360, round(degrees / 360), abs_tol=1e-9)


# --- distance ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((48.8567, 2.3508), (51.5074, -0.1278), 344),  # Paris, London
        ((39.03, 125.75), (51.88, 128.33), 1440),  # Pyongyang, Vostochny
        ((0, 179.5), (0, -179.5), 111),  # over the date line
        ((90, 0), (-90, 0), 20015),  # pole to pole
    ],
)
def test_known_distances(a, b, km):
    assert distance_km(*a, *b) == pytest.approx(km, rel=0.005)


@given(points, points)
def test_distance_is_symmetric_and_bounded(a, b):
    there, back = distance_km(*a, *b), distance_km(*b, *a)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= HALF_WAY_ROUND + 1e-6


@given(points)
def test_no_distance_to_oneself(a):
    assert distance_km(*a, *a) == 0
    assert distance_km(a[0], a[1], a[0], a[1] + 360) == pytest.approx(0, abs=1e-5)


@given(points, points, points)
def test_a_detour_is_never_shorter(a, b, c):
    assert distance_km(*a, *c) <= distance_km(*a, *b) + distance_km(*b, *c) + 1e-3


# --- great circles -----------------------------------------------------------------------------------------------


@given(lines, st.floats(150, 5000))
def test_great_circles_keep_their_points_and_their_length(line, step):
    drawn = great_circle(line, step)
    assert drawn[0] == line[0]
    rest = iter(drawn)
    for point in line:  # every given point is there, in order
        assert any(same(point, other) for other in rest)
    direct = sum(distance_km(*a, *b) for a, b in pairwise(line))
    walked = [distance_km(*a, *b) for a, b in pairwise(drawn)]
    assert sum(walked) == pytest.approx(direct, rel=1e-5, abs=1e-2)
    assert max(walked, default=0) <= step * 1.001


@given(lines, st.floats(150, 5000))
def test_great_circles_never_jump(line, step):
    drawn = great_circle(line, step)
    assert all(abs(b[1] - a[1]) <= 180 + 1e-9 for a, b in pairwise(drawn))
    assert all(-90 <= lat <= 90 for lat, _ in drawn)


def test_opposite_points_have_a_way_too():
    drawn = great_circle([(0.0, 0.0), (0.0, 180.0)], 1000)
    assert max(lat for lat, _ in drawn) > 80
    assert sum(distance_km(*a, *b) for a, b in pairwise(drawn)) == pytest.approx(HALF_WAY_ROUND)


def test_a_way_over_the_pole_does_not_zigzag():
    drawn = great_circle([(60.0, 30.0), (90.0, 0.0), (60.0, -150.0)], 500)
    assert {round(lon) % 360 for _, lon in drawn} == {30, 210}


def test_no_points_and_no_step():
    assert great_circle([]) == ()
    assert great_circle([(1.0, 2.0)]) == ((1.0, 2.0),)
    with pytest.raises(ValueError, match="more than 0"):
        great_circle([(1.0, 2.0), (3.0, 4.0)], 0)


@given(st.lists(lons, max_size=10))
def test_unwrapping_changes_whole_turns_only(values):
    smooth = unwrapped(values)
    assert len(smooth) == len(values)
    assert smooth[:1] == tuple(values[:1])
    assert all(abs(b - a) <= 180 + 1e-9 for a, b in pairwise(smooth))
    assert all(turns(new - old) for new, old in zip(smooth, values, strict=True))


# --- the date line -----------------------------------------------------------------------------------------------


@given(lines)
def test_no_part_crosses_the_date_line(line):
    for part in split_at_antimeridian(line):
        assert all(-180 <= lon <= 180 for _, lon in part)
        assert all(abs(b[1] - a[1]) <= 180 + 1e-9 for a, b in pairwise(part))


@given(lines)
def test_splitting_keeps_length_and_ends(line):
    parts = split_at_antimeridian(line)
    assert sum(map(length, parts)) == pytest.approx(length(line), abs=1e-6)
    assert parts[0][0][0] == line[0][0]
    assert parts[-1][-1][0] == line[-1][0]
    for before, after in pairwise(parts):  # each part begins where the one before ended
        assert before[-1][0] == after[0][0]
        assert {before[-1][1], after[0][1]} == {-180.0, 180.0}


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ([], 0),
        ([(0, 10)], 1),
        ([(0, 10), (0, 20)], 1),
        ([(0, 170), (0, 190)], 2),  # unwrapped already
        ([(0, 170), (0, -170), (0, 170)], 3),  # there and back
        ([(0, 170), (5, 180), (10, 170)], 1),  # touches it
        ([(0, 170), (5, 180), (10, -170)], 2),  # stops on it
        ([(0, 170), (0, 180), (10, 180), (10, 170)], 1),  # runs along it
        ([(0, -170), (0, -180), (10, 180), (10, 170)], 2),
    ],
)
def test_cutting(line, parts):
    assert len(split_at_antimeridian(line)) == parts


@given(lines)
def test_great_circles_can_be_cut(line):
    for part in split_at_antimeridian(great_circle(line, 500)):
        assert all(-180 <= lon <= 180 for _, lon in part)


# --- boxes -------------------------------------------------------------------------------------------------------


@given(st.lists(points, min_size=1, max_size=10))
def test_a_box_holds_its_points(some):
    box = bounds(some)
    assert -180 <= box.west <= 180
    assert box.west <= box.east <= box.west + 360
    for lat, lon in some:
        assert box.south <= lat <= box.north
        assert any(box.west - 1e-9 <= lon + turn <= box.east + 1e-9 for turn in (0, 360))


@given(st.lists(points, min_size=1, max_size=10))
def test_a_box_is_never_wider_than_the_plain_one(some):
    box = bounds(some)
    values = [lon for _, lon in some]
    assert box.east - box.west <= max(values) - min(values) + 1e-9


def test_boxes_by_example():
    assert bounds([(0, 179), (1, -179)]) == (0, 179, 1, 181)
    assert bounds([(5, 7)]) == (5, 7, 5, 7)
    with pytest.raises(ValueError, match="no points"):
        bounds([])

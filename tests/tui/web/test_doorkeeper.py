"""Every bad way to ask is refused, each beside the good one."""

from itertools import product

import pytest

from tui.web.doorkeeper import Asking, Doorkeeper

PORT = 8642
HOSTS = [
    ["127.0.0.1:8642"],
    ["localhost:8642"],
    ["evil.example:8642"],
    ["127.0.0.1:8642.evil.example"],
    ["127.0.0.1"],
    ["127.0.0.1:8643"],
    ["127.0.0.1:8642", "evil.example"],
    [],
]
ORIGINS = [
    ["http://127.0.0.1:8642"],
    ["http://evil.example"],
    ["https://127.0.0.1:8642"],
    ["http://127.0.0.1:8642.evil.example"],
    ["http://127.0.0.1:8643"],
    ["http://localhost:8642"],
    ["null"],
    ["http://127.0.0.1:8642", "http://evil.example"],
    [],
]
"""The first of each is the good one; with no `Origin`, a page may be looked at but not typed into."""


@pytest.fixture
def keeper() -> Doorkeeper:
    return Doorkeeper(PORT)


def cookies(keeper: Doorkeeper) -> list[dict[str, str]]:
    name, value = keeper.cookie_name, keeper.cookie
    return [
        {name: value},
        {},
        {name: ""},
        {name: value[:-1]},
        {name: value + "x"},
        {name: "\udc80"},
        {"unrolled-8643": value},
    ]


def test_only_the_one_good_way_drives_the_app(keeper: Doorkeeper) -> None:
    ways = list(product(HOSTS, ORIGINS, cookies(keeper)))
    let_in = [way for way in ways if not keeper.refusal(Asking(*way), drives=True)]
    assert let_in == [ways[0]]
    assert len(ways) == 8 * 9 * 7


def test_a_page_may_be_looked_at_without_an_origin_too(keeper: Doorkeeper) -> None:
    ways = list(product(HOSTS, ORIGINS, cookies(keeper)))
    let_in = [way for way in ways if not keeper.refusal(Asking(*way))]
    assert [origins for _, origins, _ in let_in] == [ORIGINS[0], []]
    assert all(hosts == HOSTS[0] for hosts, _, _ in let_in)


def test_the_token_is_worth_a_cookie_once(keeper: Doorkeeper) -> None:
    token = keeper.address.partition("token=")[2]
    asking = Asking([keeper.host], [], {}, token)
    assert keeper.exchange(asking)
    assert not keeper.exchange(asking)


@pytest.mark.parametrize("hosts", HOSTS[1:])
@pytest.mark.parametrize("origins", ORIGINS)
def test_a_token_under_another_name_is_worth_nothing(keeper: Doorkeeper, hosts: list[str], origins: list[str]) -> None:
    token = keeper.address.partition("token=")[2]
    assert not keeper.exchange(Asking(hosts, origins, {}, token))
    assert keeper.exchange(Asking([keeper.host], [], {}, token))


@pytest.mark.parametrize("token", ["", "x", "é", "\udc80"])
def test_a_wrong_token_is_worth_nothing(keeper: Doorkeeper, token: str) -> None:
    assert not keeper.exchange(Asking([keeper.host], [], {}, token))
    right = keeper.address.partition("token=")[2]
    assert not keeper.exchange(Asking([keeper.host], [], {}, right[:-1]))
    assert keeper.exchange(Asking([keeper.host], [], {}, right))
    assert not keeper.exchange(Asking([keeper.host], [], {}, ""))


def test_secrets_are_long_and_new_each_time() -> None:
    first, second = Doorkeeper(PORT), Doorkeeper(PORT)
    assert len({first.address, second.address, first.cookie, second.cookie}) == 4
    assert len(first.cookie) >= 43

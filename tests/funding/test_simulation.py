"""What a rule gives: to the cent, never above its rate nor its ceiling, never without a rate."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normandie.funding.simulation import simulate

HALF, CEILING = Decimal(50), Decimal(10_000)
amounts = st.lists(st.decimals("0", "9999999.99", places=2), max_size=30)
rates = st.decimals("0.01", "100", places=2)
ceilings = st.none() | st.decimals("0.01", "99999999.99", places=2)


@given(amounts, rates, ceilings)
def test_the_aid_is_bounded_by_the_rate_and_by_the_ceiling(
    costs: list[Decimal], rate: Decimal, ceiling: Decimal | None
) -> None:
    found = simulate(costs, rate, ceiling)

    assert found.total == sum(costs)
    assert found.aid * 100 <= found.total * rate
    assert found.total * rate < (found.share + Decimal("0.01")) * 100  # not a cent too little
    assert found.aid.as_tuple().exponent >= -2
    assert found.aid == (found.share if ceiling is None else min(found.share, ceiling))
    assert found.is_capped == (found.aid < found.share)


@given(amounts, amounts, rates, ceilings)
def test_a_cost_more_never_gives_less_nor_their_order_another_amount(
    costs: list[Decimal], more: list[Decimal], rate: Decimal, ceiling: Decimal | None
) -> None:
    both = simulate([*costs, *more], rate, ceiling)

    assert simulate(costs, rate, ceiling).aid <= both.aid
    assert simulate([*more, *costs], rate, ceiling) == both


@given(amounts, ceilings)
def test_no_amount_is_said_without_a_rate(costs: list[Decimal], ceiling: Decimal | None) -> None:
    with pytest.raises(ValueError, match="no rate"):
        simulate(costs, None, ceiling)


def test_the_examples_of_the_region() -> None:
    known = {"14000": "7000", "30000": "10000", "20000.01": "10000", "0.01": "0"}

    found = {cost: simulate([Decimal(cost)], HALF, CEILING).aid for cost in known}

    assert found == {cost: Decimal(aid) for cost, aid in known.items()}
